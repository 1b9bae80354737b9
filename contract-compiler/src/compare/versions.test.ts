import { expect, test } from 'vitest';
import { mayBreak } from './versions.ts';

test.each([
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.1.9', false],
  ['0.1.0', '0.2.0', true],
  ['0.9.0', '1.0.0', true],
  ['1.0.0', '1.0.0', false],
  ['1.0.0', '1.1.0', false],
  ['1.9.0', '1.10.0', false],
  ['1.9.0', '2.0.0', true],
])('from %s to %s: %s', (released, next, allowed) => {
  expect(mayBreak(released, next)).toBe(allowed);
});

test('refuses what is no version', () => {
  expect(() => mayBreak('1.0', '1.1.0')).toThrow('1.0 is not a version such as 1.4.0');
});
