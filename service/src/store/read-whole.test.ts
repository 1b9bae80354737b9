import { expect, test } from 'vitest';
import { StoreError } from './errors.ts';
import { DAMAGED, readReadable, readWhole } from './read-whole.ts';
import type { Document, DocumentKey, Store } from './store.ts';

const key = (id: string): DocumentKey => ({ tenant: 't', kind: 'k', id });
const document = (id: string): Document => ({ key: key(id), body: { id }, revision: 1 });

/** A store in which some documents fail. */
function failing(codes: Readonly<Record<string, 'damaged' | 'unavailable'>>) {
  const calls: string[] = [];
  const find = ({ id }: DocumentKey) => {
    const code = codes[id];
    if (code !== undefined) throw new StoreError(code, id);
    return id === 'none' ? undefined : document(id);
  };
  const store = {
    get: async (each: DocumentKey) => {
      calls.push('get');
      return find(each);
    },
    getMany: async (keys: readonly DocumentKey[]) => {
      calls.push('getMany');
      return keys.map(find);
    },
  } as Pick<Store, 'get' | 'getMany'>;
  return { store, calls };
}

test('asks once when everything is whole', async () => {
  const { store, calls } = failing({});
  expect(await readWhole(store, [key('a'), key('none')])).toEqual([document('a'), undefined]);
  expect(calls).toEqual(['getMany']);
});

test('tells damaged from absent, each in its place', async () => {
  const { store } = failing({ b: 'damaged', d: 'damaged' });
  const found = await readWhole(store, ['a', 'b', 'none', 'd', 'e'].map(key));
  expect(found).toEqual([document('a'), DAMAGED, undefined, DAMAGED, document('e')]);
});

test('hides no other failure', async () => {
  const { store } = failing({ a: 'damaged', b: 'unavailable' });
  await expect(readWhole(store, [key('a'), key('b')])).rejects.toMatchObject({ code: 'unavailable' });
  await expect(readWhole(store, [key('b')])).rejects.toMatchObject({ code: 'unavailable' });
});

test('leaves out what is absent or damaged, and asks for nothing where nothing is wanted', async () => {
  const { store, calls } = failing({ b: 'damaged' });
  expect(await readReadable(store, ['a', 'b', 'none', 'e'].map(key))).toEqual([document('a'), document('e')]);
  calls.length = 0;
  expect(await readReadable(store, [])).toEqual([]);
  expect(calls).toEqual([]);
});
