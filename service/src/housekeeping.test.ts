import { expect, test } from 'vitest';
import { createVirtualClock } from './clock.ts';
import { startHousekeeping } from './housekeeping.ts';
import { silentLog } from './log.ts';
import { override } from './model/testing/records.ts';
import { createMemoryStore } from './store/memory/memory-store.ts';
import type { Store } from './store/store.ts';

const MINUTE = 60_000;
const endOpen = async (): Promise<void> => {};

async function withExpired(count: number) {
  const clock = createVirtualClock(0);
  const store = createMemoryStore({ clock });
  for (let index = 0; index < count; index += 1) {
    const key = { tenant: 'demo', kind: 'idempotency', id: `k${index}` };
    await store.commit({ writes: [{ key, body: {}, expect: 'absent', expiresAt: 1 }] });
  }
  return { clock, store };
}

test('removes everything that has expired, however much it is', async () => {
  const { clock, store } = await withExpired(1200);
  const housekeeping = startHousekeeping({ store, clock, log: silentLog, endOpen });
  const before = await store.sequence();
  await clock.advance(10 * MINUTE);
  // A removal is a change that others can follow.
  expect((await store.sequence()) - before).toBe(1200);
  await housekeeping.stop();
});

test('goes on after a failure, and tells it', async () => {
  const { clock, store } = await withExpired(1);
  let failures = 1;
  const failing: Store = override(store, {
    prune: (limit: number) => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('away')) : store.prune(limit);
    },
  });
  const events: string[] = [];
  const housekeeping = startHousekeeping({
    store: failing,
    clock,
    log: (_level, event) => events.push(event),
    endOpen,
  });
  await clock.advance(10 * MINUTE);
  expect(events).toEqual(['housekeeping_failed']);
  const before = await store.sequence();
  await clock.advance(10 * MINUTE);
  expect((await store.sequence()) - before).toBe(1);
  await housekeeping.stop();
});

test('keeps the last changes for those who follow', async () => {
  const { clock, store } = await withExpired(0);
  const compacted: number[] = [];
  const long: Store = override(store, {
    sequence: async () => 250_000,
    compact: async (through: number) => {
      compacted.push(through);
    },
  });
  const housekeeping = startHousekeeping({ store: long, clock, log: silentLog, endOpen });
  await clock.advance(10 * MINUTE);
  expect(compacted).toEqual([150_000]);
  await housekeeping.stop();
  expect(clock.pending).toBe(0);
});
