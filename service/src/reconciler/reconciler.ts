// The reconciler: brings every cluster to what is asked for, for as long as the service runs.
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import { clusterName, kinds } from '../model/keys.ts';
import type { Platform } from '../platform/platform.ts';
import type { Random } from '../random.ts';
import type { Envelope } from '../secrets/envelope.ts';
import { everyDocument } from '../store/every-document.ts';
import type { Store } from '../store/store.ts';
import type { FailpointHook } from './failpoints.ts';
import { type FailureReason, failureReason } from './operations/failure.ts';
import { ChangeFeed } from './queue/change-feed.ts';
import { WorkQueue } from './queue/work-queue.ts';
import { type ClusterName, type Ownership, type PassResult, reconcile } from './reconcile.ts';
import { backoffMs, CONCURRENCY, CONCURRENCY_OF_ALL, CONFLICTS_IN_A_ROW, LEASE_TTL_MS } from './schedule.ts';
import { shardOf } from './shards/shard.ts';
import { ShardKeeper } from './shards/shard-keeper.ts';

export interface ReconcilerOptions {
  readonly store: Store;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  /** Opens the secret values of add-ons. */
  readonly envelope: Pick<Envelope, 'open'>;
  readonly log: Log;
  /** Names this process; no other one, running or to come, may have the same. */
  readonly owner: string;
  /** Clusters that are worked on at the same time; 8 of a tenant and 64 of all by default. */
  readonly concurrency?: number;
  /**
   * How long the work of this process stands still when it dies, before others take it up; 15 s by default. One that is
   * alone on its store for ever, as an emulator is, takes a long one and saves the heartbeats. At most a day.
   */
  readonly leaseTtlMs?: number;
  /** Called after every pass, for metrics. Must not throw. */
  readonly onPass?: (cluster: ClusterName, result: PassResult) => void;
  /** Called with everything that the store or the platform did not do, for metrics. Must not throw. */
  readonly onFailure?: (failure: FailureReason) => void;
  /** What tests do at the failpoints. */
  readonly failpoint?: FailpointHook;
}

export interface Reconciler {
  /** Clusters that are ready to be worked on and wait for a free hand. */
  readonly queueDepth: number;
  /** Joins the other replicas, takes up its part of the clusters, and follows what changes. */
  start(): Promise<void>;
  /** Finishes the passes that run, and hands everything over. A stopped reconciler cannot be started again. */
  stop(): Promise<void>;
  /**
   * One pass for one cluster, now. A right to it that has run out meanwhile, as it does while a machine sleeps, is asked
   * for again.
   * @returns how it ended; undefined when the cluster belongs to another replica, or the store failed
   */
  runOnce(cluster: ClusterName): Promise<PassResult | undefined>;
  /** Resolves when every change so far has been acted upon, and only time or others can bring more work. */
  idle(): Promise<void>;
  /** Shards that this replica holds. */
  readonly shards: readonly number[];
}

/** See `Reconciler`. */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  return new ClusterReconciler(options);
}

type Waiter = (result: PassResult | undefined) => void;

