// A moment in the life of a cluster: everything that the parts of the simulation may look at and change.
import type { Environment } from './environment.ts';
import type { Rules } from './rules.ts';
import type { World } from './world.ts';

/** The parts change `world`, which is a draft, and only read the rest. */
export interface Moment {
  readonly world: World;
  readonly rules: Rules;
  readonly environment: Environment;
  /** Milliseconds since the epoch, on the service clock. */
  readonly at: number;
}
