// What every storage promises, asked of each.
import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../kinds/object.ts';
import { COMPACTED, revisionOf, type Storage, type StoredChange } from '../storage/storage.ts';

const RESOURCE = 'configmaps';

function object(name: string, value: string, namespace = 'default'): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { value } };
}

const keyOf = (name: string, namespace = 'default') => ({ resource: RESOURCE, namespace, name });

/** @param create a storage that is empty */
export function storageSuite(name: string, create: () => Storage | Promise<Storage>): void {
  describe(`${name} as a storage`, () => {
    const put = (storage: Storage, what: KubernetesObject, expected = 0) =>
      storage.write({ key: keyOf(what.metadata.name!, what.metadata.namespace), expected, object: what });

    test('what is written has the revision of the write', async () => {
      const storage = await create();
      const first = await put(storage, object('a', '1'));
      const second = await put(storage, object('b', '1'));
      expect(revisionOf(second!)).toBeGreaterThan(revisionOf(first!));
      expect(await storage.revision()).toBe(revisionOf(second!));
      expect(await storage.get(keyOf('a'))).toEqual(first);
      expect(await storage.get(keyOf('c'))).toBeUndefined();
    });

    test('a write that expects another revision does nothing', async () => {
      const storage = await create();
      const first = await put(storage, object('a', '1'));
      expect(await put(storage, object('a', '2'))).toBeUndefined();
      expect(await put(storage, object('a', '2'), revisionOf(first!) + 1)).toBeUndefined();
      expect(await storage.write({ key: keyOf('none'), expected: 0 })).toBeUndefined();
      expect(await storage.get(keyOf('a'))).toEqual(first);
    });

    test('of writers that expect the same one wins', async () => {
      const storage = await create();
      const first = await put(storage, object('a', '1'));
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          put(storage, object('a', String(index)), revisionOf(first!)),
        ),
      );
      expect(all.filter((one) => one !== undefined)).toHaveLength(1);
    });

    test('lists are in order of namespace and name, and of one namespace when asked', async () => {
      const storage = await create();
      for (const [name, namespace] of [
        ['b', 'x'],
        ['a', 'x'],
        ['z', 'a'],
        ['A', 'x'],
      ] as const)
        await put(storage, object(name, '1', namespace));
      const names = (list: unknown): string[] =>
        (list as { items: KubernetesObject[] }).items.map(
          ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
        );
      expect(names(await storage.list({ resource: RESOURCE }))).toEqual(['a/z', 'x/A', 'x/a', 'x/b']);
      expect(names(await storage.list({ resource: RESOURCE, namespace: 'x' }))).toEqual([
        'x/A',
        'x/a',
        'x/b',
      ]);
      expect(names(await storage.list({ resource: 'secrets' }))).toEqual([]);
    });

    test('an object as large as a server takes comes back whole', async () => {
      const storage = await create();
      const large = object('large', '\u00e4\u0000'.repeat(190_000));
      const written = await put(storage, large);
      expect(await storage.get(keyOf('large'))).toEqual(written);
      expect(written?.['data']).toEqual(large['data']);
    });

    test('a list at a revision shows what was there then', async () => {
      const storage = await create();
      const first = await put(storage, object('a', '1'));
      const second = await put(storage, object('b', '1'));
      await put(storage, object('a', '2'), revisionOf(first!));
      await storage.write({ key: keyOf('b'), expected: revisionOf(second!) });
      const then = await storage.list({ resource: RESOURCE }, revisionOf(second!));
      expect(then).toEqual({ revision: revisionOf(second!), items: [first, second] });
    });

    test('a watch tells everything after a revision once and in order, past and to come', async () => {
      const storage = await create();
      const since = await storage.revision();
      const seen: StoredChange[] = [];
      const first = await put(storage, object('a', '1'));
      const end = await storage.watch({ resource: RESOURCE }, since, (change) => void seen.push(change));
      const second = await put(storage, object('a', '2'), revisionOf(first!));
      const last = await storage.write({ key: keyOf('a'), expected: revisionOf(second!) });
      expect(seen.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
      expect(seen.map(({ object: one }) => one)).toEqual([first, second, last]);
      expect(seen.map(({ previous }) => previous)).toEqual([undefined, first, second]);
      if (end === COMPACTED) throw new Error('the history is known');
      end();
      await put(storage, object('b', '1'));
      expect(seen).toHaveLength(3);
    });

    test('a watch sees only what it asked for', async () => {
      const storage = await create();
      const seen: string[] = [];
      await storage.watch(
        { resource: RESOURCE, namespace: 'x' },
        await storage.revision(),
        ({ object: one }) => void seen.push(one.metadata.name!),
      );
      await put(storage, object('a', '1', 'x'));
      await put(storage, object('b', '1', 'y'));
      await storage.write({
        key: { resource: 'secrets', namespace: 'x', name: 'c' },
        expected: 0,
        object: object('c', '1', 'x'),
      });
      expect(seen).toEqual(['a']);
    });
  });
}
