// Whatever goes wrong with whichever call, to the platform or into a cluster: everything that the driver is asked for comes to
// its end, and nothing is made twice, left over or destroyed on the way.
import { afterEach, describe, expect, test } from 'vitest';
import { SCALE } from '../../support/scale.ts';
import { type Driven, driveCozystack } from './driver.support.ts';
import { FLOWS, type Flow, type Subject, subjectOf } from './driver-flows.ts';
import { ended, insist } from './driver-patience.ts';
import type { Failure, Release, Strike } from './index.ts';

const FAILURES: readonly Failure[] = [409, 410, 429, 500, 'timeout', 'reset', 'cut', 'json', 'page'];
type Blow = Pick<Strike, 'with' | 'done'>;
const LOST: readonly Blow[] = FAILURES.map((failure) => ({ with: failure, done: false }));
/** Of an answer that is cut off the call was carried out anyway. */
const DONE: readonly Blow[] = LOST.filter((blow) => blow.with !== 'cut').map((blow) => ({
  ...blow,
  done: true,
}));
const RELEASES: readonly Release[] = SCALE >= 1 ? ['1.1.2', '1.6.2'] : ['1.6.2'];
/** How many clusters live at the same time. */
const TOGETHER = 12;
/** After which everything that was asked for has happened. */
const REST_MS = 300_000;

let driven: Driven;
afterEach(() => driven.platform.close());

interface Case {
  readonly call: number;
  readonly strike: Blow;
}

/**
 * Every call in each way; where there is little time each call in one, in turn.
 * @param calls as they are when nothing fails, such as `GET /version`
 */
function casesOf(calls: readonly string[]): readonly Case[] {
  return calls.flatMap((asked, index) => {
    // Whether a read was carried out makes no difference to anybody.
    const possible = asked.startsWith('GET ') ? LOST : [...LOST, ...DONE];
    const chosen = SCALE >= 1 ? possible : [possible[(index * 5) % possible.length]!];
    return chosen.map((strike) => ({ call: index + 1, strike }));
  });
}

/** Clusters where the flow begins: they come to life together, because one after the other takes longer. */
async function begin(flow: Flow, numbers: readonly number[]): Promise<readonly Subject[]> {
  const subjects = numbers.map((number) => subjectOf(driven, number));
  if (flow.beginsEmpty) return subjects;
  for (const { wish } of subjects) await ended(driven, driven.platform.apply(wish));
  await driven.double.advance(REST_MS);
  for (const subject of subjects) await ended(driven, flow.prepare?.(subject) ?? Promise.resolve());
  return subjects;
}

describe.each(RELEASES)('release %s', (release) => {
  test.each(FLOWS)('$name, when any one call to the $at fails', async (flow) => {
    driven = await driveCozystack(release);
    const faults = flow.at === 'platform' ? driven.double.faults : driven.inside;
    const [undisturbed] = await begin(flow, [0]);
    const before = faults.calls.length;
    await ended(driven, flow.work(undisturbed!));
    const calls = faults.calls.slice(before);
    expect(calls).not.toEqual([]);
    await driven.double.advance(REST_MS);
    await flow.check(undisturbed!);
    const cases = casesOf(calls);
    for (let first = 0; first < cases.length; first += TOGETHER) {
      const struck = cases.slice(first, first + TOGETHER);
      const subjects = await begin(
        flow,
        struck.map((_, index) => first + index + 1),
      );
      for (const [index, { call, strike }] of struck.entries()) {
        const subject = subjects[index]!;
        const what = `call ${call} of ${calls.length} fails with ${strike.with}, and was done: ${strike.done}`;
        const from = faults.calls.length;
        try {
          faults.strike({ call, ...strike });
          await insist(driven, () => flow.work(subject));
          faults.clear();
          expect(faults.calls.length - from).toBeGreaterThanOrEqual(call);
          await driven.double.advance(REST_MS);
          await flow.check(subject);
        } catch (error) {
          throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
        }
      }
    }
  });
});
