// Leases in PostgreSQL, timed by the database's clock: replicas whose clocks disagree still agree on who holds one.
import type { Lease, Leases } from '../store.ts';
import type { Connections } from './connection.ts';

// Rows of leases that nobody holds, removed per call.
const PRUNED_AT_ONCE = 1000;

export class PostgresLeases implements Leases {
  readonly #connections: Connections;
  readonly #schema: string;

  /** @param schema its name, quoted */
  constructor(connections: Connections, schema: string) {
    this.#connections = connections;
    this.#schema = schema;
  }

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | undefined> {
    // Most attempts find the lease held. Those only read, and do not queue for the counter of tokens.
    if (await this.#isHeld(name)) return undefined;
    const [row] = await this.#connections.query({
      name: 'lease_acquire',
      // The counter's row stays locked until the statement ends, so that tokens grow in the order of granting.
      text: `
        WITH next AS (
          UPDATE ${this.#schema}.counter SET value = value + 1 WHERE name = 'lease_tokens' RETURNING value
        )
        INSERT INTO ${this.#schema}.lease AS held (name, owner, token, expires_at)
          SELECT $1, $2, next.value, ${this.#schema}.now_ms() + $3 FROM next
          ON CONFLICT (name) DO UPDATE SET
            owner = excluded.owner, token = excluded.token, expires_at = excluded.expires_at
          WHERE held.expires_at <= ${this.#schema}.now_ms()
          RETURNING token`,
      values: [name, owner, ttlMs],
    });
    return row === undefined ? undefined : Object.freeze({ name, owner, token: Number(row['token']) });
  }

  async renew(lease: Lease, ttlMs: number): Promise<boolean> {
    const changed = await this.#connections.change({
      name: 'lease_renew',
      text: `UPDATE ${this.#schema}.lease SET expires_at = ${this.#schema}.now_ms() + $3
        WHERE name = $1 AND token = $2 AND expires_at > ${this.#schema}.now_ms()`,
      values: [lease.name, lease.token, ttlMs],
    });
    return changed === 1;
  }

  async release(lease: Lease): Promise<boolean> {
    const changed = await this.#connections.change({
      name: 'lease_release',
      text: `DELETE FROM ${this.#schema}.lease
        WHERE name = $1 AND token = $2 AND expires_at > ${this.#schema}.now_ms()`,
      values: [lease.name, lease.token],
    });
    return changed === 1;
  }

  /** Forgets leases that nobody holds, and passes over those that somebody is taking at this moment. */
  async prune(): Promise<void> {
    await this.#connections.change({
      text: `DELETE FROM ${this.#schema}.lease WHERE name IN (
        SELECT name FROM ${this.#schema}.lease WHERE expires_at <= ${this.#schema}.now_ms()
          LIMIT ${PRUNED_AT_ONCE} FOR UPDATE SKIP LOCKED)`,
      values: [],
    });
  }

  async #isHeld(name: string): Promise<boolean> {
    const held = await this.#connections.query({
      name: 'lease_is_held',
      text: `SELECT 1 FROM ${this.#schema}.lease WHERE name = $1 AND expires_at > ${this.#schema}.now_ms()`,
      values: [name],
    });
    return held.length > 0;
  }
}
