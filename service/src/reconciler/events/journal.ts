// Everything that a pass tells about, numbered. What cannot be read off the status is remembered beside the numbers.
import type { ClusterEvent, ClusterStatus, ObjectReference } from '@hikube/openapi/types';
import { toTimestamp } from '../../clock.ts';
import type { ClusterState } from '../../model/aggregate.ts';
import { type EventDraft, eventId, normal } from '../../model/events.ts';
import { childReference, clusterReference } from '../../model/keys.ts';
import type { ClusterJournal, OperationRecord } from '../../model/records.ts';
import type { Outcome, Untold, View } from '../pass.ts';
import { addonEvents, clusterEvents, patchEvents, siteEvents } from './cluster-events.ts';
import { nodeEvents, nodeGroupEvents } from './node-events.ts';
import { operationEvents, upgradeEvents } from './operation-events.ts';

/**
 * Adds the events, and to the status what the next pass needs for telling.
 * @param ended operations that requests have ended since the last pass
 */
export function tell(
  state: ClusterState,
  outcome: Untold,
  view: View,
  ended: readonly OperationRecord[],
): Outcome {
  const before = state.status?.journal ?? EMPTY;
  const drafts = [
    ...ended.flatMap((operation) => operationEvents(undefined, operation)),
    ...(outcome.isGone ? lastDrafts(state, outcome) : draftsOf(state, outcome, view, before)),
  ];
  const journal: ClusterJournal = {
    last: before.last + drafts.length,
    sitesDown: view.reached ? (view.sitesDown ?? []) : before.sitesDown,
    wanted: view.reached ? wantedOf(view) : before.wanted,
  };
  const { name, uid } = state.ref;
  const createdAt = toTimestamp(view.now);
  const events = drafts.map(
    (draft, index): ClusterEvent => ({
      id: eventId(uid, before.last + index + 1),
      cluster: name,
      createdAt,
      ...draft,
    }),
  );
  return { ...outcome, status: { ...outcome.status, journal }, events };
}

const EMPTY: ClusterJournal = { last: 0, sitesDown: [], wanted: {} };

function wantedOf(view: View): Readonly<Record<string, number>> {
  const groups = view.reached ? (view.observed?.nodeGroups ?? []) : [];
  return Object.fromEntries(groups.map(({ uid, wanted }) => [uid, wanted]));
}

/** Of a cluster that is gone: what was going on has ended, and nothing comes any more. */
function lastDrafts(state: ClusterState, { upgrades, operations }: Untold): readonly EventDraft[] {
  return [
    ...upgrades.flatMap((upgrade) => upgradeEvents(byId(state.upgrades, upgrade.id), upgrade)),
    ...operations.flatMap((operation) => operationEvents(byId(state.operations, operation.id), operation)),
    normal(clusterReference(state.ref), 'ClusterDeleted', 'The cluster is gone, with everything in it.'),
  ];
}

/** From the cause to the effect, as far as one pass can know it. */
function draftsOf(
  state: ClusterState,
  outcome: Untold,
  view: View,
  journal: ClusterJournal,
): readonly EventDraft[] {
  const { status, upgrades, operations } = outcome;
  const down = view.reached ? (view.sitesDown ?? []) : journal.sitesDown;
  return [
    ...siteEvents(state.cluster.sites, journal.sitesDown, down),
    ...groupDrafts(state, outcome, view, journal),
    ...nodeEvents(state.nodes?.nodes ?? [], outcome.nodes?.nodes ?? [], groupsOf(state)),
    ...addonDrafts(state, outcome),
    ...upgrades.flatMap((upgrade) => upgradeEvents(byId(state.upgrades, upgrade.id), upgrade)),
    ...patchEvents(clusterReference(state.ref), state.status?.cluster, status.cluster),
    ...clusterEvents(clusterReference(state.ref), state.status?.cluster, status.cluster),
    ...operations.flatMap((operation) => operationEvents(byId(state.operations, operation.id), operation)),
  ];
}

/** A group that is gone meanwhile is named without its identity. */
function groupsOf(state: ClusterState): (name: string) => ObjectReference {
  return (name) => {
    const record = state.nodeGroups.find((group) => group.name === name);
    return childReference('NodeGroup', record ?? { cluster: state.ref.name, name, uid: null });
  };
}

function groupDrafts(
  state: ClusterState,
  { status }: Untold,
  view: View,
  journal: ClusterJournal,
): readonly EventDraft[] {
  const wanted = wantedOf(view);
  return state.nodeGroups.flatMap((record) => {
    const { uid } = record;
    const after = status.nodeGroups[uid];
    if (after === undefined) return [];
    const before = state.status?.nodeGroups[uid];
    return nodeGroupEvents({
      group: childReference('NodeGroup', record),
      before,
      after,
      wantedBefore: journal.wanted[uid],
      wanted: wanted[uid],
    });
  });
}

function addonDrafts(state: ClusterState, { status, gone }: Untold): readonly EventDraft[] {
  const isComingUp = { before: isBeingMade(state.status?.cluster), after: isBeingMade(status.cluster) };
  return state.addons.flatMap((record) => {
    const { uid } = record;
    const after = status.addons[uid];
    if (after === undefined && !gone.addons.some((addon) => addon.uid === uid)) return [];
    const before = state.status?.addons[uid];
    return addonEvents(childReference('Addon', record), { before, after, isComingUp });
  });
}

/** Not seen yet, or in the phase in which it is made. */
function isBeingMade(cluster: ClusterStatus | undefined): boolean {
  return cluster === undefined || cluster.phase === 'Pending' || cluster.phase === 'Provisioning';
}

function byId<Item extends { readonly id: string }>(items: readonly Item[], id: string): Item | undefined {
  return items.find((item) => item.id === id);
}
