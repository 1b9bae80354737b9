// Whether a fault strikes now.
import type { WorldFault } from './faults.ts';
import type { Moment } from './moment.ts';

type Kind = WorldFault['kind'];

/**
 * The fault that strikes now, if any; it counts as one strike.
 * @param place name of the node group or add-on
 */
export function strike<K extends Kind>(
  moment: Moment,
  kind: K,
  place = '',
): Extract<WorldFault, { kind: K }> | undefined {
  const { world, rules } = moment;
  for (const fault of rules.faults) {
    if (fault.kind !== kind || !concerns(fault as WorldFault, world.ref.name, place)) continue;
    const { times } = fault;
    const key = `${kind}/${place}`;
    const struck = world.struck[key] ?? 0;
    if (times !== undefined && struck >= times) continue;
    if (times !== undefined) world.struck[key] = struck + 1;
    return fault as Extract<WorldFault, { kind: K }>;
  }
  return undefined;
}

function concerns(fault: WorldFault, cluster: string, place: string): boolean {
  if (fault.cluster !== undefined && fault.cluster !== cluster) return false;
  if ('nodeGroup' in fault && fault.nodeGroup !== undefined && fault.nodeGroup !== place) return false;
  return !('addon' in fault && fault.addon !== undefined && fault.addon !== place);
}
