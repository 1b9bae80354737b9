// Refuses properties that do not exist, and asks for those that must. What the values must be is for the domain.
import { at, didYouMean, type Finding } from '@hikube/domain';
import { type IsUnresolved, isPlain } from './known.ts';
import { refusal } from './refusal.ts';
import type { ObjectShape, Shape } from './shapes.ts';

/** Arguments of Terraform that make several of one: a construct is one, and a program has loops. */
const REPEATING = new Set(['forEach', 'count']);

/** Findings about the properties of a value and of what is inside it. */
export function checkShape(
  value: unknown,
  shape: Shape,
  pointer: string,
  isUnresolved: IsUnresolved,
): readonly Finding[] {
  if (value === undefined || isUnresolved(value)) return [];
  const foreign = foreignKind(value);
  if (foreign !== undefined)
    return [refusal(pointer, `It must be ${asData(foreign)}, and not a ${foreign}.`)];
  if (shape === 'any') return insideOf(value, pointer, isUnresolved);
  const inside = (item: unknown, form: Shape, key: string | number) =>
    checkShape(item, form, at(pointer, key), isUnresolved);
  if ('oneOf' in shape) {
    if (value === null || shape.oneOf.includes(value as string)) return [];
    const choices = shape.oneOf.map((text) => JSON.stringify(text)).join(' or ');
    return [
      refusal(
        pointer,
        `It must be ${choices}, not ${typeof value === 'string' ? JSON.stringify(value) : String(value)}.`,
      ),
    ];
  }
  if ('items' in shape) {
    if (!Array.isArray(value)) return [refusal(pointer, 'It must be a list.')];
    return value.flatMap((item, index) => inside(item, shape.items, index));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [refusal(pointer, notAnObject(value))];
  }
  if (!isPlain(value)) return [];
  if ('values' in shape) {
    return Object.entries(value).flatMap(([key, item]) => inside(item, shape.values, key));
  }
  return [
    ...missing(value as Readonly<Record<string, unknown>>, shape, pointer),
    ...Object.entries(value).flatMap(([key, item]) => {
      const form = Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
      if (form !== undefined) return inside(item, form, key);
      return item === undefined ? [] : [unknownProperty(key, shape, pointer)];
    }),
  ];
}

/** What is inside a value of any form. Objects of the engine, which have the whole construct tree behind them, end it. */
function insideOf(value: unknown, pointer: string, isUnresolved: IsUnresolved): readonly Finding[] {
  if (typeof value !== 'object' || value === null || !(Array.isArray(value) || isPlain(value))) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    checkShape(item, 'any', at(pointer, key), isUnresolved),
  );
}

/** Kinds of objects that hold something, of which an engine writes nothing or stumbles over: a Map becomes `{}`. */
function foreignKind(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return kind === 'Object' ? undefined : kind;
}

function asData(kind: string): string {
  if (kind.endsWith('Map')) return 'an object literal';
  return kind.endsWith('Set') ? 'an array' : 'plain data';
}

/** What to write in place of something that is no object. */
export function notAnObject(value: unknown): string {
  return value === null
    ? 'It must be an object and not null: write {} for the defaults, or leave it out.'
    : 'It must be an object: write {} for the defaults.';
}

function missing(
  value: Readonly<Record<string, unknown>>,
  { required }: ObjectShape,
  pointer: string,
): readonly Finding[] {
  return required
    .filter((name) => value[name] === undefined || value[name] === null)
    .map((name) => refusal(at(pointer, name), 'It is missing: add it.'));
}

function unknownProperty(key: string, { properties }: ObjectShape, pointer: string): Finding {
  const names = Object.keys(properties);
  if (REPEATING.has(key)) {
    const detail = 'A construct is one object: make one for each in a loop of your program.';
    return refusal(at(pointer, key), detail);
  }
  const meant = didYouMean(key, names) || ` There are ${names.join(', ')}.`;
  return refusal(at(pointer, key), `There is no such property.${meant}`);
}
