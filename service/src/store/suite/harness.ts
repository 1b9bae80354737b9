// What the parts of the suite share: a fresh store for each test, and short ways to say common things.
import { afterEach, beforeEach } from 'vitest';
import type { CommitResult, DocumentKey, Store } from '../store.ts';

/** A fresh, empty store and the clock by which its documents and leases expire. */
export interface StoreUnderTest {
  readonly store: Store;
  now(): number;
  advance(ms: number): Promise<void>;
}

/** Makes a fresh store; the suite closes it. */
export type OpenStore = () => Promise<StoreUnderTest>;

/** Opens a store before each test and closes it afterwards. @returns reads the present one */
export function useStore(open: OpenStore): () => StoreUnderTest {
  let current: StoreUnderTest | undefined;
  beforeEach(async () => {
    current = await open();
  });
  afterEach(async () => {
    await current?.store.close();
    current = undefined;
  });
  return () => current!;
}

export function cluster(id: string, tenant = 'acme'): DocumentKey {
  return { tenant, kind: 'cluster', id };
}

/** Writes one document that was absent. @returns its revision */
export async function create(store: Store, key: DocumentKey, body: object = {}): Promise<number> {
  return revisionOf(await store.commit({ writes: [{ key, body, expect: 'absent' }] }));
}

/** The revision of the first write of a commit that must have succeeded. */
export function revisionOf(result: CommitResult): number {
  if (!result.ok) throw new Error(`the commit met a conflict: ${JSON.stringify(result)}`);
  return result.revisions[0]!;
}

export async function idsOf(page: Promise<{ readonly key: DocumentKey }[]>): Promise<string[]> {
  return (await page).map((document) => document.key.id);
}
