// Additions: writers that do not know of one another add to one document, and no sum goes beyond what they allow.
import { describe, expect, it } from 'vitest';
import type { Add } from '../store.ts';
import { cluster, type OpenStore, useStore } from './harness.ts';

const key = { tenant: 'acme', kind: 'sums', id: 'all' };
const HUGE = 10n ** 40n;

const adding = (add: Add['add'], atMost?: Add['atMost']): Add => ({
  key,
  add,
  expect: 'any',
  ...(atMost === undefined ? {} : { atMost }),
});

export function describeSums(open: OpenStore): void {
  describe('additions', () => {
    const current = useStore(open);

    it('begin at nothing, and take away what is negative', async () => {
      const { store } = current();
      expect(await store.commit({ writes: [adding({ a: 5n })] })).toMatchObject({ ok: true, revisions: [1] });
      await store.commit({ writes: [adding({ a: -2n, b: -7n })] });
      expect(await store.get(key)).toEqual({ key, revision: 2, body: { a: '3', b: '-7' } });
      expect(await store.changes(0, 10)).toMatchObject({ changes: [{ key, deleted: false }, { key }] });
    });

    it('are exact beyond what a number holds', async () => {
      const { store } = current();
      await store.commit({ writes: [adding({ a: HUGE })] });
      await store.commit({ writes: [adding({ a: 1n })] });
      expect((await store.get(key))?.body).toEqual({ a: String(HUGE + 1n) });
      const result = await store.commit({ writes: [adding({ a: 1n }, { a: HUGE + 1n })] });
      expect(result).toEqual({ ok: false, conflict: 'bound', key });
    });

    it('of a hundred at once are all in the sum, and none meets another', async () => {
      const { store } = current();
      const results = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          store.commit({
            writes: [{ key: cluster(`c${n}`), body: {}, expect: 'absent' }, adding({ a: BigInt(n) })],
          }),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(100);
      expect((await store.get(key))?.body).toEqual({ a: '4950' });
    });

    it('stop exactly at their bound, and the rest of such a batch is not written either', async () => {
      const { store } = current();
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          store.commit({
            writes: [{ key: cluster(`c${n}`), body: {}, expect: 'absent' }, adding({ a: 3n }, { a: 31n })],
          }),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(10);
      expect(results.filter((result) => !result.ok && result.conflict === 'bound')).toHaveLength(10);
      expect((await store.get(key))?.body).toEqual({ a: '30' });
      expect(await store.count({ kind: 'cluster' })).toBe(10);
    });

    it('may bound one sum and not another, and a sum that they leave alone', async () => {
      const { store } = current();
      await store.commit({ writes: [adding({ a: 9n, b: 9n })] });
      expect(await store.commit({ writes: [adding({ a: 5n, b: 1n }, { b: 10n })] })).toMatchObject({
        ok: true,
      });
      expect(await store.commit({ writes: [adding({ a: 1n }, { b: 9n })] })).toMatchObject({
        conflict: 'bound',
      });
      expect((await store.get(key))?.body).toEqual({ a: '14', b: '10' });
    });

    it('are looked at after everything else that a batch relies on', async () => {
      const { store } = current();
      const beyond = adding({ a: 1n }, { a: 0n });
      const stale = { key: cluster('a'), body: {}, expect: 9 };
      expect(await store.commit({ writes: [beyond, stale] })).toMatchObject({ conflict: 'revision' });
      expect(await store.commit({ writes: [beyond] })).toEqual({ ok: false, conflict: 'bound', key });
      expect(await store.sequence()).toBe(0);
    });

    it('of nothing, or beside another write of the document, are refused', async () => {
      const { store } = current();
      await expect(store.commit({ writes: [adding({})] })).rejects.toMatchObject({
        code: 'invalid_argument',
      });
      const twice = store.commit({ writes: [adding({ a: 1n }), { key, body: {}, expect: 'any' }] });
      await expect(twice).rejects.toMatchObject({ code: 'invalid_argument' });
    });
  });
}
