// Connections to PostgreSQL: how long everything may take, and what a failure is called.
import type pg from 'pg';
import { systemClock } from '../../clock.ts';
import { StoreError } from '../errors.ts';
import { isRolledBack, postgresError } from './errors.ts';

export type Row = Record<string, unknown>;

/** A statement with its values; a name makes the server keep its plan per connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const CONNECT_TIMEOUT_MS = 5000;
// The server gives up first, so that its reason is reported; the client's own limit is for a connection that
// is half open, on which no answer ever comes.
const ANSWER_TO_STATEMENT_TIMEOUT = 1.5;

const SETTINGS = [
  // The commit function needs each of its statements to see what was committed before it took its lock.
  'default_transaction_isolation=read\\ committed',
  // An acknowledged write is on disk, whatever the database, the role or the server prefers.
  'synchronous_commit=on',
  // Everything here is read through an index, in its order. A planner without fresh statistics, as after many
  // writes, would rather read and sort a whole collection, or keep a plan that was right for an empty table.
  'enable_seqscan=off',
  'enable_bitmapscan=off',
  'enable_sort=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  // What is switched off counts as very expensive where there is no other way, and would be compiled each time.
  'jit=off',
];

const ATTEMPTS = 5;
const PAUSE_MS = 10;

/** Where to connect, how often at the same time, and how long one statement may take. */
export interface ConnectionsOptions {
  readonly url: string;
  readonly size: number;
  readonly statementTimeoutMs: number;
}

/** Several connections to one database. */
export class Connections {
  /** Host, port and database, for messages. */
  readonly server: string;
  readonly #driver: typeof pg;
  readonly #config: pg.ClientConfig;
  readonly #pool: pg.Pool;
  readonly #endTimeoutMs: number;

  constructor(driver: typeof pg, { url, size, statementTimeoutMs }: ConnectionsOptions) {
    this.#driver = driver;
    const address = parseAddress(url);
    this.server = describeServer(address);
    this.#config = configOf(address);
    checkConfig(driver, this.#config);
    this.#endTimeoutMs = statementTimeoutMs;
    this.#pool = new driver.Pool({
      ...this.#config,
      max: size,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs * ANSWER_TO_STATEMENT_TIMEOUT,
    });
    // An idle connection that breaks leaves the pool by itself; the next statement opens a new one.
    this.#pool.on('error', () => undefined);
  }

  /** Runs one statement, which is its own transaction. @throws StoreError */
  async query(statement: Statement): Promise<Row[]> {
    return (await this.#run(statement)).rows;
  }

  /** @returns how many rows were changed */
  async change(statement: Statement): Promise<number> {
    return (await this.#run(statement)).rowCount ?? 0;
  }

  /**
   * A connection outside the pool, for what keeps it: listening, and migrating without a limit of time.
   * @throws StoreError
   */
  async dedicated(): Promise<pg.Client> {
    const client = new this.#driver.Client(this.#config);
    // Without a listener a broken connection would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await this.endDedicated(client);
      throw postgresError(this.server, error);
    }
  }

  /** Ends a connection that `dedicated` made. */
  async endDedicated(client: pg.Client): Promise<void> {
    await this.#atMost(client.end());
  }

  async end(): Promise<void> {
    await this.#atMost(this.#pool.end());
  }

  /** A half-open connection never confirms its end, and must not keep the service from stopping. */
  async #atMost(ending: Promise<void>): Promise<void> {
    let cancel = (): void => undefined;
    const timeout = new Promise<void>((resolve) => {
      cancel = systemClock.schedule(systemClock.now() + this.#endTimeoutMs, resolve);
    });
    await Promise.race([ending.catch(() => undefined), timeout]);
    cancel();
  }

  async #run(statement: Statement): Promise<pg.QueryResult<Row>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#pool.query<Row>({ ...statement, values: [...statement.values] });
      } catch (error) {
        // Only what certainly had no effect is repeated here; a lost connection is for the caller to judge.
        if (!isRolledBack(error) || attempt === ATTEMPTS) throw postgresError(this.server, error);
        await pause(attempt * PAUSE_MS);
      }
    }
  }
}

/** Loads the driver only where PostgreSQL is used. */
export async function loadDriver(): Promise<typeof pg> {
  return (await import('pg')).default;
}

function parseAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  // What the driver would fail to decode.
  if (address !== undefined && !/%(?![0-9a-f]{2})/i.test(address.host)) return address;
  throw new StoreError(
    'invalid_argument',
    'DATABASE_URL is not a URL: write it as postgres://user:password@host:5432/database.',
  );
}

function describeServer({ host, searchParams, pathname }: URL): string {
  return `PostgreSQL at ${host || searchParams.get('host') || 'localhost'}${pathname}`;
}

/** The driver lets options in the address replace those beside it, so they are taken out and come first: the last wins. */
function configOf(address: URL): pg.ClientConfig {
  const rest = new URL(address);
  const asked = rest.searchParams.getAll('options');
  if (asked.length > 0) rest.searchParams.delete('options');
  return {
    connectionString: rest.href,
    application_name: 'hikube',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    options: [...asked, ...SETTINGS.map((setting) => `-c ${setting}`)].join(' '),
  };
}

/** The driver reads files that the address names, such as certificates, when it makes a client. */
function checkConfig(driver: typeof pg, config: pg.ClientConfig): void {
  try {
    new driver.Client(config);
  } catch (cause) {
    const { code, path } = cause as NodeJS.ErrnoException;
    const reason = path === undefined ? 'the driver cannot read it' : `${path} cannot be read (${code})`;
    throw new StoreError('invalid_argument', `DATABASE_URL cannot be used: ${reason}.`, cause);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => systemClock.schedule(systemClock.now() + ms, resolve));
}
