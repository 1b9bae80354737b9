// Memory keeps the promises of a storage, and forgets no more than it says.
import { expect, test } from 'vitest';
import { storageSuite } from '../testing/storage-suite.ts';
import { createMemoryStorage } from './memory.ts';
import { COMPACTED, revisionOf, StorageFull } from './storage.ts';

storageSuite('memory', () => createMemoryStorage());

const key = { resource: 'configmaps', namespace: 'default', name: 'a' };
const object = (value: number) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'default' },
  data: { value: String(value) },
});

test('what is older than the history is told as forgotten, and what is not is whole', async () => {
  const storage = createMemoryStorage({ history: 10 });
  let expected = 0;
  for (let count = 0; count < 100; count += 1) {
    const written = await storage.write({ key, expected, object: object(count) });
    expected = revisionOf(written!);
  }
  expect(await storage.list({ resource: 'configmaps' }, 2)).toBe(COMPACTED);
  expect(await storage.watch({ resource: 'configmaps' }, 2, () => {})).toBe(COMPACTED);
  const seen: number[] = [];
  await storage.watch({ resource: 'configmaps' }, expected - 10, ({ revision }) => void seen.push(revision));
  expect(seen).toEqual(Array.from({ length: 10 }, (_, index) => expected - 9 + index));
});

test('a full storage says so, and takes again when something is gone', async () => {
  const storage = createMemoryStorage({ mostObjects: 1 });
  const written = await storage.write({ key, expected: 0, object: object(1) });
  const other = { ...key, name: 'b' };
  await expect(storage.write({ key: other, expected: 0, object: object(1) })).rejects.toThrow(StorageFull);
  await storage.write({ key, expected: revisionOf(written!) });
  expect(await storage.write({ key: other, expected: 0, object: object(1) })).toBeDefined();
});
