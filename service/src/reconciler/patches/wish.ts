// What the platform is told of a patch, and whether nodes are held until the maintenance window opens.
import type { ClusterState } from '../../model/aggregate.ts';
import { startedUpgrade } from '../../model/upgrades.ts';
import { decidedPatch, isOpenAt, patchOpening } from './due.ts';

/** The part of a wish that comes from a patch. */
export interface PatchWish {
  /** Absent: the platform keeps what the cluster runs. */
  readonly patch?: string;
  /** The window is closed: no further node is begun. */
  readonly held: boolean;
}

const NOTHING: PatchWish = { held: false };

/** @param now milliseconds since the epoch */
export function patchWish(state: ClusterState, now: number): PatchWish {
  const decided = decidedPatch(state);
  if (decided === undefined || decided.phase === 'Refused') return NOTHING;
  const { version: patch, phase } = decided;
  // An upgrade has a rollout of its own, and takes the nodes beyond the patch.
  if (phase === 'Done' || startedUpgrade(state.upgrades) !== undefined) return { patch, held: false };
  return { patch, held: !isOpenAt(patchOpening(state, now), now) };
}
