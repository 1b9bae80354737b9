// What is decided later becomes the domain's marker, and nothing else changes.
import { UNKNOWN } from '@hikube/domain';
import { expect, test } from 'vitest';
import { known } from './known.ts';

const isUnresolved = (value: unknown) => value === 'LATER';

test.each([
  ['LATER', UNKNOWN],
  ['now', 'now'],
  [0, 0],
  [null, null],
  [undefined, undefined],
  [
    ['now', 'LATER'],
    ['now', UNKNOWN],
  ],
  [{ a: { b: 'LATER', c: 1 } }, { a: { b: UNKNOWN, c: 1 } }],
  [new Date(0), UNKNOWN],
])('%j', (value, expected) => {
  expect(known(value, isUnresolved)).toEqual(expected);
});

test('an object without a prototype is data', () => {
  expect(known(Object.assign(Object.create(null), { a: 'LATER' }), isUnresolved)).toEqual({ a: UNKNOWN });
});
