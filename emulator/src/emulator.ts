// The emulator: whoever holds it holds a whole API, its clusters and their time.
import type { SimulationControls } from '@hikube/platform-simulated';
import type { Hikube } from '@hikube/sdk';
import { createSeededRandom, type QuotaLimits } from '@hikube/service';
import { DEFAULT_HELD_LIMIT } from '@hikube/service/limits';
import { Attendance } from './attendance.ts';
import { createEmulatedClient, type EmulatedClientOptions, type Reached } from './client.ts';
import { checkFaults } from './faults/check.ts';
import { type EmulatorFault, isPlatformFault, isRequestFault } from './faults/faults.ts';
import { type Answer, createRequestFaults } from './faults/requests.ts';
import { changeShared } from './faults/shared.ts';
import { beginLife, type Life } from './life.ts';
import { createPace, type Pace, type Time } from './pace.ts';
import { createPolls } from './polls.ts';
import {
  checkSnapshot,
  documentsOf,
  SNAPSHOT_FORMAT,
  type Snapshot,
  type SnapshotDocument,
} from './snapshot.ts';

/** Choices for an emulator. */
export interface EmulatorOptions {
  /** The same seed and the same requests give the same bytes. Default `hikube`, or that of the snapshot. */
  readonly seed?: string;
  /** What time it is at the beginning. Default 2026-01-01T00:00:00Z, or that of the snapshot. */
  readonly startAt?: Date | string | number;
  /** What makes time pass. Default `auto`. */
  readonly time?: Time;
  /** What goes wrong on purpose. Default: nothing, or what the snapshot says. */
  readonly faults?: readonly EmulatorFault[];
  /** Limits of every tenant. Default: those of the service. */
  readonly quota?: QuotaLimits;
  /** What is there at the beginning; default: nothing. */
  readonly from?: Snapshot;
}

/** The time of an emulator. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Lets milliseconds pass, with everything that happens in them.
   * @throws RangeError when they are not 0 or more
   */
  advance(ms: number): Promise<void>;
  /** Lets time pass until a moment; one in the past changes nothing. */
  advanceTo(at: Date | string | number): Promise<void>;
}

/** The API of Hikube within this process. */
export interface Emulator {
  /** Answers a request as the API does; takes what the global `fetch` takes, whatever the host. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** A client that needs no network and waits by the clock of the emulator. */
  client(options?: EmulatedClientOptions): Hikube;
  /** Base URL that answers through `fetch`; nothing listens there. */
  readonly endpoint: string;
  /** An administrator of the tenant `demo`. */
  readonly token: string;
  readonly seed: string;
  readonly clock: EmulatorClock;
  /** What goes wrong at the moment, as this program has it; what was planted over a socket is kept with the clusters. */
  readonly faults: readonly EmulatorFault[];
  /**
   * Replaces what goes wrong; requests and calls that were counted for a fault that stays go on counting, also over a
   * snapshot, and one that comes again begins anew.
   * @throws TypeError for what is no fault, and an error for one of a site or a GPU that there is not; then nothing has
   *   changed
   */
  setFaults(faults: readonly EmulatorFault[]): Promise<void>;
  /** What nobody asks an API for: demand for nodes, nodes that fall silent, volumes, released patches. */
  readonly simulation: SimulationControls;
  /** Everything that is known now, as JSON. */
  snapshot(): Promise<Snapshot>;
  /** Goes back to a snapshot, its time included. Requests that wait are answered first. */
  restore(snapshot: Snapshot): Promise<void>;
  /** Another emulator that begins where this one is. */
  fork(): Promise<Emulator>;
  /** Ends it; requests that wait are answered, later ones are refused. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const DEFAULT_START = '2026-01-01T00:00:00.000Z';
/** A name that can never be resolved (RFC 6761), so that a request that misses the emulator goes nowhere. */
const ENDPOINT = 'https://hikube.test/v1';

/**
 * Starts an emulator.
 * @throws RangeError for a time, a speed or a quota that is none, TypeError for an option that there is not or a snapshot of
 *   another format, and an error for a fault of what there is not
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const { from } = options;
  if (from !== undefined) checkSnapshot(from);
  const emulator = new LocalEmulator(options);
  await emulator.begin(from, options.startAt);
  try {
    if (options.faults !== undefined) await emulator.setFaults(options.faults);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  return emulator;
}

const OPTIONS: Readonly<Record<keyof EmulatorOptions, true>> = {
  seed: true,
  startAt: true,
  time: true,
  faults: true,
  quota: true,
  from: true,
};

/** Without a compiler, nobody else would say that an option is misspelt, and a test would try nothing. */
function checkOptions(options: object): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown === undefined) return;
  const known = Object.keys(OPTIONS).join(', ');
  throw new TypeError(`The emulator has no option ${JSON.stringify(unknown)}: use any of ${known}.`);
}

