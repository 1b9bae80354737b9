// The status record of a cluster with everything in it.
import type { AddonStatus, NodeGroupStatus } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import { conditionsOf, fails, PLATFORM_REACHABLE } from '../../model/conditions.ts';
import type { ClusterPatch, ClusterStatusRecord } from '../../model/records.ts';
import type { Reached, Unreachable } from '../pass.ts';
import { addonStatus } from './addon.ts';
import { clusterStatus } from './cluster.ts';
import { nodeGroupStatus } from './node-group.ts';
import { currentClusterOperation, currentOperation } from './reached.ts';
import { isUnseen, unseen } from './unseen.ts';

/**
 * The status after a pass in which the platform answered.
 * @param state after the pass, but for its status, which is the one before
 * @param patch after the pass
 */
export function statusRecord(
  state: ClusterState,
  view: Reached,
  patch: ClusterPatch | undefined,
): ClusterStatusRecord {
  const { observed, now } = view;
  const nodeGroups: Record<string, NodeGroupStatus> = {};
  for (const group of state.nodeGroups) {
    const seen = observed?.nodeGroups.find(({ uid }) => uid === group.uid);
    const before = state.status?.nodeGroups[group.uid];
    nodeGroups[group.uid] = nodeGroupStatus(group, state, seen, before, now);
  }
  const addons: Record<string, AddonStatus> = {};
  for (const addon of state.addons) {
    const seen = observed?.addons.find(({ uid }) => uid === addon.uid);
    addons[addon.uid] = addonStatus(addon, state, seen, state.status?.addons[addon.uid], now);
  }
  // It outlives a look that finds nothing, as the cluster itself does.
  const certificateAuthority = observed?.certificateAuthority ?? state.status?.certificateAuthority;
  return {
    uid: state.cluster.uid,
    cluster: clusterStatus(state, view, patch),
    ...(certificateAuthority === undefined ? {} : { certificateAuthority }),
    nodeGroups,
    addons,
    ...(patch === undefined ? {} : { patch }),
  };
}

/** The status while the platform does not answer: what was seen last, and that it may be old. */
export function unreachableStatusRecord(state: ClusterState, view: Unreachable): ClusterStatusRecord {
  const { now } = view;
  const nothing: Reached = { reached: true, now, observed: undefined, refusal: undefined };
  const known = state.status ?? statusRecord(state, nothing, undefined);
  const last = state.status === undefined || isUnseen(known) ? unseen(known, view) : known;
  const reachable = fails(PLATFORM_REACHABLE, view.reason, view.message);
  const others = last.cluster.conditions.filter(({ type }) => type !== PLATFORM_REACHABLE);
  const conditions = [...others, ...conditionsOf(last.cluster.conditions, [reachable], now)];
  const current = (uid: string) => currentOperation(state.operations, uid);
  return {
    ...last,
    cluster: {
      ...last.cluster,
      phase: state.cluster.removal === undefined ? last.cluster.phase : 'Deleting',
      conditions,
      currentOperation: currentClusterOperation(state.operations, state.cluster.uid),
    },
    nodeGroups: mapValues(last.nodeGroups, (status, uid) => ({ ...status, currentOperation: current(uid) })),
    addons: mapValues(last.addons, (status, uid) => ({ ...status, currentOperation: current(uid) })),
  };
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, key: string) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
