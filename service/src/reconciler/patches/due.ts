// Whether a newer patch of a cluster's version exists, whether it begins now, and what the platform is told of it.
import { type Interval, isOpenAt, nextOpening } from '@hikube/domain';
import type { ClusterState } from '../../model/aggregate.ts';
import type { ClusterPatch } from '../../model/records.ts';
import { comparePatches, isPatchOf, startedUpgrade } from '../../model/upgrades.ts';
import { hasReached } from '../operations/parts/version.ts';
import { isAccepted, type Reached } from '../pass.ts';
import { isVersionReached, machinesOf } from '../status/reached.ts';

/** The patch that was decided on, as long as the cluster stays at its minor version. */
export function decidedPatch({ status, cluster }: ClusterState): ClusterPatch | undefined {
  const patch = status?.patch;
  return patch !== undefined && isPatchOf(patch.version, cluster.version) ? patch : undefined;
}

/**
 * The patch of the cluster's version that is offered and that not every machine runs; undefined when there is none.
 * While machines are at another minor version, nothing can be said about patches.
 */
export function newerPatch(state: ClusterState, { observed, offeredPatches }: Reached): string | undefined {
  const offered = offeredPatches?.[state.cluster.version];
  if (offered === undefined || observed === undefined || observed.controlPlane.length === 0) return undefined;
  if (!isVersionReached(state, observed)) return undefined;
  const isBehind = machinesOf(observed).some(
    ({ version }) => isPatchOf(version, state.cluster.version) && !hasReached(version, offered),
  );
  return isBehind ? offered : undefined;
}

/** The span in which patches are rolled out: the one that is open, or else the next one. */
export function patchOpening({ cluster }: ClusterState, now: number): Interval | undefined {
  return nextOpening(cluster.maintenance, now);
}

/** A newer patch that nobody has decided on yet, for a cluster that opted in; undefined when there is none. */
export function undecidedPatch(state: ClusterState, view: Reached): string | undefined {
  if (state.cluster.maintenance?.autoPatch !== true || state.cluster.removal !== undefined) return undefined;
  const offered = newerPatch(state, view);
  const decided = decidedPatch(state);
  if (offered === undefined) return undefined;
  return decided === undefined || (comparePatches(offered, decided.version) ?? 0) > 0 ? offered : undefined;
}

/** The patch that begins in this pass; undefined when none does. */
export function duePatch(state: ClusterState, view: Reached): string | undefined {
  const patch = undecidedPatch(state, view);
  if (patch === undefined || !canBegin(state, view)) return undefined;
  return isOpenAt(patchOpening(state, view.now), view.now) ? patch : undefined;
}

/** A patch begins on a cluster that stands, takes its settings, and is not being moved to another version. */
function canBegin(state: ClusterState, view: Reached): boolean {
  const { observed } = view;
  if (observed === undefined || !observed.apiReady || observed.failure !== undefined) return false;
  if (!isAccepted(view) || startedUpgrade(state.upgrades) !== undefined) return false;
  return !state.operations.some(({ kind }) => kind === 'Cluster.create');
}

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
