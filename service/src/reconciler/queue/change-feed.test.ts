import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../clock.ts';
import { silentLog } from '../../log.ts';
import { override } from '../../model/testing/records.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store/store.ts';
import { ChangeFeed } from './change-feed.ts';

async function setUp(change: (store: Store) => Partial<Store> = () => ({})) {
  const clock = createVirtualClock(0);
  const memory = createMemoryStore({ clock });
  const store = override(memory, change(memory));
  const seen: string[] = [];
  const feed = new ChangeFeed({
    store,
    clock,
    log: silentLog,
    changed: ({ tenant, name }) => seen.push(`${tenant}/${name}`),
    missed: () => seen.push('missed'),
  });
  const put = async (kind: string, id: string) => {
    const key = { tenant: 'demo', kind, id };
    const result = await memory.commit({ writes: [{ key, body: {}, expect: 'any' }] });
    return result.ok ? result.revisions : [];
  };
  return { clock, memory, feed, seen, put };
}

describe('ChangeFeed', () => {
  it('tells which cluster a change is about, as soon as it happens', async () => {
    const { clock, feed, seen, put } = await setUp();
    await put('cluster', 'earlier');
    await feed.start();
    await put('cluster', 'prod');
    await put('nodeGroup', 'prod/web');
    await put('openOperation', 'test/op-1');
    await put('clusterStatus', 'prod');
    await put('operation', 'op-1');
    await clock.advance(0);
    expect(seen).toEqual(['demo/prod', 'demo/prod', 'demo/test']);
    expect(feed.position).toBe(6);
  });

  it('tells a cluster once for all that one write changes in it', async () => {
    const { clock, memory, feed, seen } = await setUp();
    await feed.start();
    const ids = [
      ['cluster', 'prod'],
      ['nodeGroup', 'prod/web'],
      ['openOperation', 'prod/op-1'],
    ] as const;
    const writes = ids.map(([kind, id]) => ({
      key: { tenant: 'demo', kind, id },
      body: {},
      expect: 'absent' as const,
    }));
    await memory.commit({ writes });
    await clock.advance(0);
    expect(seen).toEqual(['demo/prod']);
  });

  it('finds changes without any hint, a little later', async () => {
    const { clock, feed, seen, put } = await setUp(() => ({ watch: () => () => {} }));
    await feed.start();
    await put('cluster', 'prod');
    await clock.advance(9_999);
    expect(seen).toEqual([]);
    await clock.advance(1);
    expect(seen).toEqual(['demo/prod']);
  });

  it('reads on over many pages', async () => {
    const { feed, seen, put } = await setUp(() => ({ watch: () => () => {} }));
    await feed.start();
    for (let index = 0; index < 1_200; index += 1) await put('cluster', `c${index}`);
    await feed.catchUp();
    expect(seen).toHaveLength(1_200);
  });

  it('leaves out what this process wrote, and nothing else', async () => {
    const { feed, seen, put } = await setUp(() => ({ watch: () => () => {} }));
    await feed.start();
    const revisions = await put('cluster', 'mine');
    await put('cluster', 'other');
    feed.wrote(revisions);
    await feed.catchUp();
    expect(seen).toEqual(['demo/other']);
  });

  it('says that changes were missed when they are gone', async () => {
    const { memory, feed, seen, put } = await setUp(() => ({ watch: () => () => {} }));
    await feed.start();
    await put('cluster', 'a');
    await put('cluster', 'b');
    await memory.compact(2);
    await feed.catchUp();
    expect(seen).toEqual(['missed']);
    await put('cluster', 'c');
    await feed.catchUp();
    expect(seen).toEqual(['missed', 'demo/c']);
  });

  it('tries again after a failure', async () => {
    let isBroken = true;
    const { clock, feed, seen, put } = await setUp((store) => ({
      watch: () => () => {},
      changes: (after: number, limit: number) =>
        isBroken ? Promise.reject(new Error('down')) : store.changes(after, limit),
    }));
    await feed.start();
    await put('cluster', 'prod');
    await clock.advance(10_000);
    expect(seen).toEqual([]);
    isBroken = false;
    await clock.advance(10_000);
    expect(seen).toEqual(['demo/prod']);
  });

  it('stops', async () => {
    const { clock, feed, seen, put } = await setUp();
    await feed.start();
    feed.stop();
    await put('cluster', 'prod');
    await clock.advance(60_000);
    expect(seen).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
