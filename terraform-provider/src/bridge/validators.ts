// The limits of the contract as sentences: what a value must be, found in plan and without any network.
import { nearestName, normalisers, quantityExamples } from '@hikube/domain';
import { patternHints } from '@hikube/openapi/patterns';
import type { AttributeBounds, TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { lostZero } from './lost-zero.ts';

/** Returns what is wrong with a wholly known value, as a sentence without a full stop. */
export type Validator<T> = (value: T) => string | undefined;

type Limits = Pick<TerraformAttribute, 'enum' | 'bounds' | 'normaliser' | 'json'> &
  Partial<Pick<TerraformAttribute, 'name'>>;

/** Validators of a text. */
export function textValidators({
  name = '',
  enum: allowed,
  bounds = {},
  normaliser,
  json,
}: Limits): Validator<string>[] {
  // The bounds of a JSON attribute are those of the object behind the text.
  if (json)
    return [
      (text) => (isJsonObject(text) ? undefined : 'it is not the text of a JSON object; use jsonencode({…})'),
    ];
  const validators = [lengthValidator(bounds)];
  if (allowed)
    validators.push((text) =>
      allowed.includes(text)
        ? undefined
        : `it must be ${anyOf(allowed)}, not ${JSON.stringify(text)}${meant(text, allowed)}`,
    );
  // Texts that a normaliser knows get a sentence of their own from the domain rules; the pattern is only theirs in short.
  if (bounds.pattern !== undefined && normaliser === undefined)
    validators.push(patternValidator(bounds.pattern));
  if (normaliser !== undefined && normaliser in normalisers)
    validators.push(normaliserValidator(normaliser, name));
  return validators;
}

/** Validators of a number. */
export function numberValidators({ bounds = {} }: Limits): Validator<number>[] {
  const { minimum, maximum } = bounds;
  return [
    (value) => {
      if (minimum !== undefined && value < minimum) return `it must be at least ${minimum}, not ${value}`;
      if (maximum !== undefined && value > maximum) return `it must be at most ${maximum}, not ${value}`;
      return undefined;
    },
  ];
}

/** Validators of a collection, for its number of elements. */
export function collectionValidators({ bounds = {} }: Limits): Validator<unknown>[] {
  const least = bounds.minItems ?? bounds.minProperties;
  const most = bounds.maxItems ?? bounds.maxProperties;
  return [
    (value) => {
      const size = Array.isArray(value) ? value.length : Object.keys(value as object).length;
      if (least !== undefined && size < least)
        return `it needs at least ${least} ${least === 1 ? 'element' : 'elements'}`;
      if (most !== undefined && size > most)
        return `it takes at most ${most} ${most === 1 ? 'element' : 'elements'}, not ${size}`;
      return undefined;
    },
  ];
}

/** Validators of each text in a collection, applied to the whole. */
export function elementValidators(element: NonNullable<TerraformAttribute['element']>): Validator<unknown>[] {
  if (element.type !== 'string') return [];
  const validators = textValidators(element);
  return [
    (value) => {
      for (const text of Object.values(value as Record<string, unknown>)) {
        if (typeof text !== 'string') continue;
        for (const validate of validators) {
          const wrong = validate(text);
          if (wrong !== undefined) return `of ${JSON.stringify(text)}: ${wrong}`;
        }
      }
      return undefined;
    },
  ];
}

function lengthValidator({ minLength, maxLength }: AttributeBounds): Validator<string> {
  return (text) => {
    const length = [...text].length;
    if (minLength !== undefined && length < minLength) {
      return minLength === 1 ? 'it must not be empty' : `it must have at least ${minLength} characters`;
    }
    if (maxLength !== undefined && length > maxLength)
      return `it must have at most ${maxLength} characters, not ${length}`;
    return undefined;
  };
}

function patternValidator(pattern: string): Validator<string> {
  const expression = new RegExp(pattern, 'u');
  const hint = patternHints[pattern] ?? `Write something that matches ${pattern}.`;
  // A sentence inside a sentence: the framework ends it.
  const advice = hint.charAt(0).toLowerCase() + hint.slice(1).replace(/\.$/, '');
  return (text) => (expression.test(text) ? undefined : `${JSON.stringify(text)} does not fit; ${advice}`);
}

function normaliserValidator(name: string, attribute = ''): Validator<string> {
  const { normalise } = normalisers[name as keyof typeof normalisers];
  const kind = {
    kubernetesVersion: 'a Kubernetes version such as 1.34',
    quantity: `a quantity such as ${quantityExamples(attribute).join(' or ')}`,
  }[name];
  return (text) => {
    if (normalise(text) === undefined) return `${JSON.stringify(text)} is not ${kind ?? `a valid ${name}`}`;
    return name === 'kubernetesVersion' ? lostZero(text) : undefined;
  };
}

/** Validators of a Kubernetes version that no row of the contract describes. */
export const versionValidators: Validator<string>[] = [normaliserValidator('kubernetesVersion')];

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** A sentence inside a sentence, so without its question mark. */
function meant(text: string, allowed: readonly string[]): string {
  const nearest = nearestName(text, allowed);
  return nearest === undefined ? '' : `; did you mean ${JSON.stringify(nearest)}`;
}

function anyOf(values: readonly string[]): string {
  const quoted = values.map((value) => JSON.stringify(value));
  const last = quoted.pop();
  return quoted.length === 0 ? String(last) : `${quoted.join(', ')} or ${last}`;
}
