// One life of an emulator: a store, simulated clusters and the service on them, from a start or a restore until the next.
import { createSimulatedPlatform, type Fault, type SimulatedPlatform } from '@hikube/platform-simulated';
import {
  createMemoryStore,
  createSeededRandom,
  createService,
  createVirtualClock,
  type QuotaLimits,
  type Service,
  type VirtualClock,
} from '@hikube/service';
import type { Places } from '@hikube/service/limits';
import { seededAuthority } from './authority.ts';
import { turn } from './clock.ts';
import { openEnvelope } from './envelope.ts';
import { type KnownStore, noteKinds } from './kinds.ts';
import { putDocuments, type SnapshotDocument } from './snapshot.ts';

/** More than could ever sleep; what schedules itself has been stopped by then. */
const SLEEPERS_MOST = 100_000;

/** What a life begins with. */
export interface LifeOptions {
  readonly seed: string;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly token: string;
  readonly quota: QuotaLimits | undefined;
  readonly restores: number;
  readonly documents: readonly SnapshotDocument[];
  readonly places: Places;
  /** Asked whenever something could go wrong in a cluster. */
  readonly faults: () => readonly Fault[];
  /** Of faults of calls. */
  readonly faultCounts: Map<string, number>;
}

/** It, running. */
export interface Life {
  readonly clock: VirtualClock;
  readonly known: KnownStore;
  readonly platform: SimulatedPlatform;
  readonly service: Service;
  end(): Promise<void>;
  /** Afterwards: wakes clients that sleep, because this clock never moves again. */
  wake(): Promise<void>;
}

/** Begins one. */
export async function beginLife(options: LifeOptions): Promise<Life> {
  const { seed, startMs, token, quota, restores, documents, places, faults, faultCounts } = options;
  const clock = createVirtualClock(startMs, { settle: turn });
  const random = createSeededRandom(`${seed}/${restores}`);
  const known = noteKinds(createMemoryStore({ clock }));
  const { store } = known;
  await putDocuments(store, documents);
  const platform = createSimulatedPlatform({
    clock,
    advanceTo: (atMs) => clock.advanceTo(atMs),
    seed,
    store,
    envelope: openEnvelope,
    newAuthority: seededAuthority,
    random: random.fork('access'),
    faults,
    faultCounts,
  });
  const service = createService({
    store,
    platform,
    clock,
    random,
    config: {
      bootstrapToken: token,
      envelope: openEnvelope,
      heldLimit: places,
      // Time may stand still here, and with it every bucket.
      rateLimit: 'off',
      guessLimit: 'off',
      ...(quota === undefined ? {} : { quota }),
    },
  });
  await service.start();
  return {
    clock,
    known,
    platform,
    service,
    async end() {
      await service.stop();
      await platform.close();
      await store.close();
    },
    async wake() {
      await clock.runUntilIdle(SLEEPERS_MOST);
    },
  };
}
