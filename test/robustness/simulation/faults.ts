// What goes wrong between a replica and its store or platform, by seeded chance, until the faults are told to stop.
import { type Clock, PlatformError, type Random, StoreError } from '@hikube/service';

/** How likely each thing is, per call; drawn anew for each seed, so that some runs are calm and others are not. */
export interface FaultRates {
  /** The call never arrives. */
  readonly refused: number;
  /** The call is carried out and its answer is lost. */
  readonly answerLost: number;
  /** The call takes up to a second. */
  readonly slow: number;
  /** The call takes longer than a lease lasts. */
  readonly stuck: number;
}

const LEASE_MS = 15_000;

/** Draws the rates of a run. One run in eight has no faults at all. */
function drawRates(random: Random): FaultRates {
  if (random.int(8) === 0) return { refused: 0, answerLost: 0, slow: 0, stuck: 0 };
  return {
    refused: random.next() * 0.03,
    answerLost: random.next() * 0.03,
    slow: random.next() * 0.1,
    stuck: random.next() * 0.004,
  };
}

/** See the top of the file. */
export class Faults {
  readonly rates: FaultRates;
  readonly #clock: Clock;
  readonly #random: Random;
  #isOver = false;
  /** How often each of them struck. */
  readonly struck = { refused: 0, answerLost: 0, slow: 0, stuck: 0 };

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
    this.rates = drawRates(random.fork('rates'));
  }

  /** From now on everything works. */
  stop(): void {
    this.#isOver = true;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Carries out a call as this world allows. @param where the neighbour that is called, for its kind of error */
  async through<Result>(where: 'store' | 'platform', call: () => Promise<Result>): Promise<Result> {
    await this.#pause();
    if (this.#strikes('refused')) throw failure(where);
    const result = await call();
    await this.#pause();
    if (this.#strikes('answerLost')) throw failure(where);
    return result;
  }

  async #pause(): Promise<void> {
    if (this.#strikes('slow')) await sleep(this.#clock, 1 + this.#random.int(1000));
    if (this.#strikes('stuck')) await sleep(this.#clock, LEASE_MS + this.#random.int(LEASE_MS));
  }

  #strikes(fault: keyof FaultRates): boolean {
    if (this.#isOver || this.#random.next() >= this.rates[fault]) return false;
    this.struck[fault] += 1;
    return true;
  }
}

function failure(where: 'store' | 'platform'): Error {
  return where === 'store'
    ? new StoreError('unavailable', 'The simulated storage did not answer.')
    : new PlatformError('Unreachable', 'The simulated platform did not answer.', { retryable: true });
}

/** Waits on a clock. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(clock.now() + ms, resolve);
  });
}
