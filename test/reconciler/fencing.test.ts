// Many reconcilers with clocks that disagree, of which some are suspended in the middle of a pass and wake up when
// others have long taken over: no stale write is ever accepted.
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../service/src/clock.ts';
import { createSeededRandom } from '../../service/src/random.ts';
import { LEASE_TTL_MS } from '../../service/src/reconciler/schedule.ts';
import { createMemoryStore } from '../../service/src/store/memory/memory-store.ts';
import { openSqliteStore } from '../../service/src/store/sqlite/sqlite-store.ts';
import { temporaryDirectory } from '../../service/src/store/testing/temporary.ts';
import { scaled } from '../support/scale.ts';
import { type AcceptedWrite, recordAccepted, staleWrites } from './support/accepted-writes.ts';
import type { SimulatedProcess } from './support/process.ts';
import { createWorldOn, type World } from './support/world.ts';

let world: World;
afterEach(() => world.end());

// A tenth in `npm test`, all of it in `npm run test:full`, ten times as much in a soak. On PostgreSQL, with its own
// clock, it is another test: fencing-postgres.test.ts.
const REPLICAS = 20;

const STORES = [
  {
    name: 'memory',
    worlds: scaled(250, 30),
    open: async (clock: Clock) => createMemoryStore({ clock }),
  },
  {
    name: 'SQLite',
    worlds: scaled(15, 2),
    open: (clock: Clock) => openSqliteStore({ directory: temporaryDirectory(), clock }),
  },
];

describe.each(STORES)('20 reconcilers on one store, $name', ({ name, worlds, open }) => {
  it(
    `accept no stale write in ${worlds} worlds`,
    async () => {
      const totals = { accepted: 0, fenced: 0, trials: 0, stale: 0 };
      for (let seed = 0; seed < worlds; seed += 1) {
        world = await createWorldOn(open, seed);
        const random = createSeededRandom(seed).fork('suspensions');
        const accepted: AcceptedWrite[] = [];
        recordAccepted(world.store, accepted);
        const processes: SimulatedProcess[] = [];
        const atFailpoint = (_: string, process: SimulatedProcess) => {
          if (random.int(12) !== 0 || process.isSuspended) return;
          const sleepMs = 5_000 + random.int(40_000);
          // What sleeps for less may find its lease as it was, which is a case of its own.
          if (sleepMs > LEASE_TTL_MS) totals.trials += 1;
          process.suspend();
          world.clock.schedule(world.clock.now() + sleepMs, () => process.wake());
        };
        for (let index = 0; index < REPLICAS; index += 1) {
          processes.push(await world.start({ skewMs: random.int(600_000) - 300_000, atFailpoint }));
        }
        const ids: string[] = [];
        for (let index = 0; index < 6; index += 1) {
          ids.push(await world.writer.createCluster(`c${index}`, { web: {} }));
        }
        await world.clock.advance(90_000);
        expect(await world.settle()).toBeDefined();
        totals.accepted += accepted.length;
        totals.stale += staleWrites(accepted);
        totals.fenced += processes.reduce((sum, { fenced }) => sum + fenced, 0);
        for (const id of ids) expect((await world.writer.operation(id)).status).toBe('succeeded');
        await world.end();
      }
      console.log(
        `fencing on ${name}: ${worlds} worlds, ${totals.trials} reconcilers slept over their lease; ${totals.accepted} ` +
          `writes accepted, ${totals.fenced} refused by the fence, ${totals.stale} stale ones accepted`,
      );
      expect(totals.stale).toBe(0);
      // A thousand and more in the full run.
      expect(totals.trials).toBeGreaterThan(10 * worlds);
      expect(totals.fenced).toBeGreaterThan(0);
    },
    180_000 + worlds * 10_000,
  );
});

describe('the check itself', () => {
  it('finds a stale write', () => {
    const write = (token: number, sequence: number) => ({ lease: 'a', token, sequence });
    expect(staleWrites([write(1, 1), write(2, 2), write(1, 3), write(2, 4)])).toBe(1);
    expect(staleWrites([write(1, 1), write(1, 2), write(2, 3)])).toBe(0);
    // What counts is when it was accepted, not when that was heard.
    expect(staleWrites([write(2, 3), write(1, 1), write(1, 2)])).toBe(0);
  });
});
