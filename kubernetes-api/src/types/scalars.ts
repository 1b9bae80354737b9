// Values that Go reads in its own way: numbers, bytes, times, quantities.
import { quote } from '../json/go-text.ts';
import type { Json } from '../json/json.ts';
import { canonicalQuantity } from './quantity.ts';
import type { ScalarType } from './type-node.ts';

/** A value as it is stored, or a text of its own; undefined when the JSON has another type. */
export type Read = { readonly value: Json } | { readonly problem: string } | undefined;

const BASE64 = /^[A-Za-z0-9+/]*$/;
const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const MICRO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(?:Z|[+-]\d\d:\d\d)$/;

export function readScalar({ scalar, bits }: ScalarType, value: Json): Read {
  switch (scalar) {
    case 'any':
      return { value };
    case 'string':
      if (value === null) return { value: '' };
      return typeof value === 'string' ? { value } : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? { value } : undefined;
    case 'number':
      return typeof value === 'number' ? { value } : undefined;
    case 'integer':
      return isIntegerOf(bits, value) ? { value } : undefined;
    case 'bytes':
      return bytes(value);
    case 'time':
      return time(value);
    case 'microTime':
      return microTime(value);
    case 'quantity':
      return quantity(value);
    case 'intOrString':
      if (typeof value === 'string' || isIntegerOf(bits, value)) return { value };
      return typeof value === 'number'
        ? { problem: `json: cannot unmarshal number ${value} into Go value of type int${bits}` }
        : undefined;
  }
}

/** Whether Go's integer of so many bits holds a value; the largest of 64 is read as the number above it. */
export function isIntegerOf(bits: 32 | 64, value: Json): value is number {
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  const end = 2 ** (bits - 1);
  return value >= -end && (bits === 32 ? value < end : value <= end);
}

function bytes(value: Json): Read {
  if (value === null) return { value: '' };
  if (typeof value !== 'string') return undefined;
  const text = value.replace(/[\r\n]/g, '');
  const bare = text.replace(/={0,2}$/, '');
  const wrong = [...bare].findIndex((character) => !BASE64.test(character));
  if (wrong >= 0) return { problem: `illegal base64 data at input byte ${wrong}` };
  if (text.length % 4 !== 0 || bare.length % 4 === 1)
    return { problem: `illegal base64 data at input byte ${Math.max(0, text.length - (text.length % 4))}` };
  return { value: text };
}

function time(value: Json): Read {
  if (value === null) return { value: null };
  if (typeof value !== 'string') return undefined;
  const [, , zone] = RFC3339.exec(value) ?? [];
  const ms = Date.parse(value);
  if (zone === undefined || Number.isNaN(ms))
    return { problem: parseProblem(value, '2006-01-02T15:04:05Z07:00') };
  if (!isYear(ms)) return { problem: `parsing time ${quote(value)}: ${NO_YEAR}` };
  return { value: `${new Date(ms).toISOString().slice(0, 19)}Z` };
}

function microTime(value: Json): Read {
  if (value === null) return { value: null };
  if (typeof value !== 'string') return undefined;
  if (!MICRO.test(value) || Number.isNaN(Date.parse(value)))
    return { problem: parseProblem(value, '2006-01-02T15:04:05.000000Z07:00') };
  if (!isYear(Date.parse(value))) return { problem: `parsing time ${quote(value)}: ${NO_YEAR}` };
  if (value.endsWith('Z')) return { value };
  const micros = /\.(\d{6})/.exec(value)?.[1] ?? '000000';
  return { value: `${new Date(Date.parse(value)).toISOString().slice(0, 19)}.${micros}Z` };
}

const NO_YEAR = 'year outside of range [0,9999]';

/** With its zone, a time can be in a year that has no four digits. */
function isYear(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  return year >= 0 && year <= 9999;
}

/** Go says how far it came in its own layout. */
function parseProblem(value: string, layout: string): string {
  const parts: readonly (readonly [pattern: RegExp, word: string])[] = [
    [/^\d{4}/, '2006'],
    [/^-/, '-'],
    [/^\d\d/, '01'],
    [/^-/, '-'],
    [/^\d\d/, '02'],
    [/^T/, 'T'],
    [/^\d\d/, '15'],
    [/^:/, ':'],
    [/^\d\d/, '04'],
    [/^:/, ':'],
    [/^\d\d/, '05'],
    ...(layout.includes('.000000') ? ([[/^\.\d{6}/, '.000000']] as const) : []),
    [/^(?:Z|[+-]\d\d:\d\d)/, 'Z07:00'],
  ];
  let rest = value;
  for (const [pattern, word] of parts) {
    const found = pattern.exec(rest);
    if (found === null)
      return `parsing time ${quote(value)} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(word)}`;
    rest = rest.slice(found[0].length);
  }
  return `parsing time ${quote(value)}: ${rest === '' ? 'value out of range' : `extra text: ${quote(rest)}`}`;
}

function quantity(value: Json): Read {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const canonical = canonicalQuantity(String(value));
  if (canonical !== undefined) return { value: canonical };
  return {
    problem: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  };
}
