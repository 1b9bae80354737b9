// The store in memory: for the browser, for customers' tests and for simulations. It lives as long as the process.
import type { Clock } from '../../clock.ts';
import { decodeBody, encodeBody } from '../body.ts';
import { createCheckedStore } from '../checked-store.ts';
import { findConflict } from '../conflict.ts';
import { ChangeHints } from '../hints.ts';
import { byteOrder, compareBytes } from '../order.ts';
import { ProcessLeases } from '../process-leases.ts';
import type {
  Batch,
  Change,
  ChangePage,
  CommitResult,
  Document,
  DocumentKey,
  Json,
  ListQuery,
  Put,
  Selection,
  Store,
  Write,
} from '../store.ts';
import { addedTo } from '../sums.ts';
import { type KeyRange, SortedMap } from './sorted-map.ts';

/** What a memory store needs. */
export interface MemoryStoreOptions {
  /** Decides when documents and leases expire. */
  readonly clock: Clock;
}

/** An empty store, ready at once. */
export function createMemoryStore(options: MemoryStoreOptions): Store {
  return createCheckedStore(new MemoryStore(options.clock));
}

class MemoryStore implements Store {
  readonly #clock: Clock;
  readonly #collections = new Map<string, SortedMap<Document>>();
  // Sequence numbers have no gaps, so a change's place in the list follows from its number.
  readonly #changes: Change[] = [];
  readonly #expiring = new Set<Document>();
  readonly #hints = new ChangeHints();
  readonly leases: ProcessLeases;
  #sequence = 0;
  #compacted = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    let token = 0;
    this.leases = new ProcessLeases(clock, () => ++token);
  }

  async get<Body>(key: DocumentKey): Promise<Document<Body> | undefined> {
    return this.#find(key) as Document<Body> | undefined;
  }

  async getMany<Body>(keys: readonly DocumentKey[]): Promise<(Document<Body> | undefined)[]> {
    return keys.map((key) => this.#find(key) as Document<Body> | undefined);
  }

  async list<Body>(query: ListQuery): Promise<Document<Body>[]> {
    const page: Document[] = [];
    for (const document of this.#walk(query, rangeOf(query), query.reverse === true)) {
      page.push(document);
      if (page.length === query.limit) break;
    }
    return page as Document<Body>[];
  }

  async count(selection: Selection): Promise<number> {
    let count = 0;
    for (const _ of this.#walk(selection, rangeOf(selection), false)) count += 1;
    return count;
  }

  async commit(batch: Batch): Promise<CommitResult> {
    // Everything that can fail comes first: from the first write on, nothing may stop the batch.
    const bodies = batch.writes.map((write) => ('body' in write ? decodeBody(encodeBody(write.body)) : null));
    const conflict = findConflict(batch, {
      revision: (key) => this.#find(key)?.revision,
      body: (key) => this.#find(key)?.body,
      holds: (fence) => this.leases.holds(fence),
    });
    if (conflict !== undefined) return conflict;
    const revisions = batch.writes.map((write, index) => this.#write(write, bodies[index]!));
    if (revisions.some((revision) => revision > 0)) this.#hints.announce(this.#sequence);
    return { ok: true, revisions, sequence: this.#sequence };
  }

  async sequence(): Promise<number> {
    return this.#sequence;
  }

  async changes(after: number, limit: number): Promise<ChangePage> {
    if (after < this.#compacted) return { ok: false, reason: 'compacted', sequence: this.#sequence };
    if (after > this.#sequence) return { ok: false, reason: 'ahead', sequence: this.#sequence };
    const start = after - this.#compacted;
    return { ok: true, changes: this.#changes.slice(start, start + limit), sequence: this.#sequence };
  }

  watch(listener: (sequence: number) => void): () => void {
    return this.#hints.add(listener);
  }

  async compact(through: number): Promise<void> {
    const end = Math.min(through, this.#sequence);
    if (end <= this.#compacted) return;
    this.#changes.splice(0, end - this.#compacted);
    this.#compacted = end;
  }

  async prune(limit: number): Promise<number> {
    const now = this.#clock.now();
    const expired = [...this.#expiring].filter((document) => document.expiresAt! <= now);
    const removed = expired.sort(byExpiry).slice(0, limit);
    for (const { key } of removed) {
      this.#remove(key);
      this.#record(key, true);
    }
    this.leases.prune();
    if (removed.length > 0) this.#hints.announce(this.#sequence);
    return removed.length;
  }

  async ready(): Promise<void> {}

  async close(): Promise<void> {
    this.#hints.clear();
  }

  #find(key: DocumentKey): Document | undefined {
    const document = this.#collections.get(key.kind)?.get(sortKey(key));
    return document !== undefined && this.#isLive(document) ? document : undefined;
  }

  #isLive(document: Document): boolean {
    return document.expiresAt === undefined || document.expiresAt > this.#clock.now();
  }

  *#walk(selection: Selection, range: KeyRange, reverse: boolean): Generator<Document> {
    const collection = this.#collections.get(selection.kind);
    if (collection === undefined) return;
    for (const document of reverse ? collection.descending(range) : collection.ascending(range)) {
      if (this.#isLive(document)) yield document;
    }
  }

  #write(write: Write, body: Json): number {
    if ('body' in write) return this.#put(write, body);
    if ('add' in write) {
      const sums = decodeBody(encodeBody(addedTo(this.#find(write.key)?.body, write)));
      return this.#put({ key: write.key }, sums);
    }
    const found = this.#find(write.key);
    if (found === undefined) return 0;
    this.#remove(write.key);
    return this.#record(found.key, true);
  }

  #put(write: Pick<Put, 'key' | 'expiresAt'>, body: Json): number {
    // What is written often has one key, however many changes tell of it.
    const key = this.#find(write.key)?.key ?? copyOf(write.key);
    this.#remove(key);
    const revision = this.#record(key, false);
    const expiry = write.expiresAt === undefined ? {} : { expiresAt: write.expiresAt };
    const document: Document = Object.freeze({ key, revision, body, ...expiry });
    this.#collection(key.kind).set(sortKey(key), document);
    if (write.expiresAt !== undefined) this.#expiring.add(document);
    return revision;
  }

  #remove(key: DocumentKey): void {
    const collection = this.#collection(key.kind);
    const document = collection.get(sortKey(key));
    if (document === undefined) return;
    collection.delete(sortKey(key));
    this.#expiring.delete(document);
  }

  /** @param key of the document, and frozen with it */
  #record(key: DocumentKey, deleted: boolean): number {
    this.#sequence += 1;
    this.#changes.push(Object.freeze({ sequence: this.#sequence, key, deleted }));
    return this.#sequence;
  }

  #collection(kind: string): SortedMap<Document> {
    let collection = this.#collections.get(kind);
    if (collection === undefined) {
      collection = new SortedMap();
      this.#collections.set(kind, collection);
    }
    return collection;
  }
}

/** Keys are the caller's objects until they are stored. */
function copyOf({ tenant, kind, id }: DocumentKey): DocumentKey {
  return Object.freeze({ tenant, kind, id });
}

/** NUL sorts before every character a key can have, so that the joined text sorts as the pair does. */
function sortKey(position: { readonly tenant: string; readonly id: string }): string {
  return byteOrder(`${position.tenant}\0${position.id}`);
}

function rangeOf(query: Selection & Partial<Pick<ListQuery, 'after' | 'reverse'>>): KeyRange {
  const start = query.tenant === undefined ? '' : sortKey({ tenant: query.tenant, id: query.prefix ?? '' });
  let low = start;
  let high = start === '' ? undefined : successor(start);
  if (query.after !== undefined) {
    const after = sortKey(query.after);
    if (query.reverse === true) high = high === undefined || after < high ? after : high;
    else low = after < low ? low : `${after}\0`;
  }
  return { low, high };
}

/** The least text behind all that start with the given one; bytes of UTF-8 never reach 255, so adding 1 is safe. */
function successor(start: string): string {
  const last = start.length - 1;
  return start.slice(0, last) + String.fromCharCode(start.charCodeAt(last) + 1);
}

function byExpiry(a: Document, b: Document): number {
  return (
    a.expiresAt! - b.expiresAt! ||
    compareBytes(a.key.kind, b.key.kind) ||
    compareBytes(a.key.tenant, b.key.tenant) ||
    compareBytes(a.key.id, b.key.id)
  );
}
