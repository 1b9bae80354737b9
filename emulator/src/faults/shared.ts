// Faults of what clusters share are states of the simulation: set with the fault, and put back without it.
import type { SimulationControls } from '@hikube/platform-simulated';
import { type EmulatorFault, isSharedFault, type SharedFault } from './faults.ts';

/** Brings the simulation from some faults to others. */
export async function changeShared(
  controls: SimulationControls,
  before: readonly EmulatorFault[],
  after: readonly EmulatorFault[],
): Promise<void> {
  const wanted = new Set(after.filter(isSharedFault).map((fault) => JSON.stringify(fault)));
  const present = new Set(before.filter(isSharedFault).map((fault) => JSON.stringify(fault)));
  for (const name of present)
    if (!wanted.has(name)) await set(controls, JSON.parse(name) as SharedFault, false);
  for (const name of wanted)
    if (!present.has(name)) await set(controls, JSON.parse(name) as SharedFault, true);
}

function set(controls: SimulationControls, fault: SharedFault, isThere: boolean): Promise<void> {
  if (fault.kind === 'SiteDown') return controls.setSite(fault.site, !isThere);
  return controls.setStock(fault.gpuType, isThere ? fault.count : fault.restored);
}
