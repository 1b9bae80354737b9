// Whether a fault strikes now.
import type { Fault, WorldFault } from './faults.ts';
import type { Moment } from './moment.ts';
import { standsFor } from './planted.ts';
import type { World } from './world.ts';

type Kind = WorldFault['kind'];

/** A fault that could strike, and what tells its strikes from those of others. */
interface Candidate {
  readonly fault: Fault;
  readonly mark: string;
}

/** Between a place and the fault that was planted: no name of a place has it. */
const MARK = '#';

/**
 * The fault that strikes now, if any; it counts as one strike.
 * @param place name of the node group or add-on
 */
export function strike<K extends Kind>(
  moment: Moment,
  kind: K,
  place = '',
): Extract<WorldFault, { kind: K }> | undefined {
  const { world } = moment;
  for (const { fault, mark } of candidates(moment)) {
    if (fault.kind !== kind || !concerns(fault as WorldFault, world.ref.name, place)) continue;
    const { times } = fault;
    const key = `${kind}/${place}${mark}`;
    const struck = world.struck[key] ?? 0;
    if (times !== undefined && struck >= times) continue;
    if (times !== undefined) world.struck[key] = struck + 1;
    return fault as Extract<WorldFault, { kind: K }>;
  }
  return undefined;
}

function candidates({ rules, environment, world, at }: Moment): readonly Candidate[] {
  const fixed = rules.faults.map((fault) => ({ fault, mark: '' }));
  const { faults } = environment;
  if (faults === undefined) return fixed;
  forget(
    world,
    faults.map(({ sequence }) => sequence),
  );
  const planted = faults.filter((each) => standsFor(each, world.ref, at));
  return [...fixed, ...planted.map(({ fault, sequence }) => ({ fault, mark: `${MARK}${sequence}` }))];
}

/** What was counted for a fault that nobody knows any more. */
function forget(world: World, known: readonly number[]): void {
  for (const key of Object.keys(world.struck)) {
    const [, sequence] = key.split(MARK);
    if (sequence !== undefined && !known.includes(Number(sequence))) delete world.struck[key];
  }
}

function concerns(fault: WorldFault, cluster: string, place: string): boolean {
  if (fault.cluster !== undefined && fault.cluster !== cluster) return false;
  if ('nodeGroup' in fault && fault.nodeGroup !== undefined && fault.nodeGroup !== place) return false;
  return !('addon' in fault && fault.addon !== undefined && fault.addon !== place);
}
