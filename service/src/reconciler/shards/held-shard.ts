// One shard in the hands of this replica: its lease, until when it is surely ours, and who is using it.
import type { Lease } from '../../store/store.ts';
import type { Ownership } from '../reconcile.ts';

/** See the top of the file. */
export class HeldShard {
  readonly lease: Lease;
  #validUntil: number;
  #isLetGo = false;
  #users = 0;
  readonly #waiters: (() => void)[] = [];

  /** @param validUntil milliseconds since the epoch on this replica's clock, counted from before the lease was asked for */
  constructor(lease: Lease, validUntil: number) {
    this.lease = lease;
    this.#validUntil = validUntil;
  }

  /** Whether no other replica can hold it, as far as this one can know without asking. */
  isValid(now: number): boolean {
    return now < this.#validUntil;
  }

  /** Whether it is being given back, or was lost. */
  get isLetGo(): boolean {
    return this.#isLetGo;
  }

  /** Whether new work may begin. */
  isUsable(now: number): boolean {
    return !this.#isLetGo && this.isValid(now);
  }

  renewed(validUntil: number): void {
    this.#validUntil = validUntil;
  }

  /** It turned out that somebody else has it. */
  lost(): void {
    this.#validUntil = Number.NEGATIVE_INFINITY;
    this.#isLetGo = true;
  }

  /** Uses the shard for one pass. @param now reads this replica's clock */
  async use<Result>(now: () => number, pass: (ownership: Ownership) => Promise<Result>): Promise<Result> {
    this.#users += 1;
    try {
      const fence = { lease: this.lease.name, token: this.lease.token };
      return await pass({ fence, isValid: () => this.isValid(now()) });
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
