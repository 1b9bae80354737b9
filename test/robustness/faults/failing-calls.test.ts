// Every call to the store and to the platform fails once, in every way in which such a call can, in everything that
// users do: the end is the same, and it does not cost much more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCALE } from '../../support/scale.ts';
import { cryptoAtOnce } from '../simulation/crypto-at-once.ts';
import { FAILURES, type Failure } from './failures.ts';
import { FLOWS } from './flows.ts';
import { perform, sampled, warmUp } from './perform.ts';
import { type Call, isUpkeep } from './seams.ts';
import type { Stage } from './stage.ts';

/** More than one heartbeat: the same calls come again and again. */
const UPKEEP_MOST = 20;
/** Calls more than without the failure: the request again, or a pass again and one that looks at what became of it. */
const RETRIES_MOST = 40;
/** All calls of all runs, in relation to as many runs without a failure. */
const AMPLIFICATION_MOST = 1.2;

let restore: () => void;
beforeAll(async () => {
  restore = await cryptoAtOnce();
  await warmUp();
});
const total = { flows: 0, failures: 0, calls: 0, without: 0, most: 0 };
afterAll(() => {
  restore();
  const amplification = (total.calls / total.without).toFixed(3);
  console.log(
    `failing calls: ${total.flows} flows, ${total.failures} failures of ${Object.keys(FAILURES).length} kinds, all with the same end; ` +
      `at most ${total.most} calls more (${RETRIES_MOST} allowed), amplification ${amplification} (${AMPLIFICATION_MOST} allowed)`,
  );
  expect(total.calls / total.without).toBeLessThanOrEqual(AMPLIFICATION_MOST);
});

/** Counts the calls about what users asked for, and those that keep the service going. */
class Counter {
  work = 0;
  upkeep = 0;
  readonly calls: { readonly call: Call; readonly isUpkeep: boolean; readonly number: number }[] = [];

  /** @returns the place of the call among its like */
  count(call: Call): number {
    const place = isUpkeep(call) ? ++this.upkeep : ++this.work;
    this.calls.push({ call, isUpkeep: isUpkeep(call), number: place });
    return place;
  }
}

describe.each(FLOWS)('$name', (flow) => {
  test('every call fails once', { timeout: 600_000 }, async () => {
    const undisturbed = new Counter();
    const { state, machines } = await perform(flow, (stage) => {
      stage.seams.strike = (call, carryOut) => {
        undisturbed.count(call);
        return carryOut();
      };
    });
    total.flows += 1;
    const places = [
      ...sampled(undisturbed.work).map((number) => ({ number, upkeep: false })),
      ...sampled(Math.min(UPKEEP_MOST, undisturbed.upkeep)).map((number) => ({ number, upkeep: true })),
    ];
    const kinds = Object.entries(FAILURES);
    for (const { number, upkeep } of places) {
      const struckCall = undisturbed.calls.find(
        (each) => each.isUpkeep === upkeep && each.number === number,
      )!;
      const possible = kinds.filter(([, failure]) => failure.canStrike(struckCall.call));
      // What is about users fails in each way; everything else, and the short run, in one, in turn.
      const chosen = SCALE >= 1 && !upkeep ? possible : [possible[number % possible.length]!];
      for (const [name, failure] of chosen) {
        const counter = new Counter();
        const what = `${struckCall.call.where}.${struckCall.call.method}, ${upkeep ? 'upkeep ' : ''}call ${number}: ${name}`;
        const struck = await perform(flow, (stage) => strike(stage, counter, failure, upkeep, number)).catch(
          (error: Error) => {
            throw new Error(`${what}: ${error.message}`, { cause: error });
          },
        );
        expect(struck.state, what).toEqual(state);
        expect(struck.machines, what).toBe(machines);
        if (failure.isMistake !== true) expect(struck.mistakes, `answers with 500 after ${what}`).toBe(0);
        expect(counter.work - undisturbed.work, `calls more after ${what}`).toBeLessThanOrEqual(RETRIES_MOST);
        total.failures += 1;
        total.calls += counter.work;
        total.without += undisturbed.work;
        total.most = Math.max(total.most, counter.work - undisturbed.work);
      }
    }
  });
});

function strike(stage: Stage, counter: Counter, failure: Failure, upkeep: boolean, number: number): void {
  let isOver = false;
  stage.seams.strike = (call, carryOut) => {
    const place = counter.count(call);
    if (isOver || isUpkeep(call) !== upkeep || place !== number) return carryOut();
    isOver = true;
    return failure.happens(call, carryOut, (ms) => stage.sleep(ms));
  };
}
