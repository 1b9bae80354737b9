// The one commit of a pass: only records that differ, each under the revision that it was read at.
import { authorityKey } from '../access/authority.ts';
import type { ClusterAggregate, Orphans } from '../model/aggregate.ts';
import { eventWrites } from '../model/events.ts';
import { childKey, clusterKey, operationKey } from '../model/keys.ts';
import type { ClusterNodesRecord } from '../model/observed.ts';
import type { OperationRecord } from '../model/records.ts';
import { type Expiry, operationExpiry, upgradeExpiry } from '../model/retention.ts';
import { isSameRecord } from '../model/same-record.ts';
import { addDemand, demandOf, differenceOfDemands, existingKey } from '../model/stored-demand.ts';
import type { Batch, DocumentKey, Write } from '../store/store.ts';
import { isOpen } from './operations/kinds.ts';
import type { Outcome } from './outcome.ts';

/** What a pass has to write; empty when nothing changed. */
export function writesOf(
  { state, revisions }: ClusterAggregate,
  outcome: Outcome,
  now: number,
): readonly Write[] {
  const { tenant, name } = state.ref;
  const writes: Write[] = [];
  const put = (key: DocumentKey, before: unknown, after: object | undefined, expiry: Expiry = {}) => {
    if (after === undefined || isSameRecord(before, after)) return;
    writes.push({ key, body: after, expect: revisions.of(key), ...expiry });
  };
  put(clusterKey(tenant, 'cluster', name), state.cluster, outcome.cluster);
  put(clusterKey(tenant, 'clusterStatus', name), state.status, outcome.status);
  put(clusterKey(tenant, 'clusterNodes', name), state.nodes, outcome.nodes);
  writes.push(...addExisting(tenant, state.nodes, outcome.nodes));
  for (const upgrade of outcome.upgrades) {
    const before = state.upgrades.find(({ id }) => id === upgrade.id);
    put(childKey(tenant, 'versionUpgrade', name, upgrade.id), before, upgrade, upgradeExpiry(upgrade));
  }
  writes.push(...operationWrites(tenant, name, state.operations, outcome.operations, revisions.of));
  const gone = [
    ...outcome.gone.nodeGroups.map((group) => childKey(tenant, 'nodeGroup', name, group.name)),
    ...outcome.gone.addons.map((addon) => childKey(tenant, 'addon', name, addon.name)),
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
  const key = clusterKey(state.ref.tenant, 'cluster', state.ref.name);
  const isWritten = writes.some((write) => write.key.kind === key.kind && write.key.id === key.id);
  const begins = outcome.operations.some(({ id }) => !state.operations.some((known) => known.id === id));
  return begins && !isWritten ? { writes, guards: [{ key, expect: revisions.of(key) }] } : { writes };
}

/** What ends operations whose cluster is gone. */
export function orphanWrites(
  tenant: string,
  name: string,
  { operations, revisions }: Orphans,
  ended: readonly OperationRecord[],
): readonly Write[] {
  return operationWrites(tenant, name, operations, ended, revisions.of);
}

/**
 * What removes a cluster: its own records and those of everything in it. Operations stay, as its history.
 * @param upgradeIds of all its upgrades, ended ones too
 */
export function removalWrites(
  { state, revisions }: ClusterAggregate,
  outcome: Outcome,
  upgradeIds: readonly string[],
): readonly Write[] {
  const { tenant, name } = state.ref;
  const keys = [
    clusterKey(tenant, 'cluster', name),
    ...state.nodeGroups.map((group) => childKey(tenant, 'nodeGroup', name, group.name)),
    ...state.addons.map((addon) => childKey(tenant, 'addon', name, addon.name)),
  ];
  const unguarded = [
    clusterKey(tenant, 'clusterStatus', name),
    authorityKey(state.cluster.uid),
    ...upgradeIds.map((id) => childKey(tenant, 'versionUpgrade', name, id)),
  ];
  return [
    ...keys.map((key) => ({ key, delete: true as const, expect: asRevision(revisions.of(key)) })),
    ...unguarded.map((key) => ({ key, delete: true as const, expect: 'any' as const })),
    ...removedNodes(tenant, name, state.nodes, revisions.of),
    ...operationWrites(tenant, name, state.operations, outcome.operations, revisions.of),
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

/** A changed operation, and its entries once it has ended: they end too. One that begins gets its entries. */
function operationWrites(
  tenant: string,
  cluster: string,
  before: readonly OperationRecord[],
  after: readonly OperationRecord[],
  revisionOf: (key: DocumentKey) => number | 'absent',
): readonly Write[] {
  return after.flatMap((operation): Write[] => {
    const earlier = before.find(({ id }) => id === operation.id);
    if (isSameRecord(earlier, operation)) return [];
    const key = operationKey(tenant, operation.id);
    const expiry = operationExpiry(operation);
    const write: Write = { key, body: operation, expect: revisionOf(key), ...expiry };
    if (earlier === undefined) {
      const keys = (['clusterOperation', 'openOperation'] as const).map((kind) =>
        childKey(tenant, kind, cluster, operation.id),
      );
      return [write, ...keys.map((each): Write => ({ key: each, body: {}, expect: 'absent' }))];
    }
    if (isOpen(operation)) return [write];
    return [
      write,
      {
        key: childKey(tenant, 'clusterOperation', cluster, operation.id),
        body: {},
        expect: 'any',
        ...expiry,
      },
      { key: childKey(tenant, 'openOperation', cluster, operation.id), delete: true, expect: 'any' },
    ];
  });
}

function asRevision(revision: number | 'absent'): number {
  if (revision === 'absent') throw new Error('A record that was read has a revision.');
  return revision;
}
