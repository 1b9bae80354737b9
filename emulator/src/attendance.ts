// Who waits, and who is still busy. Time may move while somebody waits, and must not while a request is being worked on;
// and requests are worked on one after the other, in the order in which they came. Both because what a request does takes
// real time on other threads, and would otherwise happen at another moment, and in another order, each time.
import { type HeldLimit, type Holder, type Place, Places } from '@hikube/service/limits';
import { afterRealMs } from './clock.ts';

// A request that takes longer is one whose sender is slow: nobody waits for him.
const TURN_MOST_MS = 1_000;

/** Counts them for one emulator. */
export class Attendance {
  /** Places that tell when a request that is held has come to rest. */
  readonly places: Places;
  readonly #nudge: () => void;
  #inTurn: Promise<void> = Promise.resolve();
  #endTurn = (): void => {};
  #turns = 0;
  #streams = 0;
  #listening = 0;
  #sleeping = 0;

  /** @param nudge called when there may be somebody who waits */
  constructor(limit: HeldLimit, nudge: () => void) {
    this.#nudge = nudge;
    this.places = new ToldPlaces(limit, () => this.#endTurn());
  }

  /** Somebody waits for an operation, or sleeps on this clock. */
  get isAwaited(): boolean {
    return this.#sleeping > 0 || this.places.taken > this.#streams;
  }

  /** Somebody listens to a stream. */
  get isListenedTo(): boolean {
    return this.#listening > 0;
  }

  /** A request is being worked on, or will be at once. */
  get isBusy(): boolean {
    return this.#turns > 0;
  }

  /** A request, from its arrival to the head of its answer; its turn is over when it only waits. */
  async request(work: () => Promise<Response>): Promise<Response> {
    const before = this.#inTurn;
    let end = (): void => {};
    this.#turns += 1;
    this.#inTurn = new Promise((resolve) => {
      let isOver = false;
      end = () => {
        if (isOver) return;
        isOver = true;
        this.#turns -= 1;
        resolve();
        this.#nudge();
      };
    });
    await before;
    this.#endTurn = end;
    const cancel = afterRealMs(TURN_MOST_MS, end);
    try {
      const response = await work();
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      return isStream && response.body !== null ? this.#streamed(response, response.body) : response;
    } finally {
      cancel();
      end();
    }
  }

  /** Somebody sleeps until `work` ends. */
  async sleep(work: Promise<void>): Promise<void> {
    this.#sleeping += 1;
    this.#nudge();
    try {
      await work;
    } finally {
      this.#sleeping -= 1;
    }
  }

  /** Hands a stream on as it comes, and knows whether somebody wants to read on. */
  #streamed(response: Response, body: ReadableStream<Uint8Array>): Response {
    this.#streams += 1;
    const reader = body.getReader();
    let isWanted = false;
    const want = (wanted: boolean): void => {
      if (wanted !== isWanted) this.#listening += wanted ? 1 : -1;
      isWanted = wanted;
      if (wanted) this.#nudge();
    };
    const end = (): void => {
      want(false);
      this.#streams -= 1;
    };
    const handed = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void handOn(reader, controller, want).finally(end),
        pull: () => want(true),
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
    const { status, headers } = response;
    return new Response(handed, { status, headers });
  }
}

async function handOn(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  controller: ReadableStreamDefaultController<Uint8Array>,
  want: (wanted: boolean) => void,
): Promise<void> {
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      want(false);
      controller.enqueue(value);
    }
    controller.close();
  } catch (error) {
    // Whoever has cancelled knows it already.
    try {
      controller.error(error);
    } catch {}
  }
}

class ToldPlaces extends Places {
  readonly #onTake: () => void;

  constructor(limit: HeldLimit, onTake: () => void) {
    super(limit);
    this.#onTake = onTake;
  }

  override take(holder: Holder): Place {
    const place = super.take(holder);
    if (place.free) this.#onTake();
    return place;
  }
}
