// Where simulated clusters are kept: the seam between the simulation and a store.
import type { ClusterRef, RetainedVolume } from '@hikube/service/platform';
import type { Store } from '@hikube/service/store';
import type { Environment } from '../world/environment.ts';
import type { World } from '../world/world.ts';

/** A value as it was kept, with the version that a later save relies on. */
export interface Kept<Value> {
  readonly value: Value;
  readonly version: number;
}

/** A cluster that is gone is remembered for a while, so that a late wish does not bring it back. */
export type WorldOrRemoved = World | 'removed';

/** What is known when a cluster is looked at. */
export interface Loaded {
  readonly world: Kept<WorldOrRemoved> | undefined;
  /** Undefined until something about the environment was changed for the first time. */
  readonly environment: Kept<Environment> | undefined;
}

/** A value to keep, and the version that it replaces. */
export interface Replacement<Value> {
  readonly value: Value;
  readonly expected: number | 'absent';
}

/** The world of a cluster to keep. */
export interface WorldSaving extends Replacement<WorldOrRemoved> {
  readonly ref: ClusterRef;
  /** For `removed`: milliseconds since the epoch until which it is remembered. */
  readonly forgetAt?: number;
  /** Volumes that leave the cluster and stay. */
  readonly retained?: readonly RetainedVolume[];
}

/** What is kept together or not at all. */
export interface Saving {
  readonly world?: WorldSaving;
  readonly environment?: Replacement<Environment>;
}

/** Where a cluster stands among those of its tenant. */
export function placeOf({ name, uid }: ClusterRef): string {
  return `${name}/${uid}`;
}

/** Keeps worlds. What it hands out is not to be changed. */
export interface WorldStore {
  /** Where they are documents whose revisions are the versions; absent: versions count by themselves. */
  readonly store?: Store;
  /** The world of a cluster and the environment, from one moment. */
  load(ref: ClusterRef): Promise<Loaded>;
  loadEnvironment(): Promise<Kept<Environment> | undefined>;
  /** @returns false when one of the expected versions is no longer the present one; nothing is kept then */
  save(saving: Saving): Promise<boolean>;
  /** All clusters that are not removed, in no particular order. */
  list(): AsyncIterable<World>;
  /**
   * Clusters of a tenant that are not removed, by name and uid.
   * @param after the `placeOf` of the last one before; undefined for the first page
   */
  page(tenant: string, after: string | undefined, limit: number): Promise<readonly World[]>;
  /** The volumes that clusters of a tenant have left, in no particular order. */
  retained(tenant: string): Promise<readonly RetainedVolume[]>;
  /**
   * Takes one of them out of the list for good; one that is out already is given again while it is remembered.
   * @param forgetAt milliseconds since the epoch until which it is
   * @returns it; undefined when there is none
   */
  removeRetained(tenant: string, uid: string, forgetAt: number): Promise<RetainedVolume | undefined>;
  /**
   * Calls back when somebody else kept a world, or with undefined when the environment or anything may have
   * changed. Only a hint. @returns ends the watch
   */
  watch(listener: (ref: ClusterRef | undefined) => void): () => void;
}
