// The work queue: one entry per cluster, never worked on twice at the same time, later entries on the clock.
import type { Clock } from '../../clock.ts';
import type { ClusterName } from '../reconcile.ts';
import { ReadyList } from './ready-list.ts';

/** Works on one cluster. Must not throw: what to do about a failure is its own decision. */
export type Worker = (cluster: ClusterName) => Promise<void>;

export interface WorkQueueOptions {
  readonly clock: Clock;
  /** How many clusters at the same time. */
  readonly concurrency: number;
  /** How many of them of one tenant. */
  readonly concurrencyOfTenant: number;
  readonly work: Worker;
}

/** See the top of the file. */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #ready = new ReadyList();
  readonly #running = new Set<string>();
  readonly #runningOf = new Map<string, number>();
  // Added again while it was worked on: once more afterwards, because the work may have read too early.
  readonly #again = new Set<string>();
  readonly #delayed = new Map<string, { readonly due: number; readonly cancel: () => void }>();
  readonly #waiters: (() => void)[] = [];
  #isStopped = false;

  constructor(options: WorkQueueOptions) {
    this.#options = options;
  }

  /** Nothing is ready and nothing is worked on; later entries may wait. */
  get isIdle(): boolean {
    return this.#ready.size === 0 && this.#running.size === 0;
  }

  /** How many entries are ready and wait for a free hand. */
  get ready(): number {
    return this.#ready.size;
  }

  /** How many entries wait for their time. */
  get delayed(): number {
    return this.#delayed.size;
  }

  /** As soon as possible. */
  add(cluster: ClusterName): void {
    if (this.#isStopped) return;
    const key = keyOf(cluster);
    this.#cancelDelay(key);
    if (this.#running.has(key)) this.#again.add(key);
    else this.#ready.add(cluster.tenant, key);
    this.#fill();
  }

  /** Not before a time; an entry that is due earlier stays as it is. @param at milliseconds since the epoch */
  addAt(cluster: ClusterName, at: number): void {
    if (this.#isStopped) return;
    const key = keyOf(cluster);
    const waiting = this.#delayed.get(key);
    const { clock } = this.#options;
    // Compared on the clock that never jumps, on which its timer runs.
    const due = clock.monotonic() + at - clock.now();
    if (waiting !== undefined && waiting.due <= due) return;
    waiting?.cancel();
    const cancel = clock.schedule(at, () => {
      this.#delayed.delete(key);
      this.add(cluster);
    });
    this.#delayed.set(key, { due, cancel });
  }

  /** Resolves at the next moment without ready or running work. */
  idle(): Promise<void> {
    if (this.isIdle) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Begins nothing more; resolves when what was begun has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const key of [...this.#delayed.keys()]) this.#cancelDelay(key);
    while (this.#ready.take() !== undefined);
    this.#again.clear();
    await this.idle();
  }

  #fill(): void {
    const { concurrency, concurrencyOfTenant } = this.#options;
    const isFree = (tenant: string): boolean => (this.#runningOf.get(tenant) ?? 0) < concurrencyOfTenant;
    while (this.#running.size < concurrency) {
      const next = this.#ready.take(isFree);
      if (next === undefined) return;
      this.#running.add(next.key);
      this.#runningOf.set(next.tenant, (this.#runningOf.get(next.tenant) ?? 0) + 1);
      void this.#run(next.tenant, next.key);
    }
  }

  async #run(tenant: string, key: string): Promise<void> {
    await this.#options.work({ tenant, name: nameOf(key) });
    this.#running.delete(key);
    const others = (this.#runningOf.get(tenant) ?? 1) - 1;
    if (others === 0) this.#runningOf.delete(tenant);
    else this.#runningOf.set(tenant, others);
    if (this.#again.delete(key)) this.#ready.add(tenant, key);
    this.#fill();
    if (!this.isIdle) return;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  #cancelDelay(key: string): void {
    this.#delayed.get(key)?.cancel();
    this.#delayed.delete(key);
  }
}

// Neither a tenant nor a name contains a line break.
function keyOf({ tenant, name }: ClusterName): string {
  return `${tenant}\n${name}`;
}

function nameOf(key: string): string {
  return key.slice(key.indexOf('\n') + 1);
}