class LocalEmulator implements Emulator {
  readonly endpoint = ENDPOINT;
  readonly token: string;
  readonly seed: string;
  readonly clock: EmulatorClock;
  readonly #options: EmulatorOptions;
  readonly #attendance: Attendance;
  readonly #pace: Pace;
  readonly #answer: Answer;
  #faults: readonly EmulatorFault[] = [];
  #faultCounts = new Map<string, number>();
  #changing: Promise<unknown> = Promise.resolve();
  readonly #limits = new Set<{ readonly at: number }>();
  #restores = 0;
  #clients = 0;
  #life: Life | undefined;
  /** Requests that come between two lives belong to the next. */
  #begun: Promise<void> = Promise.resolve();

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.seed = options.seed ?? options.from?.seed ?? 'hikube';
    this.token = `hik_${createSeededRandom(`${this.seed}/token`).hex(60)}`;
    const { time = 'auto' } = options;
    this.#attendance = new Attendance(DEFAULT_HELD_LIMIT, () => this.#pace.nudge());
    this.#pace = createPace(time, {
      isBusy: () => this.#attendance.isBusy,
      life: () => this.#life,
      isAwaited: () => this.#isAwaited(),
    });
    const ask: Answer = async (request) => {
      await this.#begun;
      return this.#attendance.request(() => this.#present.service.fetch(request));
    };
    const faulty = createRequestFaults({
      faults: () => this.#faults.filter(isRequestFault),
      counts: () => this.#faultCounts,
      sleep: (ms) => this.#sleep(ms),
    });
    this.#answer = faulty(time === 'auto' ? createPolls(ask, () => this.#msToLimit()) : ask);
    this.clock = {
      now: () => this.#present.clock.now(),
      advance: async (ms) => this.#present.clock.advance(durationOf(ms)),
      advanceTo: async (at) => this.#present.clock.advanceTo(momentOf(at)),
    };
  }

  // Like the global one, it can be handed to somebody without what it belongs to.
  readonly fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> =>
    this.#answer(new Request(input, init));

  get faults(): readonly EmulatorFault[] {
    return this.#faults;
  }

  get simulation(): SimulationControls {
    return this.#present.platform.controls;
  }

  client(options?: EmulatedClientOptions): Hikube {
    this.#clients += 1;
    const reached: Reached = {
      endpoint: this.endpoint,
      token: this.token,
      seed: `${this.seed}/${this.#restores}`,
      fetch: this.fetch,
      clock: () => this.#present.clock,
      sleep: (work) => this.#attendance.sleep(work),
      limits: this.#limits,
    };
    return createEmulatedClient(reached, this.#clients, options);
  }

  async setFaults(faults: readonly EmulatorFault[]): Promise<void> {
    const after = structuredClone(faults);
    checkFaults(after);
    // One change after the other, so that what is put back is what the one before has set.
    const changed = this.#changing.then(() => this.#change(after));
    this.#changing = changed.catch(() => undefined);
    await changed;
  }

  /** What cannot be set changes nothing. */
  async #change(after: readonly EmulatorFault[]): Promise<void> {
    await changeShared(this.simulation, this.#faults, after);
    const names = new Set(after.map((fault) => JSON.stringify(fault)));
    for (const name of this.#faultCounts.keys()) if (!names.has(name)) this.#faultCounts.delete(name);
    this.#faults = after;
  }

  async snapshot(): Promise<Snapshot> {
    const { clock, known } = this.#present;
    let documents: readonly SnapshotDocument[];
    let sequence: number;
    let now: string;
    // One moment, although it is read document by document: what was written meanwhile is read again.
    do {
      sequence = await known.store.sequence();
      now = new Date(clock.now()).toISOString();
      documents = await documentsOf(known);
    } while ((await known.store.sequence()) !== sequence);
    return structuredClone({
      ...{ format: SNAPSHOT_FORMAT, seed: this.seed, now, restores: this.#restores },
      faults: this.#faults,
      ...(this.#faultCounts.size === 0 ? {} : { faultCounts: Object.fromEntries(this.#faultCounts) }),
      documents,
    });
  }

  async restore(snapshot: Snapshot): Promise<void> {
    checkSnapshot(snapshot);
    const last = this.#present;
    const begun = last.end().then(() => this.begin(snapshot));
    this.#begun = begun;
    await begun;
    await last.wake();
  }

  async fork(): Promise<Emulator> {
    const from = await this.snapshot();
    return createEmulator({
      ...this.#options,
      seed: this.seed,
      startAt: from.now,
      from,
      faults: this.faults,
    });
  }

  async close(): Promise<void> {
    this.#pace.end();
    const last = this.#life;
    await last?.end();
    this.#life = undefined;
    await last?.wake();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Begins a life, from a snapshot or from nothing. */
  async begin(from: Snapshot | undefined, startAt?: EmulatorOptions['startAt']): Promise<void> {
    this.#restores = from === undefined ? 0 : from.restores + 1;
    this.#faults = structuredClone(from?.faults ?? []);
    this.#faultCounts = new Map(Object.entries(from?.faultCounts ?? {}));
    this.#life = await beginLife({
      ...{ seed: this.seed, token: this.token, quota: this.#options.quota, restores: this.#restores },
      startMs: momentOf(startAt ?? from?.now ?? DEFAULT_START),
      documents: from?.documents ?? [],
      places: this.#attendance.places,
      faults: () => this.#faults.filter(isPlatformFault),
      faultCounts: this.#faultCounts,
    });
  }

  get #present(): Life {
    if (this.#life === undefined) throw new Error('The emulator is closed: create another one.');
    return this.#life;
  }

  /** A stream is open for as long as somebody likes, so that it moves time only while something is under way. */
  async #isAwaited(): Promise<boolean> {
    if (this.#attendance.isAwaited) return true;
    if (!this.#attendance.isListenedTo || this.#life === undefined) return false;
    return (await this.#life.known.store.count({ kind: 'openOperation' })) > 0;
  }

  /** Until the first of its clients gives up. */
  #msToLimit(): number {
    return Math.min(...Array.from(this.#limits, ({ at }) => at)) - this.#present.clock.now();
  }

  #sleep(ms: number): Promise<void> {
    const { clock } = this.#present;
    const slept = new Promise<void>((resolve) => {
      clock.schedule(clock.now() + Math.ceil(ms), resolve);
    });
    return this.#attendance.sleep(slept);
  }
}

/** @throws RangeError when it is no moment */
function momentOf(at: Date | string | number): number {
  const ms = typeof at === 'number' ? at : new Date(at).getTime();
  if (!Number.isFinite(ms)) throw new RangeError(`${String(at)} is no moment: write it as RFC 3339.`);
  return Math.ceil(ms);
}

/** @throws RangeError when it is no duration */
function durationOf(ms: number): number {
  if (Number.isFinite(ms) && ms >= 0) return Math.ceil(ms);
  throw new RangeError(`${ms} is no number of milliseconds that could pass: use one of 0 or more.`);
}
