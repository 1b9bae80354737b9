import { expect, test } from 'vitest';
import { parseTimestamp } from './time.ts';

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['1970-01-01T00:00:00.250Z', 250],
  ['1970-01-01T01:00:00+01:00', 0],
  ['1970-01-01t00:00:01z', 1000],
  ['2024-02-29T00:00:00Z', 1_709_164_800_000],
  ['1970-01-01T00:00:00.123456789Z', 123],
])('%s is %d', (text, expected) => {
  expect(parseTimestamp(text)).toBe(expected);
});

test.each([
  '2025-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2025-13-01T00:00:00Z',
  '2025-01-01T24:00:00Z',
  '2025-01-01T00:00:60Z',
  '2025-01-01T00:00:00',
  '2025-01-01',
  '2025-01-01 00:00:00Z',
  '25-01-01T00:00:00Z',
  'now',
  '',
  0,
  null,
])('%s is no timestamp', (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
});
