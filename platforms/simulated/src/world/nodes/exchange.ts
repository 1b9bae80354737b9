// How a group gets from the nodes it has to the nodes it wants: how many to make, and which to dismiss.
import type { WorldNode } from '../world.ts';
import { chooseToDismiss } from './dismissal.ts';
import { isLeaving } from './node-phases.ts';
import type { Situation } from './situation.ts';

/** The next steps. Taking them and asking again leads to exactly the wanted nodes. */
export interface Steps {
  readonly create: number;
  readonly dismiss: readonly WorldNode[];
}

/** Decides. With nothing to exchange it only adds or removes. */
export function nextSteps(situation: Situation): Steps {
  const { nodes, wanted, surge } = situation;
  const staying = nodes.filter((node) => !isLeaving(node));
  const exchanged = staying.filter((node) => !situation.isCurrent(node) && situation.mayBegin(node));
  const dismiss = chooseToDismiss(situation, staying, exchanged);
  const lacking = wanted - (staying.length - exchanged.length);
  const isExchange =
    exchanged.length > 0 || nodes.some((node) => isLeaving(node) && !situation.isCurrent(node));
  // During an exchange nodes on their way out still take room: counting them keeps the total within the surge.
  const room = isExchange ? wanted + surge - nodes.length : lacking;
  return { create: Math.max(0, Math.min(room, lacking)), dismiss };
}
