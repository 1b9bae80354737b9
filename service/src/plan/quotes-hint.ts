// Values of the wrong type that only quotes make wrong: a number that was sent as a text, or a text without quotes.
import { pointerTokens } from '@hikube/domain';
import { isObject } from './desired/merge-patch.ts';

/**
 * What to do about the quotes; empty when they are not what is wrong.
 * @param types that the field takes, in the words of JSON Schema
 */
export function quotesHint(types: readonly string[], value: unknown): string {
  const isNumber = types.some((type) => type === 'integer' || type === 'number');
  const isText = typeof value === 'string';
  const isBare =
    isText &&
    ((isNumber && /^-?[0-9]{1,15}$/.test(value)) ||
      (types.includes('boolean') && /^(true|false)$/.test(value)));
  if (isBare) return ' Write it without quotes.';
  const isQuotable = types.includes('string') && (typeof value === 'number' || typeof value === 'boolean');
  return isQuotable ? ' Write it in quotes.' : '';
}

/** The value at a place; undefined where there is none. */
export function valueAt(body: unknown, pointer: string): unknown {
  let value = body;
  for (const token of pointerTokens(pointer) ?? []) {
    if (Array.isArray(value)) value = value[Number(token)];
    else value = isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
  }
  return value;
}
