// Which planned changes the object cannot take in place: some replace it, some are refused.
import { type Diagnostic, error } from '../diagnostics.ts';
import { type AttributePath, formatPath } from '../path.ts';
import type { Attribute, Attributes, NestedAttribute } from '../schema/attribute.ts';
import { sameValue } from '../values/equality.ts';
import { isObject, isWhollyKnown, type ObjectValue, own, UNKNOWN, type Value } from '../values/value.ts';
import { matchSet } from './match-set.ts';
import { pairsOf, partAt } from './pairs.ts';

export interface Changes {
  readonly requiresReplace: AttributePath[];
  /** One error for each immutable attribute that would change. */
  readonly refused: Diagnostic[];
}

interface Place {
  readonly config: Value;
  readonly prior: Value;
  readonly planned: Value;
}

/**
 * Looks through everything that exists before and after the change; what is added or removed is not changed.
 * Inside an object that is not known yet nothing is claimed: Terraform destroys first what a plan replaces, so
 * an object that then would not have changed must not have been announced as replaced.
 */
export function findChanges(
  attributes: Attributes,
  config: Value,
  prior: ObjectValue,
  planned: ObjectValue,
): Changes {
  const changes: Changes = { requiresReplace: [], refused: [] };
  visitObject(attributes, { config, prior, planned }, [], changes);
  return changes;
}

function visitObject(attributes: Attributes, place: Place, path: AttributePath, changes: Changes): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const inner: Place = {
      config: memberOf(place.config, name),
      prior: memberOf(place.prior, name),
      planned: memberOf(place.planned, name),
    };
    visitAttribute(attribute, inner, [...path, name], changes);
  }
}

function visitAttribute(attribute: Attribute, place: Place, path: AttributePath, changes: Changes): void {
  const decides = attribute.requiresReplace !== undefined || attribute.immutable !== undefined;
  if (decides && inputDiffers(attribute, place)) {
    if (attribute.requiresReplace?.(place)) changes.requiresReplace.push(path);
    const comesOrGoes = place.prior === null || place.planned === null;
    const isRefused = !(attribute.mayBeAbsent && comesOrGoes) && isWhollyKnown(place.planned);
    if (attribute.immutable !== undefined && isRefused) {
      changes.refused.push(refusal(attribute, place, path, attribute.immutable));
    }
  }
  if (attribute.kind !== 'nested' || attribute.nesting === 'set') return;
  if (place.planned === null || place.planned === UNKNOWN) return;
  for (const pair of pairsOf(attribute, place.planned, place.prior, 'value')) {
    if (pair.prior === null || !isObject(pair.value)) continue;
    const element: Place = {
      config: partAt(place.config, pair.step),
      prior: pair.prior,
      planned: pair.value,
    };
    visitObject(attribute.attributes, element, stepInto(path, pair.step), changes);
  }
}

/**
 * Whether the user's part of a value changes. An unknown that stands for an output is not the user's doing, and
 * must never replace anything; an unknown in the configuration may turn out to be a change.
 */
function inputDiffers(attribute: Attribute, { config, prior, planned }: Place): boolean {
  if (sameValue(attribute.type, planned, prior)) return false;
  if (planned === UNKNOWN) return config === UNKNOWN;
  if (attribute.kind === 'leaf') return config !== null || isWhollyKnown(planned);
  if (planned === null || prior === null) return true;
  if (attribute.nesting === 'set') return !isWhollyKnown(config) || setDiffers(attribute, prior, planned);
  const pairs = pairsOf(attribute, planned, prior, 'value');
  if (pairs.length !== pairsOf(attribute, prior, prior, 'value').length) return true;
  return pairs.some((pair) => {
    if (pair.prior === null || !isObject(pair.value)) return true;
    const { value } = pair;
    return Object.entries(attribute.attributes).some(([name, member]) =>
      inputDiffers(member, {
        config: memberOf(partAt(config, pair.step), name),
        prior: own(pair.prior, name),
        planned: own(value, name),
      }),
    );
  });
}

/** An element that was there must be planned again, with nothing but its outputs unknown. */
function setDiffers(attribute: NestedAttribute, prior: Value, planned: Value): boolean {
  if (!Array.isArray(prior) || !Array.isArray(planned) || prior.length !== planned.length) return true;
  return matchSet({ ...attribute, key: [] }, prior, planned, 'value').includes(null);
}

function refusal(attribute: Attribute, place: Place, path: AttributePath, reason: string): Diagnostic {
  const name = path.at(-1);
  const isShown = !attribute.sensitive && attribute.kind === 'leaf' && !isCollection(place);
  const values = isShown ? ` from ${describe(place.prior)} to ${describe(place.planned)}` : '';
  const detail = `"${formatPath(path)}" cannot change${values}. ${reason}`;
  return error(`${typeof name === 'string' ? name : formatPath(path)} cannot be changed`, detail, path);
}

function isCollection({ prior, planned }: Place): boolean {
  return typeof (prior ?? planned) === 'object';
}

function describe(value: Value): string {
  if (value === null) return 'nothing';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function stepInto(path: AttributePath, step: string | number | undefined): AttributePath {
  if (step === undefined) return path;
  return [...path, typeof step === 'string' ? { key: step } : step];
}

function memberOf(value: Value, name: string): Value {
  return isObject(value) ? own(value, name) : null;
}
