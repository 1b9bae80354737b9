// Follows the change feed of the store and tells which clusters to look at. Hints make it quick; reading the feed from
// time to time makes it complete.
import type { Clock } from '../../clock.ts';
import { errorFields, type Log } from '../../log.ts';
import { clusterName, kinds } from '../../model/keys.ts';
import type { Change, Store } from '../../store/store.ts';
import type { ClusterName } from '../reconcile.ts';
import { FEED_POLL_MS } from '../schedule.ts';

export interface ChangeFeedOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Something that was asked for has changed. */
  readonly changed: (cluster: ClusterName) => void;
  /** Changes were missed: everything may have changed. */
  readonly missed: () => void;
  /** The feed could not be read, and is read again. */
  readonly failed?: (error: unknown) => void;
}

// What handlers write. What only the reconciler writes would wake it up for its own work.
const WATCHED: ReadonlySet<string> = new Set([
  kinds.Cluster,
  kinds.NodeGroup,
  kinds.Addon,
  kinds.VersionUpgrade,
  kinds.openOperation,
]);

const PAGE = 500;

/** See the top of the file. */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  // Sequence numbers that this process wrote and has not come by yet.
  readonly #own = new Set<number>();
  #position = 0;
  #reading: Promise<void> | undefined;
  #isStale = false;
  #isStopped = false;
  #unwatch: () => void = () => {};
  #cancelPoll: () => void = () => {};

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  /** The last sequence number that was looked at. */
  get position(): number {
    return this.#position;
  }

  /** Starts at the present end of the feed. */
  async start(): Promise<void> {
    const { store } = this.#options;
    this.#position = await store.sequence();
    this.#unwatch = store.watch(() => void this.catchUp());
    this.#schedulePoll();
  }

  /** Reads to the end of the feed, also when that moves meanwhile. */
  catchUp(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#read();
    return this.#reading;
  }

  /** Changes that this process made itself, and that it need not look at. */
  wrote(revisions: readonly number[]): void {
    for (const revision of revisions) if (revision > this.#position) this.#own.add(revision);
  }

  stop(): void {
    this.#isStopped = true;
    this.#unwatch();
    this.#cancelPoll();
  }

  async #read(): Promise<void> {
    try {
      while (this.#isStale && !this.#isStopped) {
        this.#isStale = false;
        while (await this.#readPage());
      }
    } catch (error) {
      // The next poll tries again; nothing is lost, because the position stands.
      this.#options.failed?.(error);
      this.#options.log('warn', 'feed_unreadable', errorFields(error));
    } finally {
      this.#reading = undefined;
      this.#schedulePoll();
    }
  }

  /** @returns whether there may be more */
  async #readPage(): Promise<boolean> {
    const page = await this.#options.store.changes(this.#position, PAGE);
    if (!page.ok) {
      this.#own.clear();
      this.#position = page.sequence;
      this.#options.missed();
      return false;
    }
    // One write changes several records of a cluster: it is told once.
    const clusters = new Map<string, ClusterName>();
    for (const change of page.changes) this.#take(change, clusters);
    for (const cluster of clusters.values()) this.#options.changed(cluster);
    return page.changes.length === PAGE;
  }

  #take({ sequence, key }: Change, clusters: Map<string, ClusterName>): void {
    this.#position = sequence;
    if (this.#own.delete(sequence) || !WATCHED.has(key.kind)) return;
    const name = clusterName(key.id);
    clusters.set(`${key.tenant}/${name}`, { tenant: key.tenant, name });
  }

  #schedulePoll(): void {
    this.#cancelPoll();
    if (this.#isStopped) return;
    const { clock } = this.#options;
    this.#cancelPoll = clock.schedule(clock.now() + FEED_POLL_MS, () => void this.catchUp());
  }
}
