// Loads a world, lets it catch up and change, and keeps what came of it if anything did.
import { type Clock, type ClusterRef, PlatformError, type RetainedVolume } from '@hikube/service/platform';
import { Hints } from './hints.ts';
import type { Watchers } from './watchers.ts';
import { nextChangeAt } from './world/advance.ts';
import { createEnvironment, type Environment, withHeld } from './world/environment.ts';
import { heldBy } from './world/nodes/stock.ts';
import { retainedVolume } from './world/observe.ts';
import { onWall, presentOf } from './world/present.ts';
import { isGone } from './world/teardown.ts';
import type { World } from './world/world.ts';
import type { Loaded, Saving, WorldOrRemoved, WorldSaving, WorldStore } from './worlds/worlds.ts';

// Two replicas that look at the same cluster come to the same world, so that a lost race is rare and short.
const ATTEMPTS_MAX = 20;

// A wish that was sent before the removal has long arrived or failed by then, however much the clocks of replicas differ.
const REMEMBER_REMOVED_MS = 2 * 86_400_000;

/** What a step works with. */
export interface Present {
  readonly world: WorldOrRemoved | undefined;
  readonly environment: Environment;
  /** In the time of the world: milliseconds since the epoch, perhaps ahead of the service clock. */
  readonly now: number;
}

/** From what is there to what shall be there; the same world means that nothing is written. */
export type Step = (present: Present) => World | undefined;

/** A world as it is kept. */
export interface KeptWorld {
  readonly world: World;
  readonly environment: Environment;
  /** Grows with every change of either. */
  readonly version: number;
}

/** The world after a step, and the environment; undefined for a cluster that is not there. */
export type Result = { readonly world: World; readonly environment: Environment } | undefined;

/** Keeps the worlds of one platform. */
export class Keeper {
  readonly #clock: Clock;
  readonly #worlds: WorldStore;
  readonly #watchers: Watchers;
  readonly #stock: Readonly<Record<string, number>>;
  readonly #hints: Hints;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  constructor(clock: Clock, worlds: WorldStore, watchers: Watchers, stock: Readonly<Record<string, number>>) {
    this.#clock = clock;
    this.#worlds = worlds;
    this.#watchers = watchers;
    this.#stock = stock;
    this.#hints = new Hints(watchers, () => worlds.list());
  }

  /** A cluster as it was last seen, without letting time pass in it; undefined when there is none. */
  async kept(ref: ClusterRef): Promise<KeptWorld | undefined> {
    const { world, environment } = await reached(() => this.#worlds.load(ref));
    if (world === undefined || world.value === 'removed') return undefined;
    return {
      world: world.value,
      environment: environment?.value ?? createEnvironment(this.#stock),
      version: Math.max(world.version, environment?.version ?? 0),
    };
  }

  /** Clusters of a tenant as they were last seen, in a fixed order. */
  page(tenant: string, after: string | undefined, limit: number): Promise<readonly World[]> {
    return reached(() => this.#worlds.page(tenant, after, limit));
  }

  /** Calls back when any world may have changed, whoever changed it. @returns ends it */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    const endElsewhere = this.#worlds.watch(() => listener());
    return () => {
      this.#listeners.delete(listener);
      endElsewhere();
    };
  }

  async #save(saving: Saving): Promise<boolean> {
    const saved = await reached(() => this.#worlds.save(saving));
    if (saved) for (const listener of [...this.#listeners]) listener();
    return saved;
  }

  /** Takes a step with one cluster. The step is taken again when somebody else was faster. */
  async update(ref: ClusterRef, step: Step): Promise<Result> {
    const first = await this.#attempt(ref, step);
    return first === 'lost' ? this.#inTurn(() => this.#attemptAgain(ref, step)) : first;
  }

  async #attemptAgain(ref: ClusterRef, step: Step): Promise<Result> {
    for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt += 1) {
      const result = await this.#attempt(ref, step);
      if (result !== 'lost') return result;
    }
    throw busy();
  }

  /** Those who lost a race go one after the other: clusters with GPUs share a document, and could lose for long. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  async #attempt(ref: ClusterRef, step: Step): Promise<Result | 'lost'> {
    const loaded = await reached(() => this.#worlds.load(ref));
    const environment = loaded.environment?.value ?? createEnvironment(this.#stock);
    const wall = this.#clock.now();
    const before = loaded.world?.value;
    const known = before === 'removed' ? undefined : before;
    const present = presentOf(known, environment, wall);
    const { now } = present;
    const world = step({
      world: before === 'removed' ? before : present.world,
      environment: present.environment,
      now,
    });
    const isChanged = world !== undefined && world !== before;
    if (isChanged && !(await this.#keep(ref, world, loaded, wall))) return 'lost';
    const isThere = world !== undefined && !isGone(world);
    const nextAt = isThere ? nextChangeAt(world, present.environment) : undefined;
    this.#watchers.plan(ref, nextAt === undefined || !isThere ? undefined : onWall(world, nextAt));
    this.#hints.seen(ref, isThere ? world : undefined);
    return isThere ? { world, environment: present.environment } : undefined;
  }

  /** Keeps the world, and with it what it holds of the stock. @returns false when somebody else was faster */
  async #keep(ref: ClusterRef, world: World, loaded: Loaded, now: number): Promise<boolean> {
    const expected = loaded.world?.version ?? 'absent';
    const { leaving = [], ...stays } = world;
    const kept: WorldSaving = {
      ref,
      expected,
      retained: leaving.map((volume) => retainedVolume(world, volume)),
      ...(isGone(world)
        ? { value: 'removed', forgetAt: now + REMEMBER_REMOVED_MS }
        : { value: leaving.length === 0 ? world : stays }),
    };
    const before = loaded.environment?.value ?? createEnvironment(this.#stock);
    const value = withHeld(before, ref.uid, heldBy(world), now);
    if (value === before) return this.#save({ world: kept });
    const environment = { value, expected: loaded.environment?.version ?? ('absent' as const) };
    const saved = await this.#save({ world: kept, environment });
    // A hint that fails must not make a change fail that is kept already.
    if (saved) await this.#hints.changed(value).catch(() => undefined);
    return saved;
  }

  /** The volumes that removed clusters of a tenant have left. */
  retained(tenant: string): Promise<readonly RetainedVolume[]> {
    return reached(() => this.#worlds.retained(tenant));
  }

  /** Deletes one of them; again is the same, for a while. @returns it; undefined when there is none */
  removeRetained(tenant: string, uid: string): Promise<RetainedVolume | undefined> {
    const forgetAt = this.#clock.now() + REMEMBER_REMOVED_MS;
    return reached(() => this.#worlds.removeRetained(tenant, uid, forgetAt));
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
      if (await this.#save({ environment })) {
        return reached(() => this.#hints.changed(value));
      }
    }
    throw busy();
  }

  /** Somebody else may have changed the environment: tells those whom it concerns. */
  async environmentChanged(): Promise<void> {
    await this.#hints.changed(await this.environment());
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
