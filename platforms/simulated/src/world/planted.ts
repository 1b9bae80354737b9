// Faults that somebody planted while clusters run. Each is kept with the time for which it stands, beside the sites and the
// stock: so it survives a restart, is the same for every replica, and strikes a cluster that catches up as it struck the others.
import { equalJson } from '@hikube/domain';
import type { ClusterRef } from '@hikube/service/platform';
import type { WorldFault } from './faults.ts';

/** A fault, whom it concerns and when. */
export interface PlantedFault {
  /** Counts up, and is never given twice. */
  readonly sequence: number;
  /** Milliseconds since the epoch, on the service clock. */
  readonly from: number;
  /** Since when it is gone; absent while it stands. */
  readonly until?: number;
  /** The only cluster that it strikes; those of every tenant when absent. */
  readonly only?: ClusterRef;
  readonly fault: WorldFault;
}

/** What is planted. */
export type Planting = Pick<PlantedFault, 'fault' | 'only'>;

type Faults = readonly PlantedFault[];

/** Those that are gone and still known, for clusters that catch up. */
export const FAULTS_GONE_MAX = 100;

/** Those that nobody has taken away, oldest first. */
export function standingFaults(faults: Faults = []): Faults {
  return faults.filter(({ until }) => until === undefined);
}

/** Whether a fault strikes a cluster at a moment. */
export function standsFor({ only, from, until }: PlantedFault, ref: ClusterRef, at: number): boolean {
  if (only !== undefined && only.uid !== ref.uid) return false;
  return from <= at && (until === undefined || at < until);
}

/** Plants one. @returns the same list when it stands already */
export function withFault(faults: Faults = [], { fault, only }: Planting, now: number): Faults {
  const isThere = ({ fault: other, only: its }: PlantedFault) =>
    its?.uid === only?.uid && equalJson(other, fault);
  if (standingFaults(faults).some(isThere)) return faults;
  const sequence = (faults.at(-1)?.sequence ?? 0) + 1;
  return [...faults, { sequence, from: now, ...(only === undefined ? {} : { only }), fault }];
}

/** Takes one away. @returns the same list when it does not stand */
export function withoutFault(faults: Faults = [], sequence: number, now: number): Faults {
  const found = standingFaults(faults).find((each) => each.sequence === sequence);
  if (found === undefined) return faults;
  const gone = { ...found, until: Math.max(now, found.from) };
  return forgetOldest(faults.map((each) => (each === found ? gone : each)));
}

/** The newest one stays, whatever became of it: the next one counts on from it. */
function forgetOldest(faults: Faults): Faults {
  const gone = faults.filter(({ until }) => until !== undefined);
  const forgotten = new Set(gone.slice(0, Math.max(0, gone.length - FAULTS_GONE_MAX)));
  return faults.filter((each) => !forgotten.has(each) || each === faults.at(-1));
}
