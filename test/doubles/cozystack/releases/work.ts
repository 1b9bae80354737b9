// What the controllers of the platform do, one thing after the other, at times that the clock says.
import type { Clock } from '@hikube/kubernetes-api';

export class Work {
  readonly #clock: Clock;
  readonly #onFailure: (error: unknown) => void;
  /** By what cancels it: when it is due. */
  readonly #due = new Map<() => void, number>();
  #turn: Promise<void> = Promise.resolve();
  #stopped = false;
  /** What came due while everything stands still. */
  #waiting: (() => Promise<void>)[] | undefined;

  constructor(clock: Clock, onFailure: (error: unknown) => void) {
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  after(ms: number, work: () => Promise<void>): void {
    if (this.#stopped) return;
    const at = this.#clock.now() + ms;
    const cancel = this.#clock.schedule(at, () => {
      this.#due.delete(cancel);
      if (this.#waiting === undefined) this.#take(work);
      else this.#waiting.push(work);
    });
    this.#due.set(cancel, at);
  }

  #take(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(() => (this.#stopped ? undefined : work())).catch(this.#onFailure);
  }

  /** Nothing is begun any more, or everything goes on where it was. */
  standStill(still: boolean): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = still ? waiting : undefined;
    if (!still) for (const work of waiting) this.#take(work);
  }

  nextAt(): number {
    return Math.min(...this.#due.values());
  }

  /** When everything that was due is done. */
  async idle(): Promise<void> {
    for (let seen: Promise<void> | undefined; seen !== this.#turn; ) {
      seen = this.#turn;
      await seen;
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#due.keys()) cancel();
  }
}
