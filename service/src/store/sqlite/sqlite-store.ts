// The embedded store: one file in a data directory that one process owns.
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock.ts';
import { encodeBody } from '../body.ts';
import { createCheckedStore } from '../checked-store.ts';
import { findConflict } from '../conflict.ts';
import { type OnDamage, readPage } from '../damage.ts';
import { type EncodedBatch, GroupCommit } from '../group-commit.ts';
import { ChangeHints } from '../hints.ts';
import { ProcessLeases } from '../process-leases.ts';
import { selectCount } from '../sql/select.ts';
import type {
  Batch,
  ChangePage,
  CommitResult,
  Document,
  DocumentKey,
  ListQuery,
  Selection,
  Store,
} from '../store.ts';
import { addedTo } from '../sums.ts';
import { type Backup, backUp } from './backup.ts';
import { createDirectory, type DataDirectory, dataDirectory, logFiles } from './data-directory.ts';
import { openDatabase } from './database.ts';
import { loadSqlite } from './engine.ts';
import { sqliteError, withSqliteErrors } from './errors.ts';
import { type OwnerLock, takeOwnership } from './owner-lock.ts';
import { Presence } from './presence.ts';
import { placeholder, Statements } from './statements.ts';
import type { Stored } from './stored.ts';
import { UnfinishedMark } from './unfinished.ts';

/** What an embedded store needs. */
export interface SqliteStoreOptions {
  /** The data directory; created where it is missing. */
  readonly directory: string;
  /** Decides when documents and leases expire. */
  readonly clock: Clock;
  /** The store answers `disk_full` rather than let its file grow beyond this many bytes. No bound by default. */
  readonly maxBytes?: number;
  /** Is told of documents that are damaged. Nobody by default. */
  readonly onDamage?: OnDamage;
}

/** A store with a file that can be copied while it is in use. */
export interface SqliteStore extends Store {
  /**
   * Writes a verified copy of everything committed so far; reading and writing go on meanwhile.
   * @param path a file that does not exist yet
   * @throws StoreError `already_exists`, or what the file system says
   */
  backupTo(path: string): Promise<Backup>;
  /** Reads every document, so that `onDamage` hears of all damage; others go on meanwhile. @returns how many */
  readEverything(): Promise<number>;
}

