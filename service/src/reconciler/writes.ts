// The one commit of a pass: only records that differ, each under the revision that it was read at.
import type { ClusterAggregate, Orphans, Revisions } from '../model/aggregate.ts';
import { eventWrites } from '../model/events.ts';
import { childKey, clusterKey, existingKey } from '../model/keys.ts';
import { type Expiry, operationWrites, upgradeExpiry } from '../model/operation.ts';
import {
  addDemand,
  type ClusterNodesRecord,
  demandOf,
  differenceOfDemands,
  isSameRecord,
  type OperationRecord,
} from '../model/records.ts';
import type { Batch, DocumentKey, Write } from '../store/store.ts';
import type { Outcome } from './pass.ts';

/** What a pass has to write; empty when nothing changed. */
function writesOf({ state, revisions }: ClusterAggregate, outcome: Outcome, now: number): readonly Write[] {
  const { tenant, name } = state.ref;
  const writes: Write[] = [];
  const put = (key: DocumentKey, before: unknown, after: object | undefined, expiry: Expiry = {}) => {
    if (after === undefined || isSameRecord(before, after)) return;
    writes.push({ key, body: after, expect: revisions.of(key), ...expiry });
  };
  put(clusterKey(tenant, 'Cluster', name), state.cluster, outcome.cluster);
  put(clusterKey(tenant, 'clusterStatus', name), state.status, outcome.status);
  put(clusterKey(tenant, 'clusterNodes', name), state.nodes, outcome.nodes);
  writes.push(...addExisting(tenant, state.nodes, outcome.nodes));
  for (const upgrade of outcome.upgrades) {
    const before = state.upgrades.find(({ id }) => id === upgrade.id);
    put(childKey(tenant, 'VersionUpgrade', name, upgrade.id), before, upgrade, upgradeExpiry(upgrade));
  }
  for (const group of outcome.released) {
    put(childKey(tenant, 'NodeGroup', name, group.name), undefined, group);
  }
  writes.push(...writesOfAll(state.operations, outcome.operations, revisions));
  const gone = [
    ...outcome.gone.nodeGroups.map((group) => childKey(tenant, 'NodeGroup', name, group.name)),
    ...outcome.gone.addons.map((addon) => childKey(tenant, 'Addon', name, addon.name)),
  ];
  for (const key of gone) {
    const revision = revisions.of(key);
    if (revision !== 'absent') writes.push({ key, delete: true, expect: revision });
  }
  writes.push(...eventWrites(tenant, state.ref.uid, outcome.events, now));
  return writes;
}

/**
 * The commit of a pass. Work that the pass itself begins relies on the cluster as it was read: whoever changes the
 * settings meanwhile, or deletes the cluster, wins.
 */
export function batchOf(aggregate: ClusterAggregate, outcome: Outcome, now: number): Batch {
  const writes = writesOf(aggregate, outcome, now);
  const { state, revisions } = aggregate;
  const key = clusterKey(state.ref.tenant, 'Cluster', state.ref.name);
  const isWritten = writes.some((write) => write.key.kind === key.kind && write.key.id === key.id);
  const begins = outcome.operations.some(({ id }) => !state.operations.some((known) => known.id === id));
  const relies = begins || outcome.released.length > 0;
  return relies && !isWritten ? { writes, guards: [{ key, expect: revisions.of(key) }] } : { writes };
}

/** What ends operations whose cluster is gone. */
export function orphanWrites(
  { operations, revisions }: Orphans,
  ended: readonly OperationRecord[],
): readonly Write[] {
  return writesOfAll(operations, ended, revisions);
}

/**
 * What removes a cluster: its own records and those of everything in it. Operations and events stay, as its history.
 * @param upgradeIds of all its upgrades, ended ones too
 */
export function removalWrites(
  { state, revisions }: ClusterAggregate,
  outcome: Outcome,
  upgradeIds: readonly string[],
  now: number,
): readonly Write[] {
  const { tenant, name } = state.ref;
  const keys = [
    clusterKey(tenant, 'Cluster', name),
    ...state.nodeGroups.map((group) => childKey(tenant, 'NodeGroup', name, group.name)),
    ...state.addons.map((addon) => childKey(tenant, 'Addon', name, addon.name)),
  ];
  const unguarded = [
    clusterKey(tenant, 'clusterStatus', name),
    ...upgradeIds.map((id) => childKey(tenant, 'VersionUpgrade', name, id)),
  ];
  return [
    ...keys.map((key) => ({ key, delete: true as const, expect: asRevision(revisions.of(key)) })),
    ...unguarded.map((key) => ({ key, delete: true as const, expect: 'any' as const })),
    ...removedNodes(tenant, name, state.nodes, revisions.of),
    ...writesOfAll(state.operations, outcome.operations, revisions),
    ...eventWrites(tenant, state.ref.uid, outcome.events, now),
  ];
}

/** Exactly the record that was read is taken away, because it says how much was added. */
function removedNodes(
  tenant: string,
  name: string,
  nodes: ClusterNodesRecord | undefined,
  revisionOf: (key: DocumentKey) => number | 'absent',
): readonly Write[] {
  const key = clusterKey(tenant, 'clusterNodes', name);
  const revision = revisionOf(key);
  if (revision === 'absent') return [];
  return [{ key, delete: true, expect: revision }, ...addExisting(tenant, nodes, undefined)];
}

/** Keeps the sum of what exists in the tenant: the record that says what was added is written in the same commit. */
function addExisting(
  tenant: string,
  before: ClusterNodesRecord | undefined,
  after: ClusterNodesRecord | undefined,
): readonly Write[] {
  const difference = differenceOfDemands(demandOf(before?.existing), demandOf(after?.existing));
  return addDemand(existingKey(tenant), difference);
}

function writesOfAll(
  before: readonly OperationRecord[],
  after: readonly OperationRecord[],
  revisions: Revisions,
): readonly Write[] {
  return after.flatMap((operation) =>
    operationWrites(
      before.find(({ id }) => id === operation.id),
      operation,
      revisions.of,
    ),
  );
}

function asRevision(revision: number | 'absent'): number {
  if (revision === 'absent') throw new Error('A record that was read has a revision.');
  return revision;
}
