// How a request that waits is woken.
import type { DocumentKey } from '../../store/store.ts';
import type { Context } from '../handler.ts';

/** Hints about changes can be lost; a waiting request looks by itself this often. */
export const LOOK_EVERY_MS = 5_000;

/** What waiting needs. */
export type BellTools = Pick<Context, 'recordWatch' | 'clock'>;

/** Rings when the record changes, when a time comes, or when the caller goes away. */
export class Bell {
  readonly #context: BellTools;
  readonly #departure: AbortSignal;
  readonly #unsubscribe: () => void;
  /** Rung while nobody listened. */
  #rung = false;
  #wake: (() => void) | undefined;

  constructor(context: BellTools, key: DocumentKey, departure: AbortSignal) {
    this.#context = context;
    this.#departure = departure;
    this.#unsubscribe = context.recordWatch.subscribe(key, this.#strike);
    departure.addEventListener('abort', this.#strike);
  }

  /** Resolves when it rings, at once if it rang since the last time. @param ms how long at most */
  async ring(ms: number): Promise<void> {
    if (this.#rung || this.#departure.aborted) {
      this.#rung = false;
      return;
    }
    const rung = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const { clock } = this.#context;
    const cancel = clock.schedule(clock.now() + ms, this.#strike);
    await rung;
    cancel();
    this.#wake = undefined;
    this.#rung = false;
  }

  /** Lets go of everything. */
  close(): void {
    this.#unsubscribe();
    this.#departure.removeEventListener('abort', this.#strike);
  }

  readonly #strike = (): void => {
    this.#rung = true;
    this.#wake?.();
  };
}