/** @throws StoreError `in_use`, `unsupported`, `not_writable`, `corrupt`, `schema_too_new`, `disk_full` or `io_error` */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const sqlite = await loadSqlite();
  const directory = dataDirectory(options.directory);
  createDirectory(directory.path);
  const lock = takeOwnership(sqlite, directory);
  try {
    const mark = new UnfinishedMark(directory);
    const database = openDatabase(sqlite, directory, options.maxBytes);
    const { clock, onDamage = () => undefined } = options;
    const store = new OpenSqliteStore({ directory, database, lock, mark, clock, onDamage });
    return Object.assign(createCheckedStore(store), {
      backupTo: (path: string) => backUp(sqlite, directory, path),
      readEverything: () => store.readEverything(),
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

// A block of tokens is written ahead, so that taking a lease does not wait for the disk.
const TOKENS_AHEAD = 1000;
// Reading and checking them takes a few milliseconds, for which everybody waits.
const ROWS_AT_ONCE = 100;
// What `ready` writes and removes again: enough pages to meet a disk that has no room left.
const PROBE = { key: { kind: 'probe', tenant: '-', id: 'ready' }, body: JSON.stringify(' '.repeat(16_384)) };

interface Parts {
  readonly directory: DataDirectory;
  readonly database: DatabaseSync;
  readonly lock: OwnerLock;
  readonly mark: UnfinishedMark;
  readonly clock: Clock;
  readonly onDamage: OnDamage;
}

class OpenSqliteStore implements Store {
  readonly #parts: Parts;
  readonly #statements: Statements;
  readonly #commits: GroupCommit;
  readonly #hints = new ChangeHints();
  readonly #presence: Presence;
  readonly leases: ProcessLeases;
  // Nobody else writes, so that these never need to be read again.
  #sequence: number;
  #compacted: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { directory, database, onDamage } = parts;
    this.#statements = new Statements(database, directory.database, onDamage);
    this.#sequence = this.#read(() => this.#statements.counter('sequence'));
    this.#compacted = this.#read(() => this.#statements.counter('compacted'));
    // Reading has made SQLite open its log.
    const files = [directory.database, ...logFiles(directory.database), directory.lock];
    this.#presence = new Presence(directory.path, files);
    this.leases = new ProcessLeases(parts.clock, this.#tokens());
    this.#commits = new GroupCommit({ run: (group) => this.#commitGroup(group), defer: setImmediate });
  }

  async get<Body>(key: DocumentKey): Promise<Document<Body> | undefined> {
    return this.#read(() => this.#statements.find(key, this.#now())) as Document<Body> | undefined;
  }

  async getMany<Body>(keys: readonly DocumentKey[]): Promise<(Document<Body> | undefined)[]> {
    // One moment, because nothing else runs in between and nobody else writes.
    const now = this.#now();
    return this.#read(() => keys.map((key) => this.#statements.find(key, now))) as Document<Body>[];
  }

  async list<Body>(query: ListQuery): Promise<Document<Body>[]> {
    const now = this.#now();
    const read = (part: ListQuery): Stored[] => this.#read(() => this.#statements.page(part, now));
    const open = (stored: Stored): Document => this.#statements.open(stored);
    return (await readPage(query, read, open, ({ key }) => key)) as Document<Body>[];
  }

  async count(selection: Selection): Promise<number> {
    const select = selectCount(selection, 'document', this.#now(), placeholder);
    return this.#read(() => this.#statements.all(select))[0]!['count'] as number;
  }

  async commit(batch: Batch): Promise<CommitResult> {
    return this.#commits.commit(batch);
  }

  async sequence(): Promise<number> {
    return this.#sequence;
  }

  async changes(after: number, limit: number): Promise<ChangePage> {
    const sequence = this.#sequence;
    if (after < this.#compacted) return { ok: false, reason: 'compacted', sequence };
    if (after > sequence) return { ok: false, reason: 'ahead', sequence };
    return { ok: true, changes: this.#read(() => this.#statements.changes(after, limit)), sequence };
  }

  watch(listener: (sequence: number) => void): () => void {
    return this.#hints.add(listener);
  }

  async compact(through: number): Promise<void> {
    const end = Math.min(through, this.#sequence);
    if (end <= this.#compacted) return;
    this.#transaction(() => {
      this.#statements.forgetChanges(end);
      this.#statements.setCounter('compacted', end);
    });
    this.#compacted = end;
  }

  async prune(limit: number): Promise<number> {
    const expired = this.#read(() => this.#statements.expired(this.#now(), limit));
    this.leases.prune();
    if (expired.length === 0) return 0;
    this.#write((numbers) => {
      for (const key of expired) {
        this.#statements.remove(key);
        this.#statements.record(numbers.next(), key, true);
      }
    });
    return expired.length;
  }

  async readEverything(): Promise<number> {
    let documents = 0;
    const steps = this.#statements.readEverything(ROWS_AT_ONCE);
    while (this.#parts.database.isOpen) {
      const { value, done } = this.#read(() => steps.next());
      if (done === true) break;
      documents += value;
      await new Promise<void>((next) => this.#parts.clock.schedule(this.#now(), next));
    }
    return documents;
  }

  async ready(): Promise<void> {
    this.#transaction(() => {
      this.#statements.put(PROBE.key, 0, undefined, PROBE.body);
      this.#statements.remove(PROBE.key);
    });
  }

  async close(): Promise<void> {
    await this.#commits.idle();
    this.#hints.clear();
    const { database, lock } = this.#parts;
    try {
      this.#finish();
      database.close();
    } finally {
      lock.release();
    }
  }

  /** Brings everything from the log into the database, so that the log is not needed any more. */
  #finish(): void {
    const { database, mark } = this.#parts;
    try {
      this.#presence.check();
      const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()!;
      if (busy === 0) mark.clear();
    } catch {
      // The log stays, and the next start reads it.
    }
  }

  #commitGroup(group: readonly EncodedBatch[]): CommitResult[] {
    return this.#write((numbers) => group.map((each) => this.#apply(each, numbers)));
  }

  #apply({ batch, bodies }: EncodedBatch, numbers: Numbers): CommitResult {
    const now = this.#now();
    const conflict = findConflict(batch, {
      revision: (key) => this.#statements.revision(key, now),
      body: (key) => this.#statements.find(key, now)?.body,
      holds: (fence) => this.leases.holds(fence),
    });
    if (conflict !== undefined) return conflict;
    const revisions = batch.writes.map((write, index) => {
      const deleted = 'delete' in write;
      if (deleted && this.#statements.revision(write.key, now) === undefined) return 0;
      const revision = numbers.next();
      if (deleted) this.#statements.remove(write.key);
      else if ('add' in write) {
        const sums = addedTo(this.#statements.find(write.key, now)?.body, write);
        this.#statements.put(write.key, revision, undefined, encodeBody(sums));
      } else this.#statements.put(write.key, revision, write.expiresAt, bodies[index]!);
      this.#statements.record(revision, write.key, deleted);
      return revision;
    });
    return { ok: true, revisions, sequence: numbers.latest };
  }

  #now(): number {
    return this.#parts.clock.now();
  }

  /** A transaction that takes sequence numbers; they count only once it is durable. */
  #write<Result>(run: (numbers: Numbers) => Result): Result {
    const numbers = new Numbers(this.#sequence);
    const result = this.#transaction(() => {
      const value = run(numbers);
      if (numbers.latest > this.#sequence) this.#statements.setCounter('sequence', numbers.latest);
      return value;
    });
    if (numbers.latest > this.#sequence) {
      this.#sequence = numbers.latest;
      this.#hints.announce(numbers.latest);
    }
    return result;
  }

  #transaction<Result>(run: () => Result): Result {
    const { database, directory, mark } = this.#parts;
    try {
      this.#presence.check();
      mark.set();
      database.exec('BEGIN IMMEDIATE');
      const result = run();
      database.exec('COMMIT');
      // What was committed to files that were removed meanwhile must not be acknowledged.
      this.#presence.check();
      return result;
    } catch (error) {
      this.#statements.forgetKept();
      // SQLite rolls back by itself after some errors, a full disk among them.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw sqliteError(directory.database, error);
    }
  }

  #read<Result>(run: () => Result): Result {
    return withSqliteErrors(this.#parts.directory.database, run);
  }

  #tokens(): () => number {
    let token = this.#read(() => this.#statements.counter('lease_tokens'));
    let written = token;
    return () => {
      if (token === written) {
        const ahead = written + TOKENS_AHEAD;
        this.#transaction(() => this.#statements.setCounter('lease_tokens', ahead));
        written = ahead;
      }
      token += 1;
      return token;
    };
  }
}

/** Gives out sequence numbers inside one transaction. */
class Numbers {
  latest: number;

  constructor(latest: number) {
    this.latest = latest;
  }

  next(): number {
    this.latest += 1;
    return this.latest;
  }
}
