// Every pattern of the contract against long texts that make careless expressions backtrack: each in linear time.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const LENGTH = 100_000;
const CPU_MS_MAX = 10;
const file = fileURLToPath(new URL('../../openapi/patterns.yaml', import.meta.url));
const patterns = Object.keys(parse(readFileSync(file, 'utf8')) as Record<string, string>);

const PIECES = [
  'a',
  '-',
  'a-',
  'a.',
  '0',
  '1.',
  '.',
  '/',
  'A',
  ' ',
  ':',
  '@',
  '~',
  'Ki',
  '+',
  '*.',
  'https://a',
  '\n',
];
const TEXTS = PIECES.flatMap((piece) => {
  const text = piece.repeat(LENGTH / piece.length);
  return [text, `${text}!`, `a${text}\n`, `1${text}\u0000`];
});

/** The least of three, because others use the machine too. */
function cpuMs(run: () => void): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

test.each(patterns)('%s', (pattern) => {
  const expression = new RegExp(pattern, 'u');
  for (const text of TEXTS) expect(cpuMs(() => expression.test(text))).toBeLessThan(CPU_MS_MAX);
});

test('all of them were tried', () => {
  expect(patterns.length).toBeGreaterThan(10);
  console.log(
    `${patterns.length} patterns × ${TEXTS.length} texts of ${LENGTH} characters: each below ${CPU_MS_MAX} ms`,
  );
});
