// What a cluster tells about patches of its version: whether a newer one exists, and when it comes.

import { isOpenAt } from '@hikube/domain';
import { toTimestamp } from '../../clock.ts';
import type { ClusterState } from '../../model/aggregate.ts';
import { type Aspect, fails, holds } from '../../model/conditions.ts';
import type { ClusterPatch } from '../../model/records.ts';
import type { Reached } from '../pass.ts';
import { heldText } from './advance.ts';
import { newerPatch, patchOpening } from './due.ts';

/** Type of the condition: true while the cluster does not run the newest patch of its version. */
export const PATCH_AVAILABLE = 'PatchAvailable';

/**
 * The aspect; none while nothing is known about patches.
 * @param patch as this pass has left it
 */
export function patchAspects(
  state: ClusterState,
  view: Reached,
  patch: ClusterPatch | undefined,
): readonly Aspect[] {
  const { version } = state.cluster;
  if (view.observed === undefined || view.offeredPatches?.[version] === undefined) return [];
  const newer = newerPatch(state, view);
  if (newer === undefined)
    return [fails(PATCH_AVAILABLE, 'NewestPatch', `No newer patch of ${version} is offered.`)];
  return [holds(PATCH_AVAILABLE, ...whatComes(state, view, patch, newer))];
}

function whatComes(
  state: ClusterState,
  { now }: Reached,
  patch: ClusterPatch | undefined,
  newer: string,
): readonly [reason: string, message: string] {
  const released = `Kubernetes ${newer} is released.`;
  const opening = patchOpening(state, now);
  if (patch?.phase === 'Rolling') {
    if (isOpenAt(opening, now)) return ['RollingOut', `Kubernetes ${patch.version} is being rolled out.`];
    return ['Paused', `Kubernetes ${patch.version} is rolled out in part. ${heldText(opening?.start)}`];
  }
  if (patch?.phase === 'Refused' && patch.version === newer) {
    return ['Refused', `${released} The platform did not take it for this cluster; it is not tried again.`];
  }
  if (state.cluster.maintenance?.autoPatch !== true) {
    const how = 'Turn maintenance.autoPatch on to get it in the maintenance window';
    return ['AutoPatchOff', `${released} ${how}, or upgrade to the next minor version.`];
  }
  if (opening === undefined) {
    return ['NoWindow', `${released} No maintenance window opens; set maintenance.window.`];
  }
  if (isOpenAt(opening, now))
    return ['Waiting', `${released} It comes as soon as nothing else is in its way.`];
  const when = toTimestamp(opening.start);
  return ['WaitingForWindow', `${released} It comes in the maintenance window that opens at ${when}.`];
}
