// What holds for every simulated cluster: given once, never changed by one.
import type { Catalogue } from '@hikube/domain';
import type { Fault } from './faults.ts';

/** The rules of one simulation. */
export interface Rules {
  /** All chance starts from it. */
  readonly seed: string;
  /** Durations are divided by it; 1 is real time. */
  readonly speed: number;
  readonly catalogue: Catalogue;
  /** What goes wrong on purpose. */
  readonly faults: readonly Fault[];
}
