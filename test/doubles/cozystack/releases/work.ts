// What the controllers of the platform do, one thing after the other, at times that the clock says.
import type { Clock } from '@hikube/kubernetes-api';

export class Work {
  readonly #clock: Clock;
  readonly #onFailure: (error: unknown) => void;
  /** By what cancels it: when it is due. */
  readonly #due = new Map<() => void, number>();
  #turn: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(clock: Clock, onFailure: (error: unknown) => void) {
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  after(ms: number, work: () => Promise<void>): void {
    if (this.#stopped) return;
    const at = this.#clock.now() + ms;
    const cancel = this.#clock.schedule(at, () => {
      this.#due.delete(cancel);
      this.#turn = this.#turn.then(() => (this.#stopped ? undefined : work())).catch(this.#onFailure);
    });
    this.#due.set(cancel, at);
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
