// The embedded store keeps the contract, and keeps its data, its numbers and its tokens over restarts.
import { describe, expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../clock.ts';
import { describeStoreContract } from '../suite/index.ts';
import { temporaryDirectory } from '../testing/temporary.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const START_MS = Date.UTC(2026, 0, 1);
const key = { tenant: 'acme', kind: 'cluster', id: 'prod' };

function open(directory: string, clock: VirtualClock = createVirtualClock(START_MS)): Promise<SqliteStore> {
  return openSqliteStore({ directory, clock });
}

describe('sqlite store', () => {
  describeStoreContract(async () => {
    const clock = createVirtualClock(START_MS);
    const store = await open(temporaryDirectory(), clock);
    return { store, now: () => clock.now(), advance: (ms) => clock.advance(ms) };
  }, 25);

  it('finds everything again after a restart', async () => {
    const directory = temporaryDirectory();
    const first = await open(directory);
    await first.commit({ writes: [{ key, body: { n: 1 }, expect: 'absent', expiresAt: START_MS + 5 }] });
    await first.commit({ writes: [{ key: { ...key, id: 'test' }, body: {}, expect: 'absent' }] });
    await first.compact(1);
    await first.close();
    const second = await open(directory);
    expect(await second.get(key)).toEqual({ key, revision: 1, body: { n: 1 }, expiresAt: START_MS + 5 });
    expect(await second.changes(0, 10)).toEqual({ ok: false, reason: 'compacted', sequence: 2 });
    expect(await second.changes(1, 10)).toMatchObject({ changes: [{ sequence: 2 }], sequence: 2 });
    expect(await second.commit({ writes: [{ key, body: {}, expect: 1 }] })).toMatchObject({ revisions: [3] });
    await second.close();
  });

  it('frees every lease with the process that held it, and never repeats a token', async () => {
    const directory = temporaryDirectory();
    let last = 0;
    for (let start = 0; start < 3; start += 1) {
      const store = await open(directory);
      const lease = await store.leases.acquire('cluster/prod', 'one', 60_000);
      expect(lease!.token).toBeGreaterThan(last);
      last = lease!.token;
      await store.close();
    }
    const store = await open(directory);
    const stale = { lease: 'cluster/prod', token: last };
    expect(await store.commit({ writes: [], fence: stale })).toMatchObject({ conflict: 'fence' });
    await store.close();
  });

  it('goes on growing its tokens beyond the block it has written ahead', async () => {
    const directory = temporaryDirectory();
    const store = await open(directory);
    let token = 0;
    for (let n = 0; n < 2500; n += 1) {
      const lease = (await store.leases.acquire(`lease-${n}`, 'one', 60_000))!;
      expect(lease.token).toBeGreaterThan(token);
      token = lease.token;
    }
    await store.close();
    const again = await open(directory);
    expect((await again.leases.acquire('a', 'one', 60_000))!.token).toBeGreaterThan(token);
    await again.close();
  });
});
