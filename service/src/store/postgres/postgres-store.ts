// The store on PostgreSQL: every statement is one transaction and one round trip, so that no lock waits for a client.
import type { Clock } from '../../clock.ts';
import { createCheckedStore } from '../checked-store.ts';
import { type Damage, damagedError, type OnDamage, readPage } from '../damage.ts';
import { StoreError } from '../errors.ts';
import { type EncodedBatch, GroupCommit } from '../group-commit.ts';
import { ChangeHints } from '../hints.ts';
import { ReadBodies } from '../read-bodies.ts';
import { selectCount, selectPage } from '../sql/select.ts';
import type {
  Batch,
  Change,
  ChangePage,
  CommitResult,
  Document,
  DocumentKey,
  ListQuery,
  Selection,
  Store,
} from '../store.ts';
import { ChangeListener } from './change-listener.ts';
import { Connections, loadDriver, type Row } from './connection.ts';
import { type Answer, encodeGroup, toResult } from './group.ts';
import { migrate } from './migrations.ts';
import { PostgresLeases } from './postgres-leases.ts';

/** What a PostgreSQL store needs. */
export interface PostgresStoreOptions {
  /** As in DATABASE_URL: `postgres://user:password@host:5432/database`. */
  readonly url: string;
  /** Decides when documents expire. Leases go by the database's clock. */
  readonly clock: Clock;
  /** The schema that holds the tables; a plain lower-case name, `hikube` by default. */
  readonly schema?: string;
  /** The most connections for statements, 10 by default; `watch` takes one more. */
  readonly connections?: number;
  /** The longest that one statement may take, waiting for other replicas included; 10,000 ms by default. */
  readonly statementTimeoutMs?: number;
  /** Is told of documents that are damaged. Nobody by default. */
  readonly onDamage?: OnDamage;
}

const SCHEMA = /^[a-z][a-z0-9_]{0,39}$/;
const DEFAULT_CONNECTIONS = 10;
const DEFAULT_STATEMENT_TIMEOUT_MS = 10_000;
const COMPACTED_AT_ONCE = 10_000;

/** @throws StoreError `unavailable`, `denied`, `unsupported`, `schema_too_new` or `invalid_argument` */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const schema = options.schema ?? 'hikube';
  if (!SCHEMA.test(schema)) {
    throw new StoreError(
      'invalid_argument',
      `The schema name ${schema} must be a lower-case name such as hikube.`,
    );
  }
  const connections = new Connections(await loadDriver(), {
    url: options.url,
    size: options.connections ?? DEFAULT_CONNECTIONS,
    statementTimeoutMs: options.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS,
  });
  try {
    await migrate(connections, schema, channelOf(schema));
  } catch (error) {
    await connections.end();
    throw error;
  }
  const { clock, onDamage = () => undefined } = options;
  return createCheckedStore(new PostgresStore(connections, schema, clock, onDamage));
}

function channelOf(schema: string): string {
  return `${schema}_changes`;
}

class PostgresStore implements Store {
  readonly #connections: Connections;
  readonly #schema: string;
  readonly #clock: Clock;
  readonly #onDamage: OnDamage;
  readonly #bodies = new ReadBodies();
  readonly #commits: GroupCommit;
  readonly #hints = new ChangeHints();
  readonly #listener: ChangeListener;
  readonly leases: PostgresLeases;

