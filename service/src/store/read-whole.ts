// Reads documents that nothing is decided by: a damaged one keeps none of the others from being read.

import { StoreError } from './errors.ts';
import type { Document, DocumentKey, Store } from './store.ts';

/** Stands in the place of a document that is there and cannot be read; nobody may take it for absent. */
export const DAMAGED = 'damaged';

/** As `getMany`, with `DAMAGED` for what is damaged. Only then does the answer come from more than one moment. */
export async function readWhole<Body>(
  store: Pick<Store, 'get' | 'getMany'>,
  keys: readonly DocumentKey[],
): Promise<(Document<Body> | typeof DAMAGED | undefined)[]> {
  return unlessDamaged(
    () => store.getMany<Body>(keys),
    () =>
      Promise.all(
        keys.map((key) =>
          unlessDamaged<Document<Body> | typeof DAMAGED | undefined>(
            () => store.get<Body>(key),
            async () => DAMAGED,
          ),
        ),
      ),
  );
}

/** Those of the documents that are there and can be read, in the order of the keys. */
export async function readReadable<Body>(
  store: Pick<Store, 'get' | 'getMany'>,
  keys: readonly DocumentKey[],
): Promise<Document<Body>[]> {
  if (keys.length === 0) return [];
  const found = await readWhole<Body>(store, keys);
  return found.filter((document) => document !== undefined && document !== DAMAGED);
}

async function unlessDamaged<Result>(
  read: () => Promise<Result>,
  instead: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreError && error.code === 'damaged') return instead();
    throw error;
  }
}
