import { expect, test } from 'vitest';
import { isHostName } from './host.ts';

test.each(['example.ch', 'a', '*.example.ch', '1.example.ch', `${'a'.repeat(63)}.ch`])(
  '%s is a host',
  (text) => {
    expect(isHostName(text)).toBe(true);
  },
);

test.each([
  '',
  '*',
  '*.',
  'a..b',
  '.a',
  'a.',
  '-a.ch',
  'a-.ch',
  'Ex.ch',
  'a_b.ch',
  `${'a'.repeat(64)}.ch`,
  'a.'.repeat(127),
])('%j is no host', (text) => {
  expect(isHostName(text)).toBe(false);
});
