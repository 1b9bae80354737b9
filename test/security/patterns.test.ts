// Every pattern of the contract against long texts that make careless expressions backtrack: each in linear time.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CPU_MS_MAX, hostileTexts, slowest } from './backtracking.ts';

const LENGTH = 100_000;
const file = fileURLToPath(new URL('../../openapi/patterns.yaml', import.meta.url));
const patterns = Object.keys(parse(readFileSync(file, 'utf8')) as Record<string, string>);

test.each(patterns)('%s', (pattern) => {
  expect(slowest(new RegExp(pattern, 'u'), hostileTexts(LENGTH)).ms).toBeLessThan(CPU_MS_MAX);
});

test('all of them were tried', () => {
  expect(patterns.length).toBeGreaterThan(10);
  console.log(
    `patterns of the contract: ${patterns.length} × ${hostileTexts(LENGTH).length} texts of ${LENGTH} characters, each below ${CPU_MS_MAX} ms`,
  );
});
