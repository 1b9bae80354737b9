// Until when a right that somebody else granted surely holds.
import type { Clock } from '../../clock.ts';

/**
 * Passes when either clock says so. The one that never jumps may stand still while the machine is suspended, and the
 * other one may be set back; a right must not outlive its grant in either case, and to lose it early costs a renewal.
 */
export class Deadline {
  readonly #clock: Clock;
  readonly #monotonic: number;
  readonly #moment: number;

  /** @param ms from now on; so a deadline is made before the right is asked for */
  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#monotonic = clock.monotonic() + ms;
    this.#moment = clock.now() + ms;
  }

  get hasPassed(): boolean {
    return this.#clock.monotonic() >= this.#monotonic || this.#clock.now() >= this.#moment;
  }
}
