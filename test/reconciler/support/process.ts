// A process around a reconciler that tests can kill or stop at any moment: everything it does to the outside goes
// through here, and while it is stopped nothing comes out and nothing gets in.
import type { Clock } from '../../../service/src/clock.ts';
import { type Log, silentLog } from '../../../service/src/log.ts';
import type { Platform } from '../../../service/src/platform/platform.ts';
import type { Random } from '../../../service/src/random.ts';
import type { Failpoint } from '../../../service/src/reconciler/failpoints.ts';
import {
  createReconciler,
  type Reconciler,
  type ReconcilerOptions,
} from '../../../service/src/reconciler/reconciler.ts';
import { createTransientEnvelope } from '../../../service/src/secrets/envelope.ts';
import type { Batch, CommitResult, Store } from '../../../service/src/store/store.ts';

export interface ProcessOptions {
  readonly store: Store;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly owner: string;
  readonly log?: Log;
  /** This process's clock is ahead of the others by this much. */
  readonly skewMs?: number;
  /** Called when a pass reaches a failpoint; it may kill or stop the process. The pass waits for what it returns. */
  readonly atFailpoint?: (failpoint: Failpoint, process: SimulatedProcess) => unknown;
  readonly onPass?: ReconcilerOptions['onPass'];
  readonly leaseTtlMs?: number;
  /** Whether `commits` is kept; it is by default. */
  readonly keepsCommits?: boolean;
}

/** See the top of the file. */
export class SimulatedProcess {
  readonly reconciler: Reconciler;
  #isKilled = false;
  #isStopped = false;
  #resume: (() => void)[] = [];
  /** Batches that the store took from this process. */
  readonly commits: Batch[] = [];
  readonly #keepsCommits: boolean;
  /** How many batches the store refused because of the fence. */
  fenced = 0;

  constructor(options: ProcessOptions) {
    const { store, platform, clock, random, owner, log = silentLog, skewMs = 0 } = options;
    this.#keepsCommits = options.keepsCommits ?? true;
    this.reconciler = createReconciler({
      store: this.#guard(store, {
        leases: this.#guard(store.leases),
        commit: (batch: Batch) => this.#commit(store, batch),
      }),
      platform: this.#guard(platform),
      clock: this.#clock(clock, skewMs),
      random,
      envelope: createTransientEnvelope(),
      owner,
      log,
      ...(options.onPass === undefined ? {} : { onPass: options.onPass }),
      ...(options.leaseTtlMs === undefined ? {} : { leaseTtlMs: options.leaseTtlMs }),
      failpoint: async (failpoint) => {
        await options.atFailpoint?.(failpoint, this);
        await this.#turn();
      },
    });
  }

  /** As `kill -9`: nothing that was begun goes on. */
  kill(): void {
    this.#isKilled = true;
  }

  /** As a machine that is suspended. */
  suspend(): void {
    this.#isStopped = true;
  }

  /** Everything goes on where it stood. */
  wake(): void {
    this.#isStopped = false;
    for (const resume of this.#resume.splice(0)) resume();
  }

  get isSuspended(): boolean {
    return this.#isStopped;
  }

  /** Resolves when the process may go on; never, when it was killed. */
  async #turn(): Promise<void> {
    if (this.#isKilled) return new Promise(() => {});
    while (this.#isStopped) await new Promise<void>((resolve) => this.#resume.push(resolve));
    if (this.#isKilled) return new Promise(() => {});
  }

  async #commit(store: Store, batch: Batch): Promise<CommitResult> {
    await this.#turn();
    const result = await store.commit(batch);
    if (!result.ok) this.fenced += result.conflict === 'fence' ? 1 : 0;
    else if (this.#keepsCommits) this.commits.push(batch);
    await this.#turn();
    return result;
  }

  /** Every asynchronous call waits for its turn, before and after. */
  #guard<Target extends object>(target: Target, own: Partial<Record<keyof Target, unknown>> = {}): Target {
    return new Proxy(target, {
      get: (_, name: string & keyof Target) => {
        if (name in own) return own[name];
        const member = target[name];
        if (typeof member !== 'function') return member;
        if (name === 'watch') return this.#watch(target as unknown as Watchable);
        return async (...input: unknown[]) => {
          await this.#turn();
          const result: unknown = await member.apply(target, input);
          await this.#turn();
          return result;
        };
      },
    });
  }

  #watch(target: Watchable) {
    return (listener: (...input: unknown[]) => void) =>
      target.watch((...input) => {
        if (!this.#isKilled && !this.#isStopped) listener(...input);
      });
  }

  #clock(clock: Clock, skewMs: number): Clock {
    return {
      now: () => clock.now() + skewMs,
      monotonic: () => clock.monotonic(),
      schedule: (at, callback) => clock.schedule(at - skewMs, () => void this.#turn().then(callback)),
    };
  }
}

interface Watchable {
  watch(listener: (...input: unknown[]) => void): () => void;
}
