// What `npm run check` prints.
import { expect, test } from 'vitest';
import { check, type Step } from './check.ts';

const STEPS: Step[] = [
  { name: 'calm', findings: async () => [] },
  {
    name: 'strict',
    findings: async () => ['a.ts:1 is wrong; correct it (strict)', 'b.ts:2 is wrong; correct it (strict)'],
  },
  { name: 'broken', findings: () => Promise.reject(new Error('the tool did not run')) },
];

async function run(...names: string[]): Promise<{ clean: boolean; lines: string[] }> {
  const lines: string[] = [];
  const clean = await check(names, (line) => lines.push(line.replace(/ +\d+\.\d s$/, '')), STEPS);
  return { clean, lines };
}

test('one line for each step, then its findings', async () => {
  expect(await run()).toEqual({
    clean: false,
    lines: [
      'calm       ok',
      'strict     2 found',
      '  a.ts:1 is wrong; correct it (strict)',
      '  b.ts:2 is wrong; correct it (strict)',
      'broken     1 found',
      '  broken: the tool did not run',
    ],
  });
});

test('a step by its name', async () => {
  expect(await run('calm')).toEqual({ clean: true, lines: ['calm       ok'] });
});

test('a name that no step has', async () => {
  expect(await run('calm', 'speed')).toEqual({
    clean: false,
    lines: ['There is no check speed. Use calm, strict, broken.'],
  });
});
