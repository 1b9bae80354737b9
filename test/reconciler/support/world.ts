// One store, one platform and one clock, with any number of reconciler processes on them.
import { createVirtualClock, type VirtualClock } from '../../../service/src/clock.ts';
import { START } from '../../../service/src/model/testing/records.ts';
import type { ClusterRef, Platform } from '../../../service/src/platform/platform.ts';
import { createSeededRandom } from '../../../service/src/random.ts';
import { createMemoryStore } from '../../../service/src/store/memory/memory-store.ts';
import type { Store } from '../../../service/src/store/store.ts';
import { type ProcessOptions, SimulatedProcess } from './process.ts';
import { createWatchedPlatform, type WatchedPlatform } from './watched-platform.ts';
import { Writer } from './writer.ts';

/** See the top of the file. */
export class World<Used extends Platform = WatchedPlatform> {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly platform: Used;
  readonly writer: Writer;
  readonly #seed: number;
  readonly #processes: SimulatedProcess[] = [];

  constructor(clock: VirtualClock, platform: Used, seed = 1, store: Store = createMemoryStore({ clock })) {
    this.clock = clock;
    this.store = store;
    this.platform = platform;
    const { unwatched = platform } = platform as Partial<WatchedPlatform> & Platform;
    this.writer = new Writer(this.store, clock, unwatched);
    this.#seed = seed;
  }

  /** What whoever writes a cluster asks of the platform before. */
  assign(ref: ClusterRef): Promise<unknown> {
    return this.platform.assign(ref, { exposure: 'proxied', topology: 'production' });
  }

  /** Starts a process; each has its own name and its own chance. */
  async start(options: Partial<ProcessOptions> = {}): Promise<SimulatedProcess> {
    const number = this.#processes.length + 1;
    const process = new SimulatedProcess({
      store: this.store,
      platform: this.platform,
      clock: this.clock,
      random: createSeededRandom(this.#seed).fork(`process-${number}`),
      owner: `process-${number}`,
      ...options,
    });
    this.#processes.push(process);
    const started = process.reconciler.start();
    // A process that is killed while it starts never gets to the end of that.
    await Promise.race([started, this.clock.advance(0)]);
    return process;
  }

  /** Lets time pass until nothing is open, in steps. @returns milliseconds that it took, undefined when it took longer */
  async settle(limitMs = 3_600_000): Promise<number | undefined> {
    const start = this.clock.now();
    while (this.clock.now() - start < limitMs) {
      await this.clock.advance(1_000);
      if ((await this.writer.openOperations()).length === 0) return this.clock.now() - start;
    }
    return undefined;
  }

  /** Stops every process that still can. */
  async end(): Promise<void> {
    for (const process of this.#processes) process.kill();
    await this.store.close();
  }
}

/** A world with the simulated platform. @param open the store, on the clock of the world; in memory by default */
export async function createWorldOn(open: (clock: VirtualClock) => Promise<Store>, seed = 1): Promise<World> {
  const clock = createVirtualClock(START);
  return new World(clock, createWatchedPlatform(clock), seed, await open(clock));
}

/** A world with the simulated platform and a store in memory. */
export function createWorld(seed = 1): World {
  const clock = createVirtualClock(START);
  return new World(clock, createWatchedPlatform(clock), seed);
}
