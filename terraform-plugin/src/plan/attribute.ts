// What is planned for one attribute: the configuration where it says something, else what the attribute's
// behaviour says.
import type { Attribute, NestedAttribute } from '../schema/attribute.ts';
import {
  emptyObject,
  isEmpty,
  isObject,
  isWhollyKnown,
  type ObjectValue,
  own,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import { hasChanged, type Scope } from './dependencies.ts';
import type { EditTree } from './edits.ts';
import { mapPairs, type Pair, pairsOf, partAt } from './pairs.ts';
import { knownSpelling } from './spelling.ts';

/** What one pass over the plan knows. */
export interface Pass {
  /** The resource as a whole, which dependencies that begin with `/` start from. */
  readonly root: Scope;
  /** Something differs from the prior state, so an update will run and may set what is null or volatile. */
  readonly hasDiff: boolean;
}

/** An object of the plan. `config` is null inside an attribute that the configuration leaves to the provider. */
export interface PlanScope extends Scope {
  readonly config: ObjectValue | null;
  readonly edits: EditTree | undefined;
  /** Part of a set element that is not known well enough to tell whether it was there before. */
  readonly isUndecided: boolean;
}

/** Plans every attribute of an object. */
export function planObject(pass: Pass, scope: PlanScope): ObjectValue {
  const planned = emptyObject();
  for (const name of Object.keys(scope.attributes)) {
    planned[name] = planAttribute(pass, scope, name, scope.attributes[name] as Attribute);
  }
  return planned;
}

function planAttribute(pass: Pass, scope: PlanScope, name: string, attribute: Attribute): Value {
  if (attribute.writeOnly) return null;
  const prior = own(scope.prior, name);
  const planned = partAt(scope.planned, name);
  const edits = scope.edits?.below(name);
  const config = attribute.required || attribute.optional ? own(scope.config, name) : null;
  if (config === UNKNOWN) {
    edits?.markUsed();
    return UNKNOWN;
  }
  const place: Place = { config, prior, planned, edits, isUndecided: scope.isUndecided };
  if (config !== null) return planSet(pass, attribute, place);
  const edit = attribute.computed ? edits?.take() : undefined;
  if (edit !== undefined) return edit.value;
  return planUnset(pass, scope, attribute, place);
}

/** A value at the same place of configuration, prior state and previous pass. */
interface Place {
  readonly config: Value;
  readonly prior: Value;
  readonly planned: Value;
  readonly edits: EditTree | undefined;
  readonly isUndecided: boolean;
}

/** An attribute that the configuration sets, or whose default stands in for the configuration. */
function planSet(pass: Pass, attribute: Attribute, place: Place): Value {
  if (attribute.kind === 'leaf') {
    // Which spelling will be planned depends on the element that this one turns out to be.
    if (place.isUndecided && attribute.equal !== undefined) return UNKNOWN;
    return knownSpelling(attribute, place.prior, place.config);
  }
  const pairs = pairsOf(attribute, place.config, place.prior, 'config');
  return mapPairs(attribute, pairs, (pair) => planElement(pass, attribute, pair, place));
}

/** An attribute that the configuration leaves null. */
function planUnset(pass: Pass, scope: PlanScope, attribute: Attribute, place: Place): Value {
  const { behaviour } = attribute;
  if (behaviour.kind === 'input' || behaviour.kind === 'default') {
    if (scope.config === null) return keep(pass, attribute, place);
    return behaviour.kind === 'input'
      ? null
      : planSet(pass, attribute, { ...place, config: behaviour.value });
  }
  if (behaviour.kind === 'volatile') return pass.hasDiff ? UNKNOWN : keep(pass, attribute, place);
  if (behaviour.kind === 'derived') {
    const isStale = behaviour.dependsOn.some((on) => hasChanged(on, on.fromRoot ? pass.root : scope));
    if (isStale) return UNKNOWN;
  }
  // A null may be filled by the create or update that any diff brings, and Terraform would refuse that after a
  // planned null.
  if (place.prior === null) return pass.hasDiff ? UNKNOWN : null;
  return keep(pass, attribute, place);
}

/** What it was, except for what is volatile or stale inside it. */
function keep(pass: Pass, attribute: Attribute, place: Place): Value {
  if (attribute.kind === 'leaf' || place.prior === null) return place.prior;
  const pairs = pairsOf(attribute, place.prior, place.prior, 'value');
  return mapPairs(attribute, pairs, (pair) => planElement(pass, attribute, pair, { ...place, config: null }));
}

function planElement(pass: Pass, attribute: NestedAttribute, pair: Pair, place: Place): Value {
  if (!isObject(pair.value)) return pair.value;
  return planObject(pass, {
    attributes: attribute.attributes,
    config: place.config === null ? null : pair.value,
    prior: pair.prior,
    planned: partAt(place.planned, pair.step),
    edits: editsOf(attribute, pair, place.edits),
    isUndecided: place.isUndecided || isUndecided(attribute, pair, place),
  });
}

/** An element of a set that has no older one, only because it is not wholly known yet. */
function isUndecided(attribute: NestedAttribute, pair: Pair, place: Place): boolean {
  return (
    attribute.nesting === 'set' && pair.prior === null && !isEmpty(place.prior) && !isWhollyKnown(pair.value)
  );
}

/** Elements of a set have no address, so nothing below a set can be edited. */
function editsOf(attribute: NestedAttribute, pair: Pair, edits: EditTree | undefined): EditTree | undefined {
  if (attribute.nesting === 'set') return undefined;
  return pair.step === undefined ? edits : edits?.below(pair.step);
}
