// Planting faults in running clusters, and taking them away again.
import { PlatformError } from '@hikube/service/platform';
import type { Keeper } from './keeper.ts';
import type { Environment } from './world/environment.ts';
import {
  type PlantedFault,
  type Planting,
  standingFaults,
  withFault,
  withoutFault,
} from './world/planted.ts';

/** Whoever looks at a cluster reads all of them. */
export const FAULTS_MAX = 100;

/** What was planted, as a tenant may see it: faults of all clusters, and of its own. */
export interface FaultControls {
  /** Those that stand, oldest first. */
  list(tenant: string): Promise<readonly PlantedFault[]>;
  /**
   * Plants one; one that stands already changes nothing.
   * @throws PlatformError `InvalidArgument` when there are too many
   */
  plant(planting: Planting): Promise<void>;
  /** Takes one away; again is the same, while it is remembered. @returns false when the tenant knows none of that number */
  remove(tenant: string, sequence: number): Promise<boolean>;
}

/** The controls of the faults in what a keeper keeps. */
export function createFaultControls(keeper: Keeper): FaultControls {
  const seenBy =
    (tenant: string) =>
    ({ only }: PlantedFault): boolean =>
      only === undefined || only.tenant === tenant;
  return {
    async list(tenant) {
      return standingFaults((await keeper.environment()).faults).filter(seenBy(tenant));
    },
    plant: (planting) =>
      keeper.updateEnvironment((environment, now) => {
        const faults = withFault(environment.faults, planting, now);
        if (faults !== environment.faults && standingFaults(faults).length > FAULTS_MAX) throw tooMany();
        return changed(environment, faults);
      }),
    async remove(tenant, sequence) {
      const { faults = [] } = await keeper.environment();
      const isKnown = faults.filter(seenBy(tenant)).some((each) => each.sequence === sequence);
      if (!isKnown) return false;
      await keeper.updateEnvironment((environment, now) =>
        changed(environment, withoutFault(environment.faults, sequence, now)),
      );
      return true;
    },
  };
}

function changed(environment: Environment, faults: readonly PlantedFault[]): Environment {
  const { faults: before = [] } = environment;
  return faults === before || (faults.length === 0 && before.length === 0)
    ? environment
    : { ...environment, faults };
}

function tooMany(): PlatformError {
  const message = `At most ${FAULTS_MAX} faults stand at once: take one away first.`;
  return new PlatformError('InvalidArgument', message, { retryable: false });
}
