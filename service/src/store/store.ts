// The storage seam: one narrow interface, implemented by memory/, sqlite/ and postgres/.
//
// What every implementation guarantees, and `suite/` proves for each of them:
//
//  1. Atomic. A commit applies all of its writes or none; no reader ever sees half of one.
//  2. Linear. Commits happen one after the other; a read that starts after a commit was answered sees it.
//  3. Durable. A commit is answered only when it survives `kill -9` and loss of power (memory: the process's life).
//  4. Compare-and-swap. A revision names one version of one document for ever: a document that was deleted
//     and made again never shows an old revision, so a stale writer can never win by accident.
//  5. Ordered. Each write takes the next sequence number and the change feed shows them in that order, complete
//     and without gaps: whoever has read up to N will never see a number ≤ N appear later.
//  6. Snapshot. One `get`, `getMany`, `list` or `changes` call answers from a single moment.
//  7. Bounded. A page costs what the page holds, not what the collection holds; every input has a limit.
//  8. Fenced. A commit under a lease is refused once that lease expired, was released or was taken over.
//     A lease's tokens only grow.
//  9. Isolated. Bodies are copied in, and handed out deeply frozen: nobody can change stored data by accident.
// 10. Expiring. From `expiresAt` on a document is absent for reads and for expectations alike.
//
// There are no interactive transactions: a caller reads, decides, and commits a batch that says what it relied
// on. That keeps a transaction from staying open across the network, makes the three siblings equal, and lets
// a simulator drive them step by step.

/** Any JSON value, deeply read-only. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** The tenant of what belongs to no tenant, or is looked for by somebody who has not said yet whose it is. */
export const NOBODY = '-';

/** Names one document. All parts are compared by the bytes of their UTF-8 form. */
export interface DocumentKey {
  /** Who owns it; never empty. Data that belongs to nobody lives under a name no tenant can have, such as `-`. */
  readonly tenant: string;
  /** The collection, such as `cluster`, `nodeGroup` or `operation`. */
  readonly kind: string;
  /** A path such as `prod` or `prod/web`: children share their parent's prefix and sort together. */
  readonly id: string;
}

/**
 * A stored document.
 * @typeParam Body what the caller knows about the body; the store keeps JSON and does not check it.
 */
export interface Document<Body = Json> {
  readonly key: DocumentKey;
  /** The sequence number of the write that made this version. */
  readonly revision: number;
  readonly body: Body;
  /** Milliseconds since the epoch from which the document counts as absent. */
  readonly expiresAt?: number;
}

/** The version a writer relies on: an exact revision, or that there is no such document. */
export type Expectation = number | 'absent';

/** Stores a body under a key. */
export interface Put {
  readonly key: DocumentKey;
  /** Anything `JSON.stringify` can express; members that are `undefined` are dropped. */
  readonly body: Json | object;
  /** `any` overwrites whatever is there. */
  readonly expect: Expectation | 'any';
  /** Milliseconds since the epoch; absent means that the document does not expire. */
  readonly expiresAt?: number;
}

/** Removes a document. */
export interface Delete {
  readonly key: DocumentKey;
  readonly delete: true;
  /** With `any`, deleting what is not there succeeds and leaves no trace in the change feed. */
  readonly expect: number | 'any';
}

/**
 * Adds to the sums of a document, whatever anybody else adds meanwhile: two who add never meet, unless a sum would be
 * above its bound. The body of the document is an object of whole numbers in decimal text.
 */
export interface Add {
  readonly key: DocumentKey;
  /** By name of the sum, at least one; negative takes away. A sum that is not there is 0. */
  readonly add: Readonly<Record<string, bigint>>;
  /** Sums that must not be above this afterwards. They are looked at when the batch is committed. */
  readonly atMost?: Readonly<Record<string, bigint>>;
  /** An addition relies on no version. */
  readonly expect: 'any';
}

export type Write = Put | Delete | Add;

/** Something a batch relies on but does not write. */
export interface Guard {
  readonly key: DocumentKey;
  readonly expect: Expectation;
}

/** The lease under which a batch is written. */
export interface Fence {
  readonly lease: string;
  readonly token: number;
}

/** All or nothing. A key is written at most once per batch. */
export interface Batch {
  /** May be empty: the batch then only checks its guards and its fence, atomically. */
  readonly writes: readonly Write[];
  readonly guards?: readonly Guard[];
  readonly fence?: Fence;
}

/**
 * What became of a batch. Of several conflicts the first is reported, in this order: the fence, the guards as
 * given, the writes as given, the bounds of additions.
 */
