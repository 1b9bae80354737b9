// Which texts stand in quotes, as a Go server writes them.
import { expect, test } from 'vitest';
import { toYaml } from './yaml.ts';

test.each([
  ['0', '"0"'],
  ['1e3', '"1e3"'],
  ['0x1f', '"0x1f"'],
  ['-1.5', '"-1.5"'],
  ['1:30', '"1:30"'],
  ['2026-11-28T09:00:00Z', '"2026-11-28T09:00:00Z"'],
  ['yes', '"yes"'],
  ['', '""'],
  ['1.2.3', '1.2.3'],
  ['10.0.0.0/8', '10.0.0.0/8'],
  // Begins as a number would, and is none.
  ['12e45678-1234-4abc-8def-0123456789ab', '12e45678-1234-4abc-8def-0123456789ab'],
  ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001'],
])('%s', (text, written) => {
  expect(toYaml({ key: text })).toBe(`key: ${written}\n`);
});
