// Many reconcilers with clocks that disagree, of which some are suspended in the middle of a pass and wake up when
// others have long taken over: no stale write is ever accepted.
import { afterEach, describe, expect, it } from 'vitest';
import { createSeededRandom } from '../random.ts';
import type { SimulatedProcess } from './testing/process.ts';
import { createWorld, type World } from './testing/world.ts';

let world: World;
afterEach(() => world.end());

// A thousand in the full run.
// A tenth in `npm test`, all of it in `npm run test:full`, ten times as much in a soak.
const TRIALS = Math.max(100, Math.round(1000 * Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1')));
const REPLICAS = 20;

/** What was accepted under which fence, in the order of acceptance. */
interface Accepted {
  readonly lease: string;
  readonly token: number;
}

/** A write is stale when its lease was written under a newer token before. */
function staleWrites(accepted: readonly Accepted[]): number {
  const newest = new Map<string, number>();
  let stale = 0;
  for (const { lease, token } of accepted) {
    if (token < (newest.get(lease) ?? 0)) stale += 1;
    newest.set(lease, Math.max(token, newest.get(lease) ?? 0));
  }
  return stale;
}

/** Records every batch that the store accepts, in order. */
function recordAccepted(into: Accepted[]): void {
  const { store } = world;
  const commit = store.commit.bind(store);
  store.commit = async (batch) => {
    const result = await commit(batch);
    if (result.ok && batch.fence !== undefined) into.push(batch.fence);
    return result;
  };
}

describe('20 reconcilers on one store', () => {
  it(
    `accept no stale write in ${TRIALS} trials`,
    async () => {
      const totals = { accepted: 0, fenced: 0, suspended: 0, stale: 0 };
      for (let trial = 0; trial < TRIALS; trial += 1) {
        world = createWorld(trial);
        const random = createSeededRandom(trial).fork('suspensions');
        const accepted: Accepted[] = [];
        recordAccepted(accepted);
        const processes: SimulatedProcess[] = [];
        const atFailpoint = (_: string, process: SimulatedProcess) => {
          if (random.int(12) !== 0 || process.isSuspended) return;
          totals.suspended += 1;
          process.suspend();
          world.clock.schedule(world.clock.now() + 5_000 + random.int(40_000), () => process.wake());
        };
        for (let index = 0; index < REPLICAS; index += 1) {
          processes.push(await world.start({ skewMs: random.int(600_000) - 300_000, atFailpoint }));
        }
        const ids: string[] = [];
        for (let index = 0; index < 6; index += 1) {
          ids.push(await world.writer.createCluster(`c${index}`, { web: {} }));
        }
        await world.clock.advance(90_000);
        totals.accepted += accepted.length;
        totals.stale += staleWrites(accepted);
        totals.fenced += processes.reduce((sum, { fenced }) => sum + fenced, 0);
        expect(await world.settle()).toBeDefined();
        for (const id of ids) expect((await world.writer.operation(id)).status).toBe('succeeded');
        await world.end();
      }
      console.log(`fencing: ${TRIALS} trials, ${JSON.stringify(totals)}`);
      expect(totals.stale).toBe(0);
      expect(totals.suspended).toBeGreaterThan(TRIALS);
      expect(totals.fenced).toBeGreaterThan(0);
    },
    TRIALS * 5_000,
  );
});

describe('the check itself', () => {
  it('finds a stale write', () => {
    const write = (token: number) => ({ lease: 'a', token });
    expect(staleWrites([write(1), write(2), write(1), write(2)])).toBe(1);
    expect(staleWrites([write(1), write(1), write(2)])).toBe(0);
  });
});
