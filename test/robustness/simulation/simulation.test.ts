// Seeds, each a whole history of clients, crashes and lost answers; nothing that was acknowledged may be missing, and
// everything comes to rest.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../../support/scale.ts';
import { cryptoAtOnce } from './crypto-at-once.ts';
import { type Outcome, run, STEP_MS, STEPS_MAX } from './run.ts';

const SEEDS = scaled(1000, 20);
const REPEATED = scaled(50, 3);
const CHOSEN = process.env['HIKUBE_SEED'];

let restore: () => void;
beforeAll(async () => {
  restore = await cryptoAtOnce();
  // The first certificate of all loads a library, which no later one does.
  await run('warm-up');
});
afterAll(() => restore());

function explain({ seed, violations, trace }: Outcome): string {
  return [
    ...violations,
    '',
    'the last things that happened:',
    ...trace.slice(-15),
    '',
    `replay with: HIKUBE_SEED=${seed} npx vitest run test/robustness/simulation/simulation.test.ts`,
  ].join('\n');
}

function sum(outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number {
  return outcomes.reduce((total, outcome) => total + of(outcome), 0);
}

test.runIf(CHOSEN !== undefined)('the chosen seed', async () => {
  const outcome = await run(CHOSEN!);
  console.log([...outcome.trace, `digest ${outcome.digest}`].join('\n'));
  expect(outcome.violations, explain(outcome)).toEqual([]);
});

test.skipIf(CHOSEN !== undefined)(
  'seeds lose nothing, double nothing and come to rest',
  { timeout: scaledTimeout(900_000) },
  async () => {
    const outcomes: Outcome[] = [];
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const outcome = await run(String(seed));
      expect(outcome.violations, explain(outcome)).toEqual([]);
      outcomes.push({ ...outcome, trace: [] });
    }
    const steps = Math.max(...outcomes.map((outcome) => outcome.steps));
    console.log(
      `simulation: ${SEEDS} seeds, ${sum(outcomes, (each) => each.acknowledged)} writes acknowledged, ` +
        `${sum(outcomes, (each) => each.unknown)} unknown, ${sum(outcomes, (each) => each.faults)} faults, ` +
        `${sum(outcomes, (each) => each.deaths)} replicas killed; 0 lost, 0 doubled, 0 back from the dead, 0 versions back; ` +
        `all at rest, after at most ${steps} of ${STEPS_MAX} steps of ${STEP_MS / 1000} s`,
    );
    expect(sum(outcomes, (each) => each.acknowledged)).toBeGreaterThan(5 * SEEDS);
    expect(sum(outcomes, (each) => each.deaths)).toBeGreaterThan(SEEDS);
  },
);

/** The digests of seeds, run by another process, with another loader of modules, beside this one. */
async function digestsElsewhere(seeds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const script = fileURLToPath(new URL('./digests.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--conditions=@hikube/source',
    script,
    ...seeds,
  ]);
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
}

test.skipIf(CHOSEN !== undefined)(
  'the same seed is the same history, in any order and in any process',
  { timeout: scaledTimeout(600_000) },
  async () => {
    const seeds = Array.from({ length: REPEATED }, (_, index) => String(index + 1));
    const elsewhere = digestsElsewhere(seeds.toReversed());
    const outcomes: Outcome[] = [];
    for (const seed of seeds) outcomes.push(await run(seed));
    const digests = await elsewhere;
    for (const outcome of outcomes) {
      expect(digests.get(outcome.seed), explain(outcome)).toBe(outcome.digest);
    }
    console.log(
      `determinism: ${REPEATED} seeds run in two processes, in opposite orders: identical to the last stored byte`,
    );
  },
);
