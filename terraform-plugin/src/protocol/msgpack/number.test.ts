import { describe, expect, test } from 'vitest';
import { exactNumber, isInexactInteger, narrow } from './number.ts';

describe('exactNumber', () => {
  const cases: [text: string, exact: number | bigint | string][] = [
    ['0', 0],
    ['-0', 0],
    ['42', 42],
    ['-7', -7],
    ['0.1', 0.1],
    ['1.5', 1.5],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['100000000000000000000000000000', 100000000000000000000000000000n],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['123456789012345678.25', '123456789012345678.25'],
    ['1e29', '1e29'],
    ['1e+400', '1e+400'],
    ['Infinity', 'Infinity'],
    ['007', '007'],
    ['', ''],
    ['web', 'web'],
  ];
  test.each(cases)('%s', (text, exact) => {
    expect(exactNumber(text)).toBe(exact);
  });
});

test('narrow keeps a bigint only when a number would lose it', () => {
  expect(narrow(9007199254740991n)).toBe(9007199254740991);
  expect(narrow(9007199254740992n)).toBe(9007199254740992n);
  expect(narrow(-9007199254740991n)).toBe(-9007199254740991);
  expect(narrow(-9007199254740992n)).toBe(-9007199254740992n);
});

test('isInexactInteger', () => {
  expect(isInexactInteger(2 ** 53)).toBe(true);
  expect(isInexactInteger(2 ** 53 - 1)).toBe(false);
  expect(isInexactInteger(0.5)).toBe(false);
});
