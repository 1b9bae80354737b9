// One shard in the hands of this replica: its lease, until when it is surely ours, and who is using it.
import type { Lease } from '../../store/store.ts';
import type { Ownership } from '../reconcile.ts';
import type { Deadline } from './deadline.ts';

/** See the top of the file. */
export class HeldShard {
  readonly lease: Lease;
  #until: Deadline;
  #isLost = false;
  #isLetGo = false;
  #users = 0;
  readonly #waiters: (() => void)[] = [];

  /** @param until counted from before the lease was asked for */
  constructor(lease: Lease, until: Deadline) {
    this.lease = lease;
    this.#until = until;
  }

  /** Whether no other replica can hold it, as far as this one can know without asking. */
  get isValid(): boolean {
    return !this.#isLost && !this.#until.hasPassed;
  }

  /** Whether it is being given back, or was lost. */
  get isLetGo(): boolean {
    return this.#isLetGo;
  }

  /** Whether new work may begin. */
  get isUsable(): boolean {
    return !this.#isLetGo && this.isValid;
  }

  renewed(until: Deadline): void {
    this.#until = until;
  }

  /** It turned out that somebody else has it. */
  lost(): void {
    this.#isLost = true;
    this.#isLetGo = true;
  }

  /** Uses the shard for one pass. */
  async use<Result>(pass: (ownership: Ownership) => Promise<Result>): Promise<Result> {
    this.#users += 1;
    try {
      const fence = { lease: this.lease.name, token: this.lease.token };
      return await pass({ fence, isValid: () => this.isValid });
    } finally {
      this.#users -= 1;
      if (this.#users === 0) for (const resolve of this.#waiters.splice(0)) resolve();
    }
  }

  /** Lets nobody begin any more; resolves when the last pass has ended. */
  letGo(): Promise<void> {
    this.#isLetGo = true;
    if (this.#users === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }
}
