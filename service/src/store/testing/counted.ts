// A store that counts the documents that are read.
import type { DocumentKey, ListQuery, Store } from '../store.ts';

/** The store, and how many documents were read from it since somebody set it to 0. */
export function countedStore(inner: Store): { readonly store: Store; readonly read: { documents: number } } {
  const read = { documents: 0 };
  const count = async <Found>(found: Promise<Found[]>): Promise<Found[]> => {
    const all = await found;
    read.documents += all.filter((each) => each !== undefined).length;
    return all;
  };
  const own: Partial<Store> = {
    list: <Body>(query: ListQuery) => count(inner.list<Body>(query)),
    getMany: <Body>(keys: readonly DocumentKey[]) => count(inner.getMany<Body>(keys)),
    get: async <Body>(key: DocumentKey) => (await count(inner.getMany<Body>([key])))[0],
  };
  const store = new Proxy(inner, {
    get(target, name) {
      const member: unknown = Reflect.get(own, name) ?? Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { store, read };
}
