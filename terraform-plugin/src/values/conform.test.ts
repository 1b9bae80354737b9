// Whatever an author returns, the result has exactly the shape of the schema.
import { describe, expect, test } from 'vitest';
import { conformObject, conformValue } from './conform.ts';
import type { ObjectType, ValueType } from './type.ts';
import { Dynamic, UNKNOWN } from './value.ts';

const type: ObjectType = {
  kind: 'object',
  attributes: {
    name: { kind: 'string' },
    count: { kind: 'int64' },
    ratio: { kind: 'number' },
    on: { kind: 'bool' },
    tags: { kind: 'set', element: { kind: 'string' } },
    groups: { kind: 'map', element: { kind: 'object', attributes: { min: { kind: 'int64' } } } },
    any: { kind: 'dynamic' },
  },
};
const nothing = { name: null, count: null, ratio: null, on: null, tags: null, groups: null, any: null };

describe('gives exactly the shape of the type', () => {
  const cases: [name: string, given: unknown, expected: object][] = [
    ['missing is null', {}, nothing],
    ['undefined is null', { name: undefined }, nothing],
    ['unknown names are dropped', { other: 1, name: 'a' }, { ...nothing, name: 'a' }],
    [
      'unknown values stay',
      { name: UNKNOWN, tags: ['a', UNKNOWN] },
      { ...nothing, name: UNKNOWN, tags: ['a', UNKNOWN] },
    ],
    ['nested objects too', { groups: { a: { x: 1 } } }, { ...nothing, groups: { a: { min: null } } }],
    ['undefined map entries are not there', { groups: { a: undefined } }, { ...nothing, groups: {} }],
    ['a short bigint is a number', { ratio: 5n }, { ...nothing, ratio: 5 }],
    ['a long bigint stays', { ratio: 2n ** 70n }, { ...nothing, ratio: 2n ** 70n }],
    [
      'long decimal text is a number',
      { ratio: '0.12345678901234567890' },
      { ...nothing, ratio: '0.12345678901234567890' },
    ],
    ['an inherited name is not there', Object.create({ name: 'a' }), nothing],
    ['null as a whole', null, nothing],
    [
      'a dynamic value',
      { any: new Dynamic({ kind: 'string' }, 'x') },
      { ...nothing, any: new Dynamic({ kind: 'string' }, 'x') },
    ],
  ];
  test.each(cases)('%s', (_name, given, expected) => {
    const { value, problems } = conformObject(type, given);
    expect(value).toEqual(expected);
    expect(problems).toEqual([]);
  });
});

describe('names what does not fit, and goes on with null', () => {
  const cases: [given: object, at: (string | number)[], message: string][] = [
    [{ name: 1 }, ['name'], 'expected a string, got a number'],
    [{ count: 1.5 }, ['count'], 'expected a whole number, got a number'],
    [{ count: 2 ** 53 }, ['count'], 'expected a whole number, got a number'],
    [{ count: '5' }, ['count'], 'expected a whole number, got a string'],
    [{ ratio: Number.NaN }, ['ratio'], 'expected a number, got a number'],
    [{ ratio: 'many' }, ['ratio'], 'expected a number, got a string'],
    [{ on: 'yes' }, ['on'], 'expected a bool, got a string'],
    [{ tags: 'a' }, ['tags'], 'expected a set of strings, got a string'],
    [{ tags: ['a', 2] }, ['tags', 1], 'expected a string, got a number'],
    [{ groups: [] }, ['groups'], 'expected a map of objects, got an array'],
    [{ groups: { a: { min: 'x' } } }, ['groups', 'a', 'min'], 'expected a whole number, got a string'],
    [{ any: 'x' }, ['any'], 'expected a dynamic value, got a string'],
    [{ name: () => 'a' }, ['name'], 'expected a string, got a function'],
  ];
  test.each(cases)('%o', (given, at, message) => {
    const { value, problems } = conformObject(type, { on: true, ...given });
    expect(problems).toEqual([{ at, message }]);
    expect(Object.keys(value)).toEqual(Object.keys(nothing));
  });

  test('a whole that is no object', () => {
    const { value, problems } = conformObject(type, 'x');
    expect(value).toEqual(nothing);
    expect(problems).toEqual([{ at: [], message: 'expected an object, got a string' }]);
  });
});

test('keys of maps are only keys', () => {
  const map: ValueType = { kind: 'map', element: { kind: 'string' } };
  const { value } = conformValue(map, JSON.parse('{"__proto__":"x"}'));
  expect(Object.keys(value as object)).toEqual(['__proto__']);
});
