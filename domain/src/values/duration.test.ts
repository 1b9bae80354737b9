import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalDurations, formatDuration, normaliseDuration, parseDuration } from './duration.ts';

describe('normaliseDuration', () => {
  test.each([
    ['90m', '1h30m'],
    ['1h30m', '1h30m'],
    ['5400s', '1h30m'],
    ['1.5h', '1h30m'],
    ['0', '0s'],
    ['0m', '0s'],
    ['1000ms', '1s'],
    ['1500us', '1ms500us'],
    ['1500µs', '1ms500us'],
    ['1ns', '1ns'],
    ['30m1h', '1h30m'],
    ['.5s', '500ms'],
    ['48h', '48h'],
  ])('%s is written as %s', (text, expected) => {
    expect(normaliseDuration(text)).toBe(expected);
  });

  test.each([
    '',
    '1',
    'm',
    '-1m',
    '1 m',
    '1d',
    '1h 30m',
    '.s',
    '1m30',
    '9999999h'.repeat(9),
    '99999999999h',
    60,
  ])('%s is no duration', (text) => {
    expect(normaliseDuration(text)).toBeUndefined();
  });
});

test('writing and reading gives the same duration', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (nanoseconds) => {
      expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds);
    }),
  );
});

test.each([
  ['60m', '1h', true],
  ['1h', '1h1s', false],
  ['soon', 'soon', true],
  ['soon', '1h', false],
])('equalDurations(%s, %s) is %s', (a, b, expected) => {
  expect(equalDurations(a, b)).toBe(expected);
});
