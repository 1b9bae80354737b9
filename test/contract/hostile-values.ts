// JSON values and texts that break things elsewhere, and ways to put them into a body that was fine.
import type { Random } from '@hikube/service';

/** JSON literals, because some of them have no JavaScript value that survives JSON.stringify. */
const HOSTILE_LITERALS: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e400',
  '-1e400',
  '9007199254740993',
  '123456789012345678901234567890',
  '""',
  '" "',
  '"-"',
  '".."',
  '"../../etc"',
  '"__proto__"',
  '"constructor"',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202e"',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of another language.
  '"${file(\\"x\\")}"',
  '"%{for x in y}"',
  '"`id`"',
  '"; drop table documents; --"',
  '"<script>"',
  '"\\r\\nSet-Cookie: a=b"',
  `"${'a'.repeat(5000)}"`,
  `"${'é'.repeat(300)}"`,
  '"1.9999999999"',
  '"v1"',
  '"9e99Gi"',
  '[]',
  '[null]',
  '[[]]',
  '[{}]',
  '{}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":1,"hasOwnProperty":1}',
  '{"":""}',
  `${'['.repeat(100)}${']'.repeat(100)}`,
  `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
  `[${Array.from({ length: 3000 }, (_, index) => index).join(',')}]`,
];

/** Bodies that are not even JSON. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '{',
  '}',
  'nul',
  'NaN',
  'undefined',
  "{'a':1}",
  '{"a":1,}',
  '{"a":01}',
  '{"a":1}{"b":2}',
  '{"a":1,"a":2}',
  '{"name":"x","n\\u0061me":"y"}',
  '\ufeff{}',
  '<xml/>',
  'a=b&c=d',
  '"text"',
  '5',
  '[]',
  '{"a":"\n"}',
  `${'['.repeat(50_000)}`,
  `{"a":"${'x'.repeat(270_000)}"}`,
];

/** A JSON value with one place changed to something hostile. */
export function spoil(body: object, random: Random): string {
  const places = placesOf(body);
  const place = places[random.int(places.length)]!;
  const literal = HOSTILE_LITERALS[random.int(HOSTILE_LITERALS.length)]!;
  const how = random.int(4);
  // 0: replace the value; 1: add a sibling; 2: add a sibling of the same name; 3: replace the key.
  if (how === 0) return write(body, [], { place, value: literal });
  if (how === 3) return write(body, [], { place, key: keyOf(literal) });
  const key = how === 1 ? keyOf(literal) : JSON.stringify(place.at(-1) ?? 'name');
  return write(body, [], { place: place.slice(0, -1), extra: `${key}:${literal}` });
}

type Place = readonly (string | number)[];

interface Change {
  readonly place: Place;
  readonly value?: string;
  readonly key?: string;
  readonly extra?: string;
}

function keyOf(literal: string): string {
  return literal.startsWith('"') ? literal : '"unexpected"';
}

function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  return [place, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...place, key]))];
}

function write(value: unknown, place: Place, change: Change): string {
  const isHere =
    place.length === change.place.length && place.every((key, index) => key === change.place[index]);
  if (isHere && change.value !== undefined) return change.value;
  if (Array.isArray(value)) {
    return `[${value.map((inner, index) => write(inner, [...place, String(index)], change)).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => {
    const innerPlace = [...place, key];
    const isRenamed = change.key !== undefined && innerPlace.join('/') === change.place.join('/');
    return `${isRenamed ? change.key : JSON.stringify(key)}:${write(inner, innerPlace, change)}`;
  });
  if (isHere && change.extra !== undefined) members.push(change.extra);
  return `{${members.join(',')}}`;
}
