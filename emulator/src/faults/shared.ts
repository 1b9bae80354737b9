// Faults of what clusters share are states of the simulation: set with the fault, and put back without it.
import type { SimulationControls } from '@hikube/platform-simulated';
import { type EmulatorFault, isSharedFault, type SharedFault } from './faults.ts';

/**
 * Brings the simulation from some faults to others. What is the same, or replaced by another fault of the same thing, is
 * not put back in between: for a moment, somebody could take what must not be there.
 * @throws the error of what cannot be set, when what was set before it is put back
 */
export async function changeShared(
  controls: SimulationControls,
  before: readonly EmulatorFault[],
  after: readonly EmulatorFault[],
): Promise<void> {
  const [present, wanted] = [byThing(before), byThing(after)];
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const [thing, fault] of wanted) {
      const old = present.get(thing);
      if (JSON.stringify(old) === JSON.stringify(fault)) continue;
      await set(controls, fault, true);
      undo.push(() => (old === undefined ? set(controls, fault, false) : set(controls, old, true)));
    }
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
  for (const [thing, fault] of present) if (!wanted.has(thing)) await set(controls, fault, false);
}

/** The last fault of each thing counts. */
function byThing(faults: readonly EmulatorFault[]): ReadonlyMap<string, SharedFault> {
  return new Map(
    faults
      .filter(isSharedFault)
      .map((fault) => [`${fault.kind} ${fault.kind === 'SiteDown' ? fault.site : fault.gpuType}`, fault]),
  );
}

function set(controls: SimulationControls, fault: SharedFault, isThere: boolean): Promise<void> {
  if (fault.kind === 'SiteDown') return controls.setSite(fault.site, !isThere);
  return controls.setStock(fault.gpuType, isThere ? fault.count : fault.restored);
}
