// Deleting a cluster: everything on it ends, the platform removes it, and then its records go in one commit.
import { NO_DEMAND } from '@hikube/domain';
import type { ClusterAggregate, ClusterState } from '../model/aggregate.ts';
import { fails } from '../model/conditions.ts';
import { childKey, childName, childPrefix, clusterKey, kinds, requestedKey } from '../model/keys.ts';
import {
  addDemand,
  demandOf,
  differenceOfDemands,
  type OperationRecord,
  type StoredDemand,
  type VersionUpgradeRecord,
} from '../model/records.ts';
import { upgradeEnded } from '../model/upgrades.ts';
import { MAX_PAGE, MAX_WRITES } from '../store/limits.ts';
import type { Store, Write } from '../store/store.ts';
import type { Endings } from './endings.ts';
import { advanceOperation, succeed, supersede } from './operations/advance.ts';
import type { Outcome, Reached } from './pass.ts';
import { ended } from './upgrades/transitions.ts';
import { removalWrites } from './writes.ts';

const BY = 'the deletion of the cluster';

/** The operations of a cluster that is being deleted: the deletion goes on, everything else is over. */
export function advanceDeletion(state: ClusterState, view: Reached): readonly OperationRecord[] {
  return state.operations.map((operation) => {
    if (operation.kind !== 'Cluster.delete') return supersede(operation, BY, view.now);
    // A refused removal is tried again for ever: a deletion cannot be taken back, so that it must not give up.
    return advanceOperation(operation, state, view, undefined);
  });
}

/** The upgrades of a cluster that is being deleted are over too. */
export function endUpgrades(state: ClusterState, now: number): readonly VersionUpgradeRecord[] {
  const aspect = fails('Progressing', 'Superseded', `Superseded by ${BY}.`);
  return state.upgrades.map((upgrade) =>
    upgradeEnded(upgrade) ? upgrade : ended(upgrade, 'Superseded', aspect, undefined, now),
  );
}

/**
 * Ends operations whose cluster has gone: the deletion as done, whatever else was asked for as superseded.
 * They exist when a request was accepted between the last look and the removal of the records.
 */
export function endOrphans(operations: readonly OperationRecord[], now: number): readonly OperationRecord[] {
  return operations.map((operation) => {
    if (operation.kind !== 'Cluster.delete') return supersede(operation, BY, now);
    return succeed(operation, [], now);
  });
}

/** A commit towards the removal of a cluster; the last one takes all of its records away at once. */
export interface Removal {
  readonly writes: readonly Write[];
  /** Nothing of the cluster is left after it. */
  readonly isComplete: boolean;
}

/**
 * Everything in one commit; only a cluster with a very long history of upgrades, or with many operations that requests
 * have ended, loses a part of that first, because a commit is bounded.
 */
export async function prepareRemoval(
  store: Store,
  aggregate: ClusterAggregate,
  outcome: Outcome,
  endings: Endings,
  now: number,
): Promise<Removal> {
  if (endings.more) return { writes: endings.writes, isComplete: false };
  const { tenant, name } = aggregate.state.ref;
  const prefix = childPrefix(name);
  const upgrades = await store.list({ kind: kinds.VersionUpgrade, tenant, prefix, limit: MAX_PAGE });
  const ids = upgrades.map(({ key }) => childName(key.id));
  const freed = await freedBy(store, tenant, name);
  const writes = [...removalWrites(aggregate, outcome, ids, now), ...freed, ...endings.writes];
  if (writes.length <= MAX_WRITES && ids.length < MAX_PAGE) return { writes, isComplete: true };
  const history = ids
    .slice(0, MAX_WRITES - endings.writes.length)
    .map((id): Write => ({ key: childKey(tenant, 'VersionUpgrade', name, id), delete: true, expect: 'any' }));
  return { writes: [...history, ...endings.writes], isComplete: false };
}

/** What a deletion that was asked for has given back at once, whoever takes a cluster away elsewhere has not. */
async function freedBy(store: Store, tenant: string, name: string): Promise<readonly Write[]> {
  const key = clusterKey(tenant, 'clusterUsage', name);
  const own = await store.get<StoredDemand>(key);
  if (own === undefined) return [];
  const freed = differenceOfDemands(demandOf(own.body), NO_DEMAND);
  return [...addDemand(requestedKey(tenant), freed), { key, delete: true, expect: own.revision }];
}
