// How a request that waits is woken.
import type { DocumentKey } from '../../store/store.ts';
import { type Context, HEARTBEAT_MS, type StreamMessage } from '../handler.ts';

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

/** How long a stream has said nothing, so that it shows in time that it lives. */
export class Silence {
  readonly #clock: BellTools['clock'];
  #since: number;

  constructor(clock: BellTools['clock']) {
    this.#clock = clock;
    this.#since = clock.monotonic();
  }

  /** Something has been said. */
  broken(): void {
    this.#since = this.#clock.monotonic();
  }

  /** A sign of life, if one is due. */
  *signs(): Generator<StreamMessage, void, void> {
    if (this.#leftMs > 0) return;
    yield { kind: 'heartbeat' };
    this.broken();
  }

  /** Waits until the bell rings, somebody should look, or the next sign is due. */
  wait(bell: Bell): Promise<void> {
    return bell.ring(Math.min(LOOK_EVERY_MS, this.#leftMs));
  }

  get #leftMs(): number {
    return this.#since + HEARTBEAT_MS - this.#clock.monotonic();
  }
}
