// The change feed, its compaction, and the hints of `watch`.
import { describe, expect, it } from 'vitest';
import type { Change, Store } from '../store.ts';
import { cluster, create, type OpenStore, useStore } from './harness.ts';

export function describeChanges(open: OpenStore): void {
  describe('the change feed', () => describeFeed(open));
  describe('compaction', () => describeCompaction(open));
  describe('watch', () => describeWatch(open));
}

function describeFeed(open: OpenStore): void {
  const current = useStore(open);

  it('is empty in the beginning', async () => {
    expect(await current().store.changes(0, 10)).toEqual({ ok: true, changes: [], sequence: 0 });
  });

  it('tells every write in order, with what happened', async () => {
    const { store } = current();
    await create(store, cluster('a'));
    await store.commit({
      writes: [
        { key: cluster('b'), body: {}, expect: 'absent' },
        { key: cluster('a'), delete: true, expect: 'any' },
      ],
    });
    await store.commit({ writes: [{ key: cluster('b'), body: {}, expect: 'absent' }] });
    expect(await store.changes(0, 10)).toEqual({
      ok: true,
      changes: [
        { sequence: 1, key: cluster('a'), deleted: false },
        { sequence: 2, key: cluster('b'), deleted: false },
        { sequence: 3, key: cluster('a'), deleted: true },
      ],
      sequence: 3,
    });
  });

  it('goes on from any number, in pages', async () => {
    const { store } = current();
    for (let n = 1; n <= 7; n += 1) await create(store, cluster(`c${n}`));
    expect((await follow(store, 0, 3)).map((change) => change.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await follow(store, 5, 3)).map((change) => change.key.id)).toEqual(['c6', 'c7']);
    expect(await store.changes(7, 3)).toEqual({ ok: true, changes: [], sequence: 7 });
  });

  it('shows a follower every change once, in order, while many write', async () => {
    const { store } = current();
    const seen: number[] = [];
    let writing = true;
    const follower = (async () => {
      for (let after = 0; writing || after < (await store.sequence()); after = seen.at(-1) ?? 0) {
        for (const change of await follow(store, after, 10)) seen.push(change.sequence);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 10; n += 1) await create(store, cluster(`w${writer}-${n}`));
      }),
    );
    writing = false;
    await follower;
    expect(seen).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
  });

  it('answers a position in the future', async () => {
    const { store } = current();
    await create(store, cluster('a'));
    expect(await store.changes(2, 10)).toEqual({ ok: false, reason: 'ahead', sequence: 1 });
  });
}

function describeCompaction(open: OpenStore): void {
  const current = useStore(open);

  it('forgets changes, keeps documents and numbers, and says so to who asks too late', async () => {
    const { store } = current();
    for (const id of ['a', 'b', 'c']) await create(store, cluster(id));
    await store.compact(2);
    expect(await store.changes(1, 10)).toEqual({ ok: false, reason: 'compacted', sequence: 3 });
    expect(await store.changes(2, 10)).toMatchObject({ ok: true, changes: [{ sequence: 3 }] });
    expect(await store.count({ kind: 'cluster' })).toBe(3);
    expect(await create(store, cluster('d'))).toBe(4);
  });

  it('stops at the present and never goes back', async () => {
    const { store } = current();
    for (const id of ['a', 'b']) await create(store, cluster(id));
    await store.compact(100);
    await store.compact(1);
    expect(await store.changes(1, 10)).toEqual({ ok: false, reason: 'compacted', sequence: 2 });
    expect(await store.changes(2, 10)).toEqual({ ok: true, changes: [], sequence: 2 });
    expect(await create(store, cluster('c'))).toBe(3);
    expect(await store.changes(2, 10)).toMatchObject({ ok: true, changes: [{ sequence: 3 }] });
  });
}

function describeWatch(open: OpenStore): void {
  const current = useStore(open);

  it('hints at a number at least as new as the commit, until it ends', async () => {
    const { store } = current();
    const hints: number[] = [];
    const stop = store.watch((sequence) => hints.push(sequence));
    await create(store, cluster('a'));
    await create(store, cluster('b'));
    await until(() => hints.at(-1) === 2);
    stop();
    stop();
    const told = hints.length;
    // Somebody who still listens tells when the hint has come.
    const others: number[] = [];
    store.watch((sequence) => others.push(sequence));
    await create(store, cluster('c'));
    await until(() => others.includes(3));
    expect(hints).toHaveLength(told);
  });

  it('says nothing about a batch that changed nothing', async () => {
    const { store } = current();
    const hints: number[] = [];
    await create(store, cluster('a'));
    store.watch((sequence) => hints.push(sequence));
    await store.commit({ writes: [{ key: cluster('a'), body: {}, expect: 'absent' }] });
    await store.commit({ writes: [{ key: cluster('b'), delete: true, expect: 'any' }] });
    await create(store, cluster('c'));
    await until(() => hints.includes(2));
    expect(hints.filter((sequence) => sequence > 1)).toEqual([2]);
  });
}

async function follow(store: Store, from: number, limit: number): Promise<Change[]> {
  const all: Change[] = [];
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await store.changes(all.at(-1)?.sequence ?? from, limit);
    if (!page.ok) throw new Error(`the feed answered ${page.reason}`);
    all.push(...page.changes);
    if (page.changes.length < limit) return all;
  }
  throw new Error('the feed does not end');
}

/** Hints may be late; this waits for them instead of guessing how late. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}
