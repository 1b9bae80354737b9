// What one pass found at the platform.
import type { ObservedCluster } from '../platforms/platform.ts';

/** Why the platform does not want what is desired. It stays refused until the desired state changes. */
export interface Refusal {
  /** One word in CamelCase. */
  readonly reason: string;
  /** A sentence for people. */
  readonly message: string;
}

/** The platform answered. */
export interface Reached {
  readonly reached: true;
  /** Milliseconds since the epoch, read once in the pass. */
  readonly now: number;
  /** Undefined when the platform has nothing of this cluster. */
  readonly observed: ObservedCluster | undefined;
  /** Undefined when the platform took what is desired. */
  readonly refusal: Refusal | undefined;
  /** Minor versions that can be ordered now; undefined when nobody needed to know. */
  readonly offeredVersions?: readonly string[];
}

/** The platform did not answer; what was seen last still stands. */
export interface Unreachable {
  readonly reached: false;
  readonly now: number;
  readonly reason: string;
  readonly message: string;
}

export type View = Reached | Unreachable;
