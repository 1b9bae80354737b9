// Worlds in memory: for tests, the emulator and a service that keeps nothing.
import type { Clock, ClusterRef, RetainedVolume } from '@hikube/service/platform';
import type { Environment } from '../world/environment.ts';
import type { World } from '../world/world.ts';
import { type Kept, placeOf, type Saving, type WorldOrRemoved, type WorldStore } from './worlds.ts';

interface Entry extends Kept<WorldOrRemoved> {
  readonly ref: ClusterRef;
  readonly forgetAt?: number;
}

/** An empty store. The clock tells when removed clusters may be forgotten. */
export function createMemoryWorlds(clock: Clock): WorldStore {
  return new MemoryWorlds(clock);
}

class MemoryWorlds implements WorldStore {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  #environment: Kept<Environment> | undefined;
  readonly #retained = new Map<string, { readonly volume: RetainedVolume; readonly forgetAt?: number }>();
  #version = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async load(ref: ClusterRef) {
    return { world: this.#entry(keyOf(ref)), environment: this.#environment };
  }

  async loadEnvironment() {
    return this.#environment;
  }

  async save({ world, environment }: Saving): Promise<boolean> {
    const key = world === undefined ? '' : keyOf(world.ref);
    if (world !== undefined && (this.#entry(key)?.version ?? 'absent') !== world.expected) return false;
    if (environment !== undefined && (this.#environment?.version ?? 'absent') !== environment.expected) {
      return false;
    }
    this.#version += 1;
    if (environment !== undefined) {
      this.#environment = { value: environment.value, version: this.#version };
    }
    if (world !== undefined) {
      const { ref, value, forgetAt, retained = [] } = world;
      const entry = { ref, value, version: this.#version };
      for (const volume of retained) this.#retained.set(`${ref.tenant}/${volume.uid}`, { volume });
      this.#entries.set(key, forgetAt === undefined ? entry : { ...entry, forgetAt });
    }
    return true;
  }

  async *list(): AsyncIterable<World> {
    for (const { value } of [...this.#entries.values()]) {
      if (value !== 'removed') yield value;
    }
  }

  async page(tenant: string, after: string | undefined, limit: number): Promise<readonly World[]> {
    return [...this.#entries.values()]
      .flatMap(({ ref, value }) => (value === 'removed' || ref.tenant !== tenant ? [] : [value]))
      .filter(({ ref }) => after === undefined || placeOf(ref) > after)
      .sort((a, b) => (placeOf(a.ref) < placeOf(b.ref) ? -1 : 1))
      .slice(0, limit);
  }

  async retained(tenant: string): Promise<readonly RetainedVolume[]> {
    return [...this.#retained.values()].flatMap(({ volume, forgetAt }) =>
      forgetAt === undefined && volume.cluster.tenant === tenant ? [volume] : [],
    );
  }

  async removeRetained(tenant: string, uid: string, forgetAt: number): Promise<RetainedVolume | undefined> {
    const key = `${tenant}/${uid}`;
    const kept = this.#retained.get(key);
    if (kept?.forgetAt !== undefined && kept.forgetAt <= this.#clock.now()) {
      this.#retained.delete(key);
      return undefined;
    }
    if (kept !== undefined) this.#retained.set(key, { forgetAt, ...kept });
    return kept?.volume;
  }

  // Nobody else writes into the memory of this process.
  watch(): () => void {
    return () => {};
  }

  #entry(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.forgetAt === undefined || entry.forgetAt > this.#clock.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }
}

function keyOf({ tenant, uid }: ClusterRef): string {
  return `${tenant}/${uid}`;
}
