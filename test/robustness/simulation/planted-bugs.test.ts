// The judge is judged: every bug that is planted must be found, and within a few seeds.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cryptoAtOnce } from './crypto-at-once.ts';
import { PLANTED_BUGS } from './planted-bugs.ts';
import { run } from './run.ts';

/** Seeds in which a bug must show itself. */
const SEEDS_MOST = 40;

let restore: () => void;
beforeAll(async () => {
  restore = await cryptoAtOnce();
  await run('warm-up');
});
const found: number[] = [];
afterAll(() => {
  restore();
  const median = found.sort((a, b) => a - b)[found.length >> 1];
  const all = Object.keys(PLANTED_BUGS).length;
  console.log(
    `planted bugs: ${found.length} of ${all} caught; seeds to catch: median ${median}, most ${found.at(-1)}`,
  );
});

test.each(Object.entries(PLANTED_BUGS))('a store that %s is caught', async (name, bug) => {
  for (let seed = 1; seed <= SEEDS_MOST; seed += 1) {
    const { violations } = await run(`planted ${seed}`, bug);
    if (violations.length === 0) continue;
    found.push(seed);
    return;
  }
  expect.fail(`A store that ${name} went through ${SEEDS_MOST} seeds without being noticed.`);
});

test('the same seeds find nothing where nothing is planted', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    expect((await run(`planted ${seed}`)).violations).toEqual([]);
  }
});
