// Wraps a store so that wrong arguments and calls after `close` are refused the same way by every sibling.
import { StoreError } from './errors.ts';
import {
  checkBatch,
  checkCount,
  checkKey,
  checkKeys,
  checkLease,
  checkLeaseName,
  checkLeaseOwner,
  checkQuery,
  checkSelection,
  MAX_LEASE_MS,
  MAX_PAGE,
} from './limits.ts';
import type {
  Batch,
  ChangePage,
  CommitResult,
  Document,
  DocumentKey,
  Lease,
  Leases,
  ListQuery,
  Selection,
  Store,
} from './store.ts';

/** The same store behind its checks. */
export function createCheckedStore(inner: Store): Store {
  return new CheckedStore(inner);
}

class CheckedStore implements Store {
  readonly #inner: Store;
  readonly leases: Leases;
  #closing: Promise<void> | undefined;

  constructor(inner: Store) {
    this.#inner = inner;
    this.leases = new CheckedLeases(() => this.#open().leases);
  }

  async get<Body>(key: DocumentKey): Promise<Document<Body> | undefined> {
    checkKey(key);
    return this.#open().get(key);
  }

  async getMany<Body>(keys: readonly DocumentKey[]): Promise<(Document<Body> | undefined)[]> {
    checkKeys(keys);
    return this.#open().getMany(keys);
  }

  async list<Body>(query: ListQuery): Promise<Document<Body>[]> {
    checkQuery(query);
    return this.#open().list(query);
  }

  async count(selection: Selection): Promise<number> {
    checkSelection(selection);
    return this.#open().count(selection);
  }

  async commit(batch: Batch): Promise<CommitResult> {
    checkBatch(batch);
    return this.#open().commit(batch);
  }

  async sequence(): Promise<number> {
    return this.#open().sequence();
  }

  async changes(after: number, limit: number): Promise<ChangePage> {
    checkCount('after', after, 0, Number.MAX_SAFE_INTEGER);
    checkCount('limit', limit, 1, MAX_PAGE);
    return this.#open().changes(after, limit);
  }

  watch(listener: (sequence: number) => void): () => void {
    return this.#open().watch(listener);
  }

  async compact(through: number): Promise<void> {
    checkCount('through', through, 0, Number.MAX_SAFE_INTEGER);
    return this.#open().compact(through);
  }

  async prune(limit: number): Promise<number> {
    checkCount('limit', limit, 1, MAX_PAGE);
    return this.#open().prune(limit);
  }

  async ready(): Promise<void> {
    return this.#open().ready();
  }

  close(): Promise<void> {
    this.#closing ??= this.#inner.close();
    return this.#closing;
  }

  #open(): Store {
    if (this.#closing !== undefined) throw new StoreError('closed', 'The store is closed.');
    return this.#inner;
  }
}

class CheckedLeases implements Leases {
  readonly #leases: () => Leases;

  constructor(leases: () => Leases) {
    this.#leases = leases;
  }

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    checkLeaseName(name);
    checkLeaseOwner(owner);
    checkCount('ttlMs', ttlMs, 1, MAX_LEASE_MS);
    return this.#leases().acquire(name, owner, ttlMs);
  }

  async renew(lease: Lease, ttlMs: number): Promise<boolean> {
    checkLease(lease);
    checkCount('ttlMs', ttlMs, 1, MAX_LEASE_MS);
    return this.#leases().renew(lease, ttlMs);
  }

  async release(lease: Lease): Promise<boolean> {
    checkLease(lease);
    return this.#leases().release(lease);
  }
}
