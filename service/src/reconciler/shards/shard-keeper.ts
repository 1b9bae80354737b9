// Keeps this replica's shards: renews them, takes its fair share, gives back what is too much.
import type { Clock } from '../../clock.ts';
import { errorFields, type Log } from '../../log.ts';
import type { Random } from '../../random.ts';
import { StoreError } from '../../store/errors.ts';
import type { Store } from '../../store/store.ts';
import type { ClusterName, Ownership } from '../reconcile.ts';
import { heartbeatMs, takeoverProbeMs } from '../schedule.ts';
import { Deadline } from './deadline.ts';
import { HeldShard } from './held-shard.ts';
import { Members } from './members.ts';
import { SHARD_COUNT, shardLease, shardOf, shareOf } from './shard.ts';

export interface ShardKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Names this replica; never used by two at the same time. */
  readonly owner: string;
  /** How long shards stay ours after the last heartbeat. */
  readonly leaseTtlMs: number;
  /** Called with shards that this replica has just got: what happened to them before is not known here. */
  readonly gained: (shards: ReadonlySet<number>) => void;
  /** The leases could not be looked after, and are looked after again. */
  readonly failed?: (error: unknown) => void;
}

// A heartbeat that is a little late is no reason to suspect anybody.
const SUSPECT_AFTER_HEARTBEATS = 1.5;

/** See the top of the file. */
export class ShardKeeper {
  readonly #options: ShardKeeperOptions;
  readonly #members: Members;
  readonly #held = new Map<number, HeldShard>();
  // Shards whose clusters nobody has been told to look at yet. Kept over a failure, which can come between the two.
  readonly #gained = new Set<number>();
  readonly #offset: number;
  #cancelBeat: () => void = () => {};
  #beat: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: ShardKeeperOptions) {
    this.#options = options;
    this.#members = new Members(options.store, options.clock, options.owner);
    this.#offset = options.random.int(SHARD_COUNT);
  }

  /** Shards that new work may begin on, in order. */
  get shards(): readonly number[] {
    return [...this.#held].filter(([, shard]) => shard.isUsable).map(([number]) => number);
  }

  /** Joins the others and takes what is free. */
  async start(): Promise<void> {
    try {
      await this.#members.announce([]);
    } catch (error) {
      // A store that is full or away for a moment can still be read; each beat announces again.
      if (!(error instanceof StoreError && error.retryable)) throw error;
    }
    await this.beat();
  }

  /** Looks around once, and again after the usual time. */
  beat(): Promise<void> {
    this.#beat = this.#beat.then(() => this.#lookAround());
    return this.#beat;
  }

  /** Whether new work on a cluster may begin here. */
  owns(cluster: ClusterName): boolean {
    return this.#held.get(shardOf(cluster))?.isUsable === true;
  }

  /** Runs a pass under the lease of the cluster's shard. @returns undefined when the shard is not ours */
  async use<Result>(
    cluster: ClusterName,
    pass: (ownership: Ownership) => Promise<Result>,
  ): Promise<Result | undefined> {
    const shard = this.#held.get(shardOf(cluster));
    return shard?.isUsable === true ? shard.use(pass) : undefined;
  }

  /** A commit under this fence was refused, because the lease is not ours any more. */
  disowned(cluster: ClusterName, token: number): void {
    const number = shardOf(cluster);
    const shard = this.#held.get(number);
    if (shard?.lease.token === token) this.#lose(number, shard);
  }

  /** Finishes what runs, gives everything back and leaves, so that others need not wait for a lease to end. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelBeat();
    await this.#beat;
    await Promise.all([...this.#held.keys()].map((shard) => this.#release(shard)));
    try {
      await this.#members.leave();
    } catch (error) {
      // The others find out by the silence.
      this.#options.log('warn', 'replica_not_signed_off', errorFields(error));
    }
  }

  async #lookAround(): Promise<void> {
    if (this.#isStopped) return;
    this.#cancelBeat();
    const { clock, leaseTtlMs } = this.#options;
    let nextMs = heartbeatMs(leaseTtlMs);
    try {
      await this.#renewAll();
      if (await this.#balance()) nextMs = takeoverProbeMs(leaseTtlMs);
    } catch (error) {
      // The leases run on; if the store stays away they end by themselves, here and for everybody else.
      this.#options.failed?.(error);
      this.#options.log('warn', 'shards_unknown', errorFields(error));
      nextMs = takeoverProbeMs(leaseTtlMs);
    }
    this.#tellGained();
    this.#cancelBeat = clock.schedule(clock.now() + nextMs, () => void this.beat());
  }

  #tellGained(): void {
    const gained = new Set([...this.#gained].filter((shard) => this.#held.has(shard)));
    this.#gained.clear();
    if (gained.size > 0) this.#options.gained(gained);
  }

  /** A shard that was not surely ours for a moment, in which its work was left lying, counts as gained. */
  async #renewAll(): Promise<void> {
    const { store, clock, leaseTtlMs } = this.#options;
    for (const [number, shard] of this.#held) {
      const wasValid = shard.isValid;
      const until = new Deadline(clock, leaseTtlMs);
      if (!(await store.leases.renew(shard.lease, leaseTtlMs))) {
        this.#lose(number, shard);
        continue;
      }
      if (!wasValid) this.#gained.add(number);
      shard.renewed(until);
    }
  }

  /** @returns whether shards are missing here that nobody seems to hold */
  async #balance(): Promise<boolean> {
    const held = [...this.#held].filter(([, shard]) => !shard.isLetGo).map(([number]) => number);
    const suspectMs = SUSPECT_AFTER_HEARTBEATS * heartbeatMs(this.#options.leaseTtlMs);
    const share = shareOf(held, await this.#members.others(), suspectMs, this.#offset);
    // Passes that are under way end first, and the heartbeat must not wait for them.
    for (const shard of share.release) void this.#release(shard);
    let missing = share.wanted;
    for (const shard of share.candidates) {
      if (missing === 0) break;
      if (await this.#acquire(shard)) missing -= 1;
    }
    await this.#members.announce([...this.#held.keys()]);
    return missing > 0 && share.candidates.length > 0;
  }

  async #acquire(number: number): Promise<boolean> {
    const { store, clock, owner, log, leaseTtlMs } = this.#options;
    const until = new Deadline(clock, leaseTtlMs);
    const lease = await store.leases.acquire(shardLease(number), owner, leaseTtlMs);
    if (lease === undefined) return false;
    this.#held.set(number, new HeldShard(lease, until));
    this.#gained.add(number);
    log('debug', 'shard_gained', { shard: number });
    return true;
  }

  async #release(number: number): Promise<void> {
    const shard = this.#held.get(number);
    if (shard === undefined) return;
    await shard.letGo();
    this.#forget(number, shard);
    try {
      await this.#options.store.leases.release(shard.lease);
      this.#options.log('debug', 'shard_released', { shard: number });
    } catch (error) {
      // The lease ends by itself.
      this.#options.failed?.(error);
      this.#options.log('warn', 'shard_not_released', { shard: number, ...errorFields(error) });
    }
  }

  #lose(number: number, shard: HeldShard): void {
    shard.lost();
    this.#forget(number, shard);
    this.#options.log('warn', 'shard_lost', { shard: number });
  }

  /** By identity: while the last pass on it ended, the shard may have been lost and got again under a new lease. */
  #forget(number: number, shard: HeldShard): void {
    if (this.#held.get(number) === shard) this.#held.delete(number);
  }
}