export type CommitResult =
  | {
      readonly ok: true;
      /** Per write, its revision; 0 for a delete that found nothing. */
      readonly revisions: readonly number[];
      /** The store's latest sequence number after the commit. */
      readonly sequence: number;
    }
  | {
      readonly ok: false;
      readonly conflict: 'revision';
      readonly key: DocumentKey;
      /** What is there instead. */
      readonly actual: Expectation;
    }
  | {
      readonly ok: false;
      /** A sum would be above what an addition allows. */
      readonly conflict: 'bound';
      readonly key: DocumentKey;
    }
  | { readonly ok: false; readonly conflict: 'fence'; readonly lease: string };

/** Where a page of a list starts: strictly behind this document, which need not exist any more. */
export interface ListPosition {
  readonly tenant: string;
  readonly id: string;
}

/** Which documents: one kind, of one tenant or of all; within one tenant also by the start of the id. */
export type Selection =
  | { readonly kind: string; readonly tenant: string; readonly prefix?: string }
  | { readonly kind: string; readonly tenant?: never; readonly prefix?: never };

/** A page of a list, in the byte order of (tenant, id). */
export type ListQuery = Selection & {
  readonly after?: ListPosition;
  /** 1 to `MAX_PAGE`. */
  readonly limit: number;
  /** Last first; `after` then means strictly before. With time-ordered ids: the newest first. */
  readonly reverse?: boolean;
  /**
   * `leave_out` goes on without documents that are damaged. By default one of them makes the call fail with `damaged`,
   * because whoever decides by what is missing would decide to destroy it.
   */
  readonly damaged?: 'leave_out';
};

/** One write, as the feed tells it. The body is not repeated: read the document. */
export interface Change {
  /** Equals the revision of the document as it was written. */
  readonly sequence: number;
  readonly key: DocumentKey;
  readonly deleted: boolean;
}

/** A page of the change feed; `sequence` is the store's latest number at that moment. */
export type ChangePage =
  | { readonly ok: true; readonly changes: readonly Change[]; readonly sequence: number }
  | {
      readonly ok: false;
      /**
       * `compacted`: changes behind the asked position are gone. `ahead`: the position lies in the future, as
       * after restoring a backup. In both cases read the collections again and go on from `sequence`.
       */
      readonly reason: 'compacted' | 'ahead';
      readonly sequence: number;
    };

/** A lease that was granted. It names no moment of expiry, because the storage's clock is not the holder's. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  /** Greater than every token granted before, of any name. */
  readonly token: number;
}

/** Exclusive, expiring rights, each with a fencing token. */
export interface Leases {
  /**
   * Takes the lease unless somebody holds it; its present owner counts as somebody.
   * A holder should count its time from before it asked.
   * @param ttlMs milliseconds, from 1 to `MAX_LEASE_MS`
   * @returns undefined when it is held
   */
  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined>;
  /** Holds it for another `ttlMs` milliseconds from now. @returns false when it is no longer held: acquire again */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  /** Gives it back early. @returns false when it was no longer held, which needs no action */
  release(lease: Lease): Promise<boolean>;
}

/** See the guarantees at the top of the file. Every method may throw `StoreError`. */
export interface Store {
  get<Body = Json>(key: DocumentKey): Promise<Document<Body> | undefined>;

  /** As many answers as keys, in their order, from one moment. At most `MAX_KEYS` keys. */
  getMany<Body = Json>(keys: readonly DocumentKey[]): Promise<(Document<Body> | undefined)[]>;

  list<Body = Json>(query: ListQuery): Promise<Document<Body>[]>;

  /** How many documents there are. Costs time in proportion to the answer. */
  count(selection: Selection): Promise<number>;

  commit(batch: Batch): Promise<CommitResult>;

  /** The latest sequence number; 0 for a store that was never written. */
  sequence(): Promise<number>;

  /**
   * The changes behind a sequence number, oldest first; 0 starts at the beginning.
   * @param limit 1 to `MAX_PAGE`
   */
  changes(after: number, limit: number): Promise<ChangePage>;

  /**
   * Calls back with "something changed, up to this sequence number". Only a hint: it may be late, may stand for
   * many commits, and is lost while a connection is down, so a follower also looks at `changes` from time to time.
   * The listener must not throw. @returns ends the watch
   */
  watch(listener: (sequence: number) => void): () => void;

  readonly leases: Leases;

  /** Forgets the changes up to and including a sequence number; documents stay. */
  compact(through: number): Promise<void>;

  /**
   * Removes documents that have expired, the longest expired first, and tells the feed that they were deleted.
   * @param limit 1 to `MAX_PAGE` documents
   * @returns how many; fewer than the limit means that none is left
   */
  prune(limit: number): Promise<number>;

  /** Resolves when the store can answer now; rejects with the reason when it cannot. */
  ready(): Promise<void>;

  /** Finishes what was begun and lets go of every resource. A second close does nothing. */
  close(): Promise<void>;
}
