// Hears of commits by every replica through LISTEN, and comes back by itself when the connection is lost.
import type pg from 'pg';
import { systemClock } from '../../clock.ts';
import type { ChangeHints } from '../hints.ts';
import type { Connections } from './connection.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
// A connection can be dead without a sign of it; asking now and then finds out, and catches up on lost hints.
const CHECK_EVERY_MS = 10_000;
const CHECK_TIMEOUT_MS = 5000;

/** What a listener listens to. */
export interface ChangeListenerOptions {
  readonly connections: Connections;
  readonly channel: string;
  /** Statement whose single row has the latest sequence number as `value`. */
  readonly latest: string;
  readonly hints: ChangeHints;
}

export class ChangeListener {
  readonly #options: ChangeListenerOptions;
  #client: pg.Client | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #cancelTimer = (): void => undefined;
  #connecting: Promise<void> | undefined;
  #stopped = false;

  constructor(options: ChangeListenerOptions) {
    this.#options = options;
  }

  /** Begins to listen, once; returns without waiting for the connection. */
  start(): void {
    this.#connecting ??= this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#connecting;
    await this.#drop();
  }

  async #connect(): Promise<void> {
    try {
      const client = await this.#options.connections.dedicated();
      this.#client = client;
      client.on('notification', ({ payload }) => this.#options.hints.announce(Number(payload)));
      client.on('end', () => this.#reconnect(client));
      await client.query(`LISTEN "${this.#options.channel}"`);
      // What was committed while nobody listened is told now.
      await this.#check(client);
      this.#pauseMs = FIRST_PAUSE_MS;
    } catch {
      await this.#drop();
      this.#later(this.#pauseMs, () => this.#retry());
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  async #check(client: pg.Client): Promise<void> {
    // `query_timeout` is the driver's own limit per query, which its types do not know here.
    const query = { text: this.#options.latest, query_timeout: CHECK_TIMEOUT_MS };
    const { rows } = await client.query<{ value: string }>(query);
    this.#options.hints.announce(Number(rows[0]!.value));
    this.#later(CHECK_EVERY_MS, () => {
      this.#check(client).catch(() => this.#reconnect(client));
    });
  }

  #reconnect(client: pg.Client): void {
    if (this.#client !== client) return;
    void this.#drop();
    this.#later(this.#pauseMs, () => this.#retry());
  }

  #retry(): void {
    this.#connecting = this.#connect();
  }

  #later(ms: number, callback: () => void): void {
    if (this.#stopped) return;
    // One thing is due at a time: the next check, or the next attempt to connect.
    this.#cancelTimer();
    this.#cancelTimer = systemClock.schedule(systemClock.now() + ms, callback);
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client !== undefined) await this.#options.connections.endDedicated(client);
  }
}
