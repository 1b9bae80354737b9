// What the service sees is old, or it is not told that something happened: each pass reads what was stored some commits
// ago, each look at the platform shows what an earlier one showed, and each hint is lost, once. The end is the same.
import type { Platform, Store } from '@hikube/service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCALE } from '../../support/scale.ts';
import { cryptoAtOnce } from '../simulation/crypto-at-once.ts';
import { FLOWS, type Flow } from './flows.ts';
import { OldReads } from './old-reads.ts';
import { perform, sampled, warmUp } from './perform.ts';
import type { Call } from './seams.ts';
import { type Stage, TENANT } from './stage.ts';

const LAGS = [1, 2, 3, 4, 5];
const CATCH_UP_MS = 2_000;

let restore: () => void;
beforeAll(async () => {
  restore = await cryptoAtOnce();
  await warmUp();
});
const total = { flows: 0, passes: 0, looks: 0, hints: 0 };
afterAll(() => {
  restore();
  console.log(
    `stale views: ${total.flows} flows, ${total.passes} passes on old records and ${total.looks} on an old look at the platform, 1 to 5 back, ` +
      `${total.hints} hints lost; all with the same end`,
  );
});

type Observed = Awaited<ReturnType<Platform['observe']>>;

/** What of it is old: everything that the n-th pass reads, or what the n-th look at the platform shows. */
type IsOld = (kind: 'pass' | 'look', number: number) => number | undefined;

/** Counts passes and looks, and lets one of them be old. */
async function performStale(flow: Flow, isOld: IsOld) {
  const old = new OldReads();
  const seen: Observed[] = [];
  const count = { pass: 0, look: 0 };
  let readAt: number | undefined;
  function trouble(stage: Stage): void {
    stage.dies = (failpoint) => {
      if (failpoint === 'before-load') {
        const lag = isOld('pass', ++count.pass);
        if (lag !== undefined) readAt = old.commits - lag;
      } else if (failpoint === 'after-load' && readAt !== undefined) {
        readAt = undefined;
        catchUp(stage);
      }
      return false;
    };
    stage.seams.strike = async ({ method, input }: Call, carryOut) => {
      if (readAt !== undefined && old.concerns(method, input)) return old.answer(method, input, readAt);
      if (method !== 'observe') return carryOut();
      const lag = isOld('look', ++count.look);
      if (lag !== undefined) catchUp(stage);
      seen.push((await carryOut()) as Observed);
      return seen[Math.max(0, seen.length - 1 - (lag ?? 0))];
    };
  }
  const performance = await perform(flow, trouble, (store: Store) => old.wrap(store));
  return { ...performance, ...count };
}

/** A view that is behind comes after, and tells that things have changed. */
function catchUp({ clock, seams }: Stage): void {
  clock.schedule(clock.now() + CATCH_UP_MS, () => seams.tell(TENANT, 'prod'));
}

describe.each(FLOWS)('$name', (flow) => {
  test('each pass and each look is old once', { timeout: 600_000 }, async () => {
    const undisturbed = await performStale(flow, () => undefined);
    total.flows += 1;
    for (const kind of ['pass', 'look'] as const) {
      for (const number of sampled(undisturbed[kind])) {
        // In the short run one lag each, in turn.
        for (const lag of SCALE >= 1 ? LAGS : [1 + (number % LAGS.length)]) {
          const what = `${kind} ${number}, ${lag} back`;
          const stale = await performStale(flow, (each, place) =>
            each === kind && place === number ? lag : undefined,
          ).catch((error: Error) => {
            throw new Error(`${what}: ${error.message}`, { cause: error });
          });
          expect(stale.state, what).toEqual(undisturbed.state);
          total[kind === 'pass' ? 'passes' : 'looks'] += 1;
        }
      }
    }
  });

  test('each hint is lost once', { timeout: 600_000 }, async () => {
    const undisturbed = await perform(flow);
    for (const number of sampled(undisturbed.hints)) {
      const { state } = await perform(flow, ({ seams }) => {
        seams.arrives = (hint) => hint !== number;
      });
      expect(state, `hint ${number}`).toEqual(undisturbed.state);
      total.hints += 1;
    }
  });
});