class ClusterReconciler implements Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #random: Random;
  readonly #queue: WorkQueue;
  readonly #feed: ChangeFeed;
  readonly #keeper: ShardKeeper;
  readonly #failures = new Map<string, number>();
  readonly #conflicts = new Map<string, number>();
  readonly #waiters = new Map<string, Waiter[]>();
  #loading: Promise<void> = Promise.resolve();
  #unwatch: () => void = () => {};

  constructor(options: ReconcilerOptions) {
    const { store, clock, log, owner } = options;
    this.#options = options;
    this.#random = options.random.fork('reconciler');
    this.#queue = new WorkQueue({
      clock,
      concurrency: options.concurrency ?? CONCURRENCY_OF_ALL,
      concurrencyOfTenant: options.concurrency ?? CONCURRENCY,
      work: (cluster) => this.#work(cluster),
    });
    this.#feed = new ChangeFeed({
      store,
      clock,
      log,
      changed: (cluster) => this.#look(cluster),
      missed: () => this.#load(new Set(this.#keeper.shards)),
      failed: (error) => this.#failed(error),
    });
    const gained = (shards: ReadonlySet<number>) => this.#load(shards);
    const leaseTtlMs = options.leaseTtlMs ?? LEASE_TTL_MS;
    const failed = (error: unknown) => this.#failed(error);
    const random = this.#random;
    this.#keeper = new ShardKeeper({ store, clock, random, log, owner, leaseTtlMs, gained, failed });
  }

  get queueDepth(): number {
    return this.#queue.ready;
  }

  get shards(): readonly number[] {
    return this.#keeper.shards;
  }

  async start(): Promise<void> {
    // The feed starts before the clusters are listed, so that nothing falls between the two.
    await this.#feed.start();
    this.#unwatch = this.#options.platform.watch(({ tenant, name }) => this.#look({ tenant, name }));
    await this.#keeper.start();
  }

  async stop(): Promise<void> {
    this.#unwatch();
    this.#feed.stop();
    await this.#queue.stop();
    await this.#keeper.stop();
    for (const waiters of this.#waiters.values()) for (const resolve of waiters) resolve(undefined);
    this.#waiters.clear();
  }

  async runOnce(cluster: ClusterName): Promise<PassResult | undefined> {
    const result = await this.#once(cluster);
    // The right ran out in between.
    return result?.result === 'disowned' ? this.#once(cluster) : result;
  }

  async #once(cluster: ClusterName): Promise<PassResult | undefined> {
    if (!this.#keeper.owns(cluster)) await this.#keeper.beat();
    if (!this.#keeper.owns(cluster)) return undefined;
    return new Promise((resolve) => {
      const key = keyOf(cluster);
      this.#waiters.set(key, [...(this.#waiters.get(key) ?? []), resolve]);
      this.#queue.add(cluster);
    });
  }

  async idle(): Promise<void> {
    for (;;) {
      const before = this.#feed.position;
      await this.#feed.catchUp();
      await this.#loading;
      await this.#queue.idle();
      if (this.#feed.position === before && this.#queue.isIdle) return;
    }
  }

  #look(cluster: ClusterName): void {
    if (this.#keeper.owns(cluster)) this.#queue.add(cluster);
  }

  /** Looks at every cluster of some shards, because what happened to them is not known. */
  #load(shards: ReadonlySet<number>): void {
    this.#loading = this.#loading.then(() => this.#loadShards(shards));
  }

  async #loadShards(shards: ReadonlySet<number>): Promise<void> {
    try {
      const clusters = new Map<string, ClusterName>();
      // Operations can be open without a cluster, for a moment that a crash makes long.
      for (const kind of [kinds.Cluster, kinds.openOperation]) await this.#list(kind, shards, clusters);
      for (const cluster of clusters.values()) this.#look(cluster);
    } catch (error) {
      const { clock, log } = this.#options;
      this.#failed(error);
      log('warn', 'clusters_unreadable', errorFields(error));
      clock.schedule(clock.now() + backoffMs(1, this.#random), () => this.#load(shards));
    }
  }

  async #list(kind: string, shards: ReadonlySet<number>, clusters: Map<string, ClusterName>): Promise<void> {
    for await (const { key } of everyDocument(this.#options.store, { kind })) {
      const cluster = { tenant: key.tenant, name: clusterName(key.id) };
      if (shards.has(shardOf(cluster))) clusters.set(keyOf(cluster), cluster);
    }
  }

  async #work(cluster: ClusterName): Promise<void> {
    const key = keyOf(cluster);
    const waiters = this.#waiters.get(key) ?? [];
    this.#waiters.delete(key);
    const result = await this.#pass(cluster);
    for (const resolve of waiters) resolve(result);
  }

  async #pass(cluster: ClusterName): Promise<PassResult | undefined> {
    try {
      return await this.#keeper.use(cluster, async (ownership) => {
        const result = await reconcile({ ...this.#options, random: this.#random }, cluster, ownership);
        this.#follow(cluster, result, ownership);
        return result;
      });
    } catch (error) {
      const { tenant, name } = cluster;
      this.#failed(error);
      this.#options.log('error', 'pass_failed', { tenant, cluster: name, ...errorFields(error) });
      this.#retry(cluster);
      return undefined;
    }
  }

  #failed(error: unknown): void {
    this.#options.onFailure?.(failureReason(error));
  }

  /** What a pass leads to. */
  #follow(cluster: ClusterName, result: PassResult, ownership: Ownership): void {
    this.#options.onPass?.(cluster, result);
    this.#feed.wrote(result.revisions);
    if (result.result !== 'conflict') this.#conflicts.delete(keyOf(cluster));
    if (result.result === 'conflict') this.#conflicted(cluster);
    else if (result.result === 'disowned') this.#keeper.disowned(cluster, ownership.fence.token);
    else if (result.backOff) this.#retry(cluster);
    else {
      this.#failures.delete(keyOf(cluster));
      if (result.nextAt !== undefined) this.#queue.addAt(cluster, result.nextAt);
    }
  }

  /**
   * Another writer was faster, and what it wrote is taken up at once. A conflict that comes back however often it is read
   * anew is none with a writer: at once again it would take the whole process for ever.
   */
  #conflicted(cluster: ClusterName): void {
    const conflicts = (this.#conflicts.get(keyOf(cluster)) ?? 0) + 1;
    this.#conflicts.set(keyOf(cluster), conflicts);
    if (conflicts < CONFLICTS_IN_A_ROW) {
      this.#queue.add(cluster);
      return;
    }
    const { tenant, name } = cluster;
    this.#options.log('warn', 'pass_conflicts', { tenant, cluster: name, conflicts });
    this.#retry(cluster);
  }

  #retry(cluster: ClusterName): void {
    const { clock } = this.#options;
    const failures = (this.#failures.get(keyOf(cluster)) ?? 0) + 1;
    this.#failures.set(keyOf(cluster), failures);
    this.#queue.addAt(cluster, clock.now() + backoffMs(failures, this.#random));
  }
}

function keyOf({ tenant, name }: ClusterName): string {
  return `${tenant}\n${name}`;
}
