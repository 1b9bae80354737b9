// Documents that expire: absent from their moment on, for reads and for expectations, and pruned in order.
import { describe, expect, it } from 'vitest';
import {
  cluster,
  create,
  idsOf,
  type OpenStore,
  revisionOf,
  type StoreUnderTest,
  useStore,
} from './harness.ts';

export function describeExpiry(open: OpenStore): void {
  describe('an expired document', () => describeAbsence(open));
  describe('pruning', () => describePruning(open));
}

/** Writes a document that lasts for a while. @returns its revision */
async function putFor({ store, now }: StoreUnderTest, id: string, ms: number): Promise<number> {
  const write = { key: cluster(id), body: { id }, expect: 'any' as const, expiresAt: now() + ms };
  return revisionOf(await store.commit({ writes: [write] }));
}

function describeAbsence(open: OpenStore): void {
  const current = useStore(open);

  it('is there until its moment and absent from it on', async () => {
    const { store, advance, now } = current();
    const expiresAt = now() + 1000;
    await putFor(current(), 'a', 1000);
    await advance(999);
    expect(await store.get(cluster('a'))).toMatchObject({ body: { id: 'a' }, expiresAt });
    await advance(1);
    expect(await store.get(cluster('a'))).toBeUndefined();
    expect(await store.getMany([cluster('a')])).toEqual([undefined]);
    expect(await store.list({ kind: 'cluster', limit: 10 })).toEqual([]);
    expect(await store.count({ kind: 'cluster' })).toBe(0);
  });

  it('fills pages with what is still there', async () => {
    const { store, advance } = current();
    for (const id of ['a', 'b', 'c', 'd']) await putFor(current(), id, id === 'b' ? 10 : 1000);
    await advance(10);
    expect(await idsOf(store.list({ kind: 'cluster', tenant: 'acme', limit: 2 }))).toEqual(['a', 'c']);
    expect(await idsOf(store.list({ kind: 'cluster', limit: 3, reverse: true }))).toEqual(['d', 'c', 'a']);
  });

  it('counts as absent for expectations, guards and deletes', async () => {
    const { store, advance } = current();
    const revision = await putFor(current(), 'a', 10);
    await advance(10);
    const key = cluster('a');
    expect(await store.commit({ writes: [{ key, body: {}, expect: revision }] })).toMatchObject({
      actual: 'absent',
    });
    expect(await store.commit({ writes: [], guards: [{ key, expect: revision }] })).toMatchObject({
      actual: 'absent',
    });
    expect(await store.commit({ writes: [{ key, delete: true, expect: 'any' }] })).toMatchObject({
      revisions: [0],
    });
    expect(await create(store, key, { n: 2 })).toBe(2);
    expect((await store.get(key))?.body).toEqual({ n: 2 });
  });

  it('lasts as its latest write says', async () => {
    const { store, advance } = current();
    await putFor(current(), 'longer', 10);
    await putFor(current(), 'longer', 100);
    await putFor(current(), 'forever', 10);
    await store.commit({ writes: [{ key: cluster('forever'), body: {}, expect: 'any' }] });
    await advance(99);
    expect(await idsOf(store.list({ kind: 'cluster', limit: 10 }))).toEqual(['forever', 'longer']);
    expect(await store.get(cluster('forever'))).not.toHaveProperty('expiresAt');
    await advance(1);
    expect(await store.prune(10)).toBe(1);
    expect(await idsOf(store.list({ kind: 'cluster', limit: 10 }))).toEqual(['forever']);
  });
}

function describePruning(open: OpenStore): void {
  const current = useStore(open);

  it('is pruned longest expired first, in steps, and the feed tells it', async () => {
    const { store, advance } = current();
    await putFor(current(), 'late', 30);
    await putFor(current(), 'b', 20);
    await putFor(current(), 'a', 20);
    await putFor(current(), 'first', 10);
    await putFor(current(), 'stays', 40);
    await advance(39);
    expect(await store.prune(3)).toBe(3);
    expect(await store.prune(3)).toBe(1);
    expect(await store.prune(3)).toBe(0);
    const page = await store.changes(5, 10);
    expect(page.ok && page.changes.map(({ key, deleted }) => [key.id, deleted])).toEqual([
      ['first', true],
      ['a', true],
      ['b', true],
      ['late', true],
    ]);
    expect(await idsOf(store.list({ kind: 'cluster', limit: 10 }))).toEqual(['stays']);
  });

  it('prunes nothing that does not expire', async () => {
    const { store, advance } = current();
    await create(store, cluster('a'));
    await advance(1e12);
    expect(await store.prune(10)).toBe(0);
    expect(await store.sequence()).toBe(1);
  });
}
