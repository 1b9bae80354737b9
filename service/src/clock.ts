// The only source of time: the service, its stores and its platforms read and wait through a Clock.

/** Reads time and calls back at a time. */
export interface Clock {
  /** Milliseconds since the epoch. It may jump, forth and back: what it says is a moment and never a duration. */
  now(): number;
  /**
   * Milliseconds since some moment, by a clock that never jumps; durations within this process are measured by it. It
   * may stand still while the machine is suspended.
   */
  monotonic(): number;
  /**
   * Calls back once, as soon as as much time has passed as there is now until a time, whatever `now()` does meanwhile; a time in the past means as soon as possible, yet
   * never before this call has returned.
   * @param atMs milliseconds since the epoch
   * @returns cancels the call; harmless afterwards
   */
  schedule(atMs: number, callback: () => void): () => void;
}

// Longer waits overflow the 32 bits of setTimeout and would fire at once.
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(atMs, callback) {
    const due = performance.now() + atMs - Date.now();
    let timer: ReturnType<typeof setTimeout>;
    const arm = (): void => {
      const waitMs = due - performance.now();
      timer =
        waitMs > LONGEST_WAIT_MS
          ? setTimeout(arm, LONGEST_WAIT_MS)
          : setTimeout(callback, Math.max(0, waitMs));
    };
    arm();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends Clock {
  /** How many callbacks are waiting. */
  readonly pending: number;
  /** Moves forward, calling back in order of time, then of scheduling; what callbacks begin settles in between. */
  advance(ms: number): Promise<void>;
  /** Sets `now()` forth or back without any time passing, as a correction of a machine's clock does. */
  jump(ms: number): void;
  /** As `advance`, up to a moment; a moment in the past only calls back what is already due. */
  advanceTo(atMs: number): Promise<void>;
  /**
   * Jumps from callback to callback until none is waiting.
   * @param limit how many callbacks at most, because loops that schedule themselves never become idle
   * @returns whether nothing is waiting any more, and how many were called
   */
  runUntilIdle(limit: number): Promise<{ readonly idle: boolean; readonly fired: number }>;
}

/** Choices for a virtual clock. */
export interface VirtualClockOptions {
  /**
   * Waits until everything a callback began has come to rest. By default one turn of the event loop, which
   * settles every chain of promises; pass your own when collaborators do real input and output.
   */
  readonly settle?: () => Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
  waiting: boolean;
}

/**
 * A deterministic clock for tests, the emulator and the simulator.
 * @param startMs the first `now()`, in milliseconds since the epoch
 */
export function createVirtualClock(startMs: number, options: VirtualClockOptions = {}): VirtualClock {
  return new ManualClock(startMs, options.settle ?? turnOfEventLoop);
}

class ManualClock implements VirtualClock {
  // Timers live on the clock that never jumps; `now()` is apart from it by what the jumps came to.
  #now: number;
  #jumped = 0;
  readonly #settle: () => Promise<void>;
  readonly #timers = new TimerQueue();
  // Movements asked for at the same time run one after the other, so that time never jumps inside a callback.
  #movement: Promise<unknown> = Promise.resolve();

  constructor(startMs: number, settle: () => Promise<void>) {
    this.#now = startMs;
    this.#settle = settle;
  }

  now(): number {
    return this.#now + this.#jumped;
  }

  monotonic(): number {
    return this.#now;
  }

  jump(ms: number): void {
    this.#jumped += ms;
  }

  get pending(): number {
    return this.#timers.size;
  }

  schedule(atMs: number, callback: () => void): () => void {
    return this.#timers.add(atMs - this.#jumped, callback);
  }

  advance(ms: number): Promise<void> {
    return this.#move(() => this.#runTo(this.#now + ms));
  }

  advanceTo(atMs: number): Promise<void> {
    return this.#move(() => this.#runTo(atMs - this.#jumped));
  }

  runUntilIdle(limit: number): Promise<{ idle: boolean; fired: number }> {
    return this.#move(async () => {
      await this.#settle();
      let fired = 0;
      while (fired < limit && (await this.#fireNext(Number.POSITIVE_INFINITY))) fired += 1;
      return { idle: this.#timers.size === 0, fired };
    });
  }

  async #runTo(targetMs: number): Promise<void> {
    await this.#settle();
    while (await this.#fireNext(targetMs));
    this.#now = Math.max(this.#now, targetMs);
  }

  async #fireNext(targetMs: number): Promise<boolean> {
    const timer = this.#timers.takeDue(targetMs);
    if (timer === undefined) return false;
    this.#now = Math.max(this.#now, timer.at);
    timer.callback();
    await this.#settle();
    return true;
  }

  #move<Result>(run: () => Promise<Result>): Promise<Result> {
    const moved = this.#movement.then(run);
    // A callback that throws fails the movement that ran it, and no other.
    this.#movement = moved.catch(() => undefined);
    return moved;
  }
}

/** A binary heap by (time, order of scheduling): the simulator keeps one timer per cluster and more. */
class TimerQueue {
  // A cancelled timer stays in the heap until it comes to the top, so that cancelling costs nothing.
  readonly #heap: Timer[] = [];
  #order = 0;
  #waiting = 0;

  get size(): number {
    return this.#waiting;
  }

  add(at: number, callback: () => void): () => void {
    this.#order += 1;
    const timer: Timer = { at, order: this.#order, callback, waiting: true };
    this.#waiting += 1;
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return () => {
      this.#end(timer);
    };
  }

  takeDue(atMost: number): Timer | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || (first.waiting && first.at > atMost)) return undefined;
      this.#removeFirst();
      if (this.#end(first)) return first;
    }
  }

  #end(timer: Timer): boolean {
    if (!timer.waiting) return false;
    timer.waiting = false;
    this.#waiting -= 1;
    return true;
  }

  #removeFirst(): void {
    const last = this.#heap.pop()!;
    if (this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (isBefore(this.#heap[parent]!, this.#heap[child]!)) return;
      this.#swap(parent, child);
      child = parent;
    }
  }

  #sink(from: number): void {
    let parent = from;
    for (;;) {
      let least = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < this.#heap.length && isBefore(this.#heap[child]!, this.#heap[least]!)) least = child;
      }
      if (least === parent) return;
      this.#swap(parent, least);
      parent = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b]!, this.#heap[a]!];
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Waits one turn of the event loop: every promise that can settle without input or output has settled then. */
export function turnOfEventLoop(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    // In a browser setTimeout is slowed to 4 ms when nested; a message is not.
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', () => {
      channel.port1.close();
      resolve();
    });
    channel.port1.start();
    channel.port2.postMessage(null);
  });
}

// Instants as the contract writes them.

/** @param ms milliseconds since the epoch @returns RFC 3339 in UTC, with milliseconds */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * The instant, or an earlier event if the clock says that it comes after: replicas whose clocks differ, or a clock that
 * was set back, must not let anything end before it began.
 * @param earlier as `toTimestamp` writes them; null for one that has not happened
 */
export function toTimestampAfter(ms: number, ...earlier: readonly (string | null)[]): string {
  return earlier.reduce<string>(
    (latest, each) => (each !== null && each > latest ? each : latest),
    toTimestamp(ms),
  );
}
