// Separates what is known at synth from what Terraform decides later.
import { UNKNOWN } from '@hikube/domain';
import { numbersIn } from './references.ts';

/** Tells whether a value is a reference, or a text with a reference in it. */
export type IsUnresolved = (value: unknown) => boolean;

/** Whether the value, or a part of it when it is a text, is decided later. */
export function isLater(value: unknown, isUnresolved: IsUnresolved): boolean {
  if (isUnresolved(value)) return true;
  return typeof value === 'string' && numbersIn(value, isUnresolved).length > 0;
}

/** The value with the domain's marker in place of everything that is decided later, so that rules skip it. */
export function known(value: unknown, isUnresolved: IsUnresolved): unknown {
  if (isLater(value, isUnresolved)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item) => known(item, isUnresolved));
  if (typeof value !== 'object' || value === null) return value;
  if (!isPlain(value)) return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item, isUnresolved)]));
}

/** Whether the object holds nothing but data; those of an engine have the whole construct tree behind them. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
