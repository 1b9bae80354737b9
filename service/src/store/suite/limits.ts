// What a store refuses before touching anything, and how it ends.
import { describe, expect, it } from 'vitest';
import type { Batch, ListQuery, Store } from '../store.ts';
import { cluster, create, type OpenStore, useStore } from './harness.ts';

const key = cluster('prod');
const put = (changes: object): Batch => ({
  writes: [{ key, body: {}, expect: 'any', ...changes } as Batch['writes'][number]],
});

const REFUSED: Record<string, (store: Store) => Promise<unknown>> = {
  'an empty id': (store) => store.get(cluster('')),
  'an empty tenant': (store) => store.get(cluster('prod', '')),
  'an id with NUL': (store) => store.get(cluster('a\0b')),
  'an id with half a surrogate pair': (store) => store.get(cluster('a\ud800')),
  'an id of 1,025 bytes': (store) => store.get(cluster('x'.repeat(1025))),
  'an id of 1,026 bytes in 342 characters': (store) => store.get(cluster('\uffff'.repeat(342))),
  'a kind of 65 bytes': (store) => store.get({ ...key, kind: 'k'.repeat(65) }),
  'a tenant of 257 bytes': (store) => store.get(cluster('prod', 't'.repeat(257))),
  'too many keys': (store) => store.getMany(Array.from({ length: 1001 }, () => key)),
  'a page of 0': (store) => store.list({ kind: 'cluster', limit: 0 }),
  'a page of 1,001': (store) => store.list({ kind: 'cluster', limit: 1001 }),
  'a page of 1.5': (store) => store.list({ kind: 'cluster', limit: 1.5 }),
  'a prefix without a tenant': (store) =>
    store.list({ kind: 'cluster', prefix: 'a', limit: 1 } as unknown as ListQuery),
  'a position that cannot exist': (store) =>
    store.list({ kind: 'cluster', limit: 1, after: { tenant: 'a', id: '\0' } }),
  'a key written twice': (store) => store.commit({ writes: [...put({}).writes, ...put({}).writes] }),
  'too many writes': (store) =>
    store.commit({
      writes: Array.from({ length: 1001 }, (_, n) => ({ key: cluster(`${n}`), body: {}, expect: 'any' })),
    }),
  'an expectation that is no revision': (store) => store.commit(put({ expect: 1.5 })),
  'a delete that expects absence': (store) => store.commit(put({ delete: true, expect: 'absent' })),
  'an expiry that is no moment': (store) => store.commit(put({ expiresAt: Number.NaN })),
  'a body without JSON form': (store) => store.commit(put({ body: undefined })),
  'a body that is a cycle': (store) => {
    const cycle: { self?: object } = {};
    cycle.self = cycle;
    return store.commit(put({ body: cycle }));
  },
  'a body above four million characters': (store) => store.commit(put({ body: 'x'.repeat(2 ** 22) })),
  'a lease for 0 ms': (store) => store.leases.acquire('a', 'b', 0),
  'a lease for more than a day': (store) => store.leases.acquire('a', 'b', 86_400_001),
  'a lease without a name': (store) => store.leases.acquire('', 'b', 1000),
  'a lease without an owner': (store) => store.leases.acquire('a', '', 1000),
  'a negative feed position': (store) => store.changes(-1, 10),
  'a feed page of 0': (store) => store.changes(0, 0),
};

export function describeLimits(open: OpenStore): void {
  const current = useStore(open);

  describe('refuses as an invalid argument', () => {
    for (const [what, attempt] of Object.entries(REFUSED)) {
      it(what, async () => {
        const { store } = current();
        await expect(attempt(store)).rejects.toMatchObject({ code: 'invalid_argument', retryable: false });
        expect(await store.sequence()).toBe(0);
      });
    }
  });

  it('a refused batch does not harm others that are committed at the same time', async () => {
    const { store } = current();
    const results = await Promise.allSettled([
      create(store, cluster('a')),
      store.commit(put({ body: undefined })),
      create(store, cluster('b')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.count({ kind: 'cluster' })).toBe(2);
  });

  it('is ready while open, refuses every call once closed, and closes twice', async () => {
    const { store } = current();
    await store.ready();
    await create(store, cluster('a'));
    await store.close();
    await store.close();
    const closed = { code: 'closed', message: 'The store is closed.' };
    await expect(store.get(key)).rejects.toMatchObject(closed);
    await expect(store.commit(put({}))).rejects.toMatchObject(closed);
    await expect(store.leases.acquire('a', 'b', 1000)).rejects.toMatchObject(closed);
    await expect(store.ready()).rejects.toMatchObject(closed);
  });

  it('finishes what was begun before it closes', async () => {
    const { store } = current();
    const begun = [create(store, cluster('a')), create(store, cluster('b'))];
    await store.close();
    expect((await Promise.all(begun)).sort()).toEqual([1, 2]);
  });
}
