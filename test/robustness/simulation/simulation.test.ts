// Seeds, each a whole history of clients, crashes and lost answers; nothing that was acknowledged may be missing, and
// everything comes to rest.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../../support/scale.ts';
import { type Outcome, run, STEP_MS, STEPS_MAX } from './run.ts';
import { digestAtOnce } from './synchronous-digest.ts';

const SEEDS = scaled(1000, 20);
const REPEATED = scaled(50, 3);
const CHOSEN = process.env['HIKUBE_SEED'];

let restore: () => void;
beforeAll(async () => {
  restore = digestAtOnce();
  // The first key of all loads a library, which takes longer than any later one.
  await run('warm-up');
}, 60_000);
afterAll(() => restore());

function explain({ seed, violations, trace }: Outcome): string {
  return [
    ...violations,
    '',
    'the last things that happened:',
    ...trace.slice(-15),
    '',
    `replay with: HIKUBE_SEED=${seed} npx vitest run test/robustness/simulation -t seed`,
  ].join('\n');
}

function sum(outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number {
  return outcomes.reduce((total, outcome) => total + of(outcome), 0);
}

test('seeds lose nothing, double nothing and come to rest', {
  timeout: scaledTimeout(3_600_000, 300_000),
}, async () => {
  if (CHOSEN !== undefined) {
    const outcome = await run(CHOSEN);
    console.log(outcome.trace.join('\n'));
    expect(outcome.violations, explain(outcome)).toEqual([]);
    return;
  }
  const outcomes: Outcome[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const outcome = await run(String(seed));
    expect(outcome.violations, explain(outcome)).toEqual([]);
    outcomes.push({ ...outcome, trace: [] });
  }
  const steps = Math.max(...outcomes.map((outcome) => outcome.steps));
  console.log(
    `${SEEDS} seeds: ${sum(outcomes, (each) => each.acknowledged)} writes acknowledged, ` +
      `${sum(outcomes, (each) => each.unknown)} unknown, ${sum(outcomes, (each) => each.faults)} faults, ` +
      `${sum(outcomes, (each) => each.deaths)} replicas killed; 0 lost, 0 doubled, 0 back from the dead; ` +
      `at rest after at most ${steps} of ${STEPS_MAX} steps of ${STEP_MS / 1000} s`,
  );
  expect(sum(outcomes, (each) => each.acknowledged)).toBeGreaterThan(5 * SEEDS);
  expect(sum(outcomes, (each) => each.deaths)).toBeGreaterThan(SEEDS);
});

test('the same seed is the same history', { timeout: scaledTimeout(600_000, 120_000) }, async () => {
  for (let seed = 1; seed <= REPEATED; seed += 1) {
    const [first, second] = [await run(String(seed)), await run(String(seed))];
    expect(second.trace).toEqual(first.trace);
    expect(second.digest).toBe(first.digest);
  }
  console.log(`${REPEATED} seeds run twice: identical`);
});