  constructor(connections: Connections, schema: string, clock: Clock, onDamage: OnDamage) {
    this.#connections = connections;
    this.#schema = `"${schema}"`;
    this.#clock = clock;
    this.#onDamage = onDamage;
    this.leases = new PostgresLeases(connections, this.#schema);
    this.#commits = new GroupCommit({ run: (group) => this.#commitGroup(group), defer: setImmediate });
    const latest = `SELECT value FROM ${this.#schema}.counter WHERE name = 'sequence'`;
    this.#listener = new ChangeListener({
      connections,
      channel: channelOf(schema),
      latest,
      hints: this.#hints,
    });
  }

  async get<Body>(key: DocumentKey): Promise<Document<Body> | undefined> {
    const [row] = await this.#connections.query({
      name: 'get',
      text: `SELECT * FROM ${this.#schema}.document WHERE kind = $1 AND tenant = $2 AND id = $3
        AND (expires_at IS NULL OR expires_at > $4)`,
      values: [key.kind, key.tenant, key.id, this.#clock.now()],
    });
    return row && (this.#decode(row) as Document<Body>);
  }

  async getMany<Body>(keys: readonly DocumentKey[]): Promise<(Document<Body> | undefined)[]> {
    const found: (Document<Body> | undefined)[] = keys.map(() => undefined);
    if (keys.length === 0) return found;
    const rows = await this.#connections.query({
      name: 'get_many',
      text: `SELECT wanted.position, document.*
        FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS wanted (kind, tenant, id, position)
        JOIN ${this.#schema}.document
          ON document.kind = wanted.kind AND document.tenant = wanted.tenant AND document.id = wanted.id
        WHERE expires_at IS NULL OR expires_at > $4`,
      values: [
        keys.map((key) => key.kind),
        keys.map((key) => key.tenant),
        keys.map((key) => key.id),
        this.#clock.now(),
      ],
    });
    for (const row of rows) found[Number(row['position']) - 1] = this.#decode(row) as Document<Body>;
    return found;
  }

  async list<Body>(query: ListQuery): Promise<Document<Body>[]> {
    const now = this.#clock.now();
    const table = `${this.#schema}.document`;
    const read = (part: ListQuery): Promise<Row[]> =>
      this.#connections.query(selectPage(part, table, now, placeholder));
    const decode = (row: Row): Document => this.#decode(row);
    return (await readPage(query, read, decode, toKey)) as Document<Body>[];
  }

  async count(selection: Selection): Promise<number> {
    const select = selectCount(selection, `${this.#schema}.document`, this.#clock.now(), placeholder);
    return Number((await this.#connections.query(select))[0]!['count']);
  }

  async commit(batch: Batch): Promise<CommitResult> {
    return this.#commits.commit(batch);
  }

  async sequence(): Promise<number> {
    const [row] = await this.#connections.query({
      name: 'sequence',
      text: `SELECT value FROM ${this.#schema}.counter WHERE name = 'sequence'`,
      values: [],
    });
    return Number(row!['value']);
  }

  async changes(after: number, limit: number): Promise<ChangePage> {
    // One statement sees one moment: the position, what is compacted, and the changes belong together.
    const rows = await this.#connections.query({
      name: 'changes',
      text: `SELECT latest.value AS latest, compacted.value AS compacted, page.*
        FROM ${this.#schema}.counter AS latest
        JOIN ${this.#schema}.counter AS compacted ON latest.name = 'sequence' AND compacted.name = 'compacted'
        LEFT JOIN (
          SELECT * FROM ${this.#schema}.change WHERE sequence > $1 ORDER BY sequence LIMIT $2
        ) AS page ON true
        ORDER BY page.sequence`,
      values: [after, limit],
    });
    const sequence = Number(rows[0]!['latest']);
    if (after < Number(rows[0]!['compacted'])) return { ok: false, reason: 'compacted', sequence };
    if (after > sequence) return { ok: false, reason: 'ahead', sequence };
    return { ok: true, changes: rows.filter((row) => row['sequence'] !== null).map(toChange), sequence };
  }

  watch(listener: (sequence: number) => void): () => void {
    this.#listener.start();
    return this.#hints.add(listener);
  }

  async compact(through: number): Promise<void> {
    const [row] = await this.#connections.query({
      text: `UPDATE ${this.#schema}.counter AS compacted
        SET value = greatest(compacted.value, least($1::bigint, latest.value))
        FROM ${this.#schema}.counter AS latest
        WHERE compacted.name = 'compacted' AND latest.name = 'sequence' RETURNING compacted.value`,
      values: [through],
    });
    // In steps, because a long history would hold its locks for long and could run into the time limit.
    const step = {
      text: `DELETE FROM ${this.#schema}.change WHERE sequence <= least($1::bigint,
        (SELECT min(sequence) FROM ${this.#schema}.change) + ${COMPACTED_AT_ONCE})`,
      values: [row!['value']],
    };
    while ((await this.#connections.change(step)) > 0);
  }

  async prune(limit: number): Promise<number> {
    const [row] = await this.#connections.query({
      text: `SELECT ${this.#schema}.prune_expired($1, $2) AS pruned`,
      values: [this.#clock.now(), limit],
    });
    await this.leases.prune();
    return Number(row!['pruned']);
  }

  async ready(): Promise<void> {
    // A write that changes nothing, on a row that commits do not wait for: a replica or a full disk refuses it.
    await this.#connections.change({
      name: 'ready',
      text: `UPDATE ${this.#schema}.counter SET value = value WHERE name = 'compacted'`,
      values: [],
    });
  }

  async close(): Promise<void> {
    await this.#commits.idle();
    this.#hints.clear();
    await this.#listener.stop();
    await this.#connections.end();
  }

  #decode(row: Row): Document {
    try {
      return toDocument(row, this.#bodies);
    } catch (cause) {
      const damage: Damage = { key: toKey(row), where: this.#connections.server };
      this.#onDamage(damage);
      throw damagedError(damage, cause);
    }
  }

  async #commitGroup(group: readonly EncodedBatch[]): Promise<CommitResult[]> {
    const [row] = await this.#connections.query({
      name: 'commit',
      text: `SELECT ${this.#schema}.commit_batches($1, $2) AS answers`,
      values: [encodeGroup(group), this.#clock.now()],
    });
    const answers = row!['answers'] as Answer[];
    const results = answers.map((answer, index) => toResult(answer, group[index]!.batch));
    // Told here as well, so that a watcher of this process does not wait for the round trip.
    if (this.#hints.watched) {
      for (const result of results) {
        if (result.ok && result.revisions.some((revision) => revision > 0))
          this.#hints.announce(result.sequence);
      }
    }
    return results;
  }
}

const placeholder = (number: number): string => `$${number}`;

/** The driver reads bigint as text, because a number may not hold it; ours are counts and times, and do fit. */
function toDocument(row: Row, bodies: ReadBodies): Document {
  const revision = Number(row['revision']);
  return {
    key: toKey(row),
    revision,
    body: bodies.decode(revision, row['body'] as string),
    ...(row['expires_at'] === null ? {} : { expiresAt: Number(row['expires_at']) }),
  };
}

function toChange(row: Row): Change {
  return { sequence: Number(row['sequence']), key: toKey(row), deleted: row['deleted'] === true };
}

function toKey(row: Row): DocumentKey {
  return { tenant: row['tenant'] as string, kind: row['kind'] as string, id: row['id'] as string };
}
