// A stream of lines that ends by itself, and rather ends than holds what a slow reader does not take.
import { goJson, type JsonObject } from '../json/json.ts';
import type { Server } from '../server.ts';

export interface StreamOptions {
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
  /** Of the request: a caller that hangs up. */
  readonly signal: AbortSignal;
}

export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Resolves once, when nothing more will be sent. */
  readonly ended: Promise<void>;
  readonly endsAt: number;
  #most: number;
  readonly #encoder = new TextEncoder();
  readonly #waiting: Uint8Array[] = [];
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #finish: () => void = () => {};
  #over = false;

  constructor({ clock, bounds, stopping }: Server, { endsAt, signal }: StreamOptions) {
    this.#most = bounds.watchBacklog;
    this.endsAt = endsAt;
    this.ended = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#flush(),
        cancel: () => this.end(),
      },
      // One event is on its way at a time; the others wait here, where they are counted.
      { highWaterMark: 1 },
    );
    const end = (): void => this.end();
    const cancel = clock.schedule(endsAt, end);
    signal.addEventListener('abort', end, { once: true });
    stopping.addEventListener('abort', end, { once: true });
    void this.ended.then(() => {
      cancel();
      signal.removeEventListener('abort', end);
      stopping.removeEventListener('abort', end);
    });
    if (signal.aborted || stopping.aborted) this.end();
  }

  /** What is sent before the reader could have come: it waits beside what the bound counts. */
  sendInitial(event: JsonObject): void {
    this.#most += 1;
    this.send(event);
  }

  send(event: JsonObject): void {
    if (this.#over) return;
    this.#waiting.push(this.#encoder.encode(`${goJson(event)}\n`));
    this.#flush();
    // The reader comes back with the last version that it has seen.
    if (this.#waiting.length > this.#most) {
      this.#waiting.length = 0;
      this.end();
    }
  }

  #flush(): void {
    const controller = this.#controller;
    if (controller === undefined) return;
    while (this.#waiting.length > 0 && (controller.desiredSize ?? 0) > 0)
      controller.enqueue(this.#waiting.shift()!);
    if (this.#over && this.#waiting.length === 0) this.#close();
  }

  /** What waits is still sent, as far as it is read. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#finish();
    this.#flush();
  }

  #close(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    try {
      controller?.close();
    } catch {
      // The reader has cancelled the stream: it is closed already.
    }
  }
}
