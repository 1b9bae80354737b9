// Which values are the same to Terraform, and the text that says so.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identity, sameValue } from './equality.ts';
import type { ValueType } from './type.ts';
import { Dynamic, UNKNOWN, type Value } from './value.ts';

const string: ValueType = { kind: 'string' };
const number: ValueType = { kind: 'number' };
const set = (element: ValueType): ValueType => ({ kind: 'set', element });
const list = (element: ValueType): ValueType => ({ kind: 'list', element });
const pair: ValueType = { kind: 'object', attributes: { a: string, b: set(string) } };

const same: [name: string, type: ValueType, a: Value, b: Value][] = [
  ['null', string, null, null],
  ['unknown', string, UNKNOWN, UNKNOWN],
  ['a set in another order', set(string), ['a', 'b'], ['b', 'a']],
  [
    'a set of objects in another order',
    set(pair),
    [
      { a: '1', b: ['x', 'y'] },
      { a: '2', b: [] },
    ],
    [
      { a: '2', b: [] },
      { b: ['y', 'x'], a: '1' },
    ],
  ],
  ['a set with unknown elements', set(string), [UNKNOWN, 'a'], ['a', UNKNOWN]],
  ['a set of sets', set(set(string)), [['a'], ['b', 'c']], [['c', 'b'], ['a']]],
  [
    'a dynamic value',
    { kind: 'dynamic' },
    new Dynamic(set(string), ['a', 'b']),
    new Dynamic(set(string), ['b', 'a']),
  ],
  ['a bigint', number, 2n ** 60n, 2n ** 60n],
  ['zero', number, 0, -0],
];
const different: [name: string, type: ValueType, a: Value, b: Value][] = [
  ['null and unknown', string, null, UNKNOWN],
  ['null and empty text', string, null, ''],
  ['null and empty list', list(string), null, []],
  ['unknown and known', string, UNKNOWN, 'a'],
  ['a list in another order', list(string), ['a', 'b'], ['b', 'a']],
  ['a shorter list', list(string), ['a'], ['a', 'b']],
  ['a set with another element', set(string), ['a', 'b'], ['a', 'c']],
  ['a set whose elements look alike when joined', set(string), ['a,b'], ['a', 'b']],
  ['a set with text that looks unknown', set(string), ['?'], [UNKNOWN]],
  ['a missing key', { kind: 'map', element: string }, { a: '1' }, { a: '1', b: '2' }],
  ['another key', { kind: 'map', element: string }, { a: '1' }, { b: '1' }],
  ['an inherited key', { kind: 'map', element: string }, { toString: 'x' }, {}],
  ['dynamic values of other types', { kind: 'dynamic' }, new Dynamic(string, '1'), new Dynamic(number, 1)],
  ['a dynamic value and none', { kind: 'dynamic' }, new Dynamic(string, '1'), null],
  ['neighbouring big numbers', number, 2n ** 60n, 2n ** 60n + 1n],
];

describe('sameValue', () => {
  test.each(same)('same: %s', (_name, type, a, b) => {
    expect(sameValue(type, a, b)).toBe(true);
    expect(sameValue(type, b, a)).toBe(true);
    expect(identity(type, a)).toBe(identity(type, b));
  });
  test.each(different)('different: %s', (_name, type, a, b) => {
    expect(sameValue(type, a, b)).toBe(false);
    expect(sameValue(type, b, a)).toBe(false);
    expect(identity(type, a)).not.toBe(identity(type, b));
  });

  test('agrees with identity for all values of a type', () => {
    const text = fc.constantFrom('a', 'b', '?', '"', ',');
    const value = fc.array(fc.record({ a: text, b: fc.uniqueArray(text, { maxLength: 2 }) }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(sameValue(set(pair), a, b)).toBe(identity(set(pair), a) === identity(set(pair), b));
      }),
    );
  });
});
