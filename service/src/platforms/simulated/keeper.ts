// Loads a world, lets it catch up and change, and keeps what came of it if anything did.
import type { Clock } from '../../clock.ts';
import { type ClusterRef, PlatformError } from '../platform.ts';
import type { Watchers } from './watchers.ts';
import { nextChangeAt } from './world/advance.ts';
import { createEnvironment, type Environment, withHeld } from './world/environment.ts';
import { heldBy } from './world/nodes/stock.ts';
import { isGone } from './world/teardown.ts';
import type { World } from './world/world.ts';
import type { Loaded, WorldOrRemoved, WorldSaving, WorldStore } from './worlds/worlds.ts';

// Two replicas that look at the same cluster come to the same world, so that a lost race is rare and short.
const ATTEMPTS_MAX = 20;

// A wish that was sent before the removal has long arrived or failed by then.
const REMEMBER_REMOVED_MS = 3_600_000;

/** What a step works with. */
export interface Present {
  readonly world: WorldOrRemoved | undefined;
  readonly environment: Environment;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Keeps the worlds of one platform. */
export class Keeper {
  readonly #clock: Clock;
  readonly #worlds: WorldStore;
  readonly #watchers: Watchers;
  readonly #stock: Readonly<Record<string, number>>;

  constructor(clock: Clock, worlds: WorldStore, watchers: Watchers, stock: Readonly<Record<string, number>>) {
    this.#clock = clock;
    this.#worlds = worlds;
    this.#watchers = watchers;
    this.#stock = stock;
  }

  /**
   * Takes a step with one cluster. The step may be taken again when somebody else was faster.
   * @param step from what is there to what shall be there; the same world means that nothing is written
   * @returns the world after the step and the environment; undefined for a cluster that is not there
   */
  async update(
    ref: ClusterRef,
    step: (present: Present) => World | undefined,
  ): Promise<{ readonly world: World; readonly environment: Environment } | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const loaded = await reached(() => this.#worlds.load(ref));
      const environment = loaded.environment?.value ?? createEnvironment(this.#stock);
      const now = this.#clock.now();
      const before = loaded.world?.value;
      const world = step({ world: before, environment, now });
      const isChanged = world !== undefined && world !== before;
      if (isChanged && !(await this.#keep(ref, world, loaded, now))) continue;
      const isThere = world !== undefined && !isGone(world);
      this.#watchers.plan(ref, isThere ? nextChangeAt(world, environment) : undefined);
      return isThere ? { world, environment } : undefined;
    }
    throw busy();
  }

  /** Keeps the world, and with it what it holds of the stock. @returns false when somebody else was faster */
  #keep(ref: ClusterRef, world: World, loaded: Loaded, now: number): Promise<boolean> {
    const expected = loaded.world?.version ?? 'absent';
    const kept: WorldSaving = isGone(world)
      ? { ref, value: 'removed', expected, forgetAt: now + REMEMBER_REMOVED_MS }
      : { ref, value: world, expected };
    const environment = loaded.environment?.value ?? createEnvironment(this.#stock);
    const after = withHeld(environment, ref.uid, heldBy(world), now);
    if (after === environment) return reached(() => this.#worlds.save({ world: kept }));
    const replacement = { value: after, expected: loaded.environment?.version ?? ('absent' as const) };
    return reached(() => this.#worlds.save({ world: kept, environment: replacement }));
  }

  /** The environment as it is now. */
  async environment(): Promise<Environment> {
    return (await reached(() => this.#worlds.loadEnvironment()))?.value ?? createEnvironment(this.#stock);
  }

  /** Changes the environment, and tells everybody when it did change. */
  async updateEnvironment(step: (environment: Environment, now: number) => Environment): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const loaded = await reached(() => this.#worlds.loadEnvironment());
      const before = loaded?.value ?? createEnvironment(this.#stock);
      const value = step(before, this.#clock.now());
      if (value === before) return;
      const environment = { value, expected: loaded?.version ?? ('absent' as const) };
      if (await reached(() => this.#worlds.save({ environment }))) return this.notifyAll();
    }
    throw busy();
  }

  /** Tells the listeners that every cluster may have changed. */
  async notifyAll(): Promise<void> {
    if (this.#watchers.size === 0) return;
    await reached(async () => {
      for await (const ref of this.#worlds.list()) this.#watchers.notify(ref);
    });
  }
}

/** Turns any failure of the store into one that the caller may try again. */
async function reached<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const message = 'The simulated platform could not read or keep its state.';
    throw new PlatformError('StateUnavailable', message, { retryable: true, cause });
  }
}

function busy(): PlatformError {
  const message = 'Others kept changing the same simulated cluster.';
  return new PlatformError('Conflict', message, { retryable: true });
}
