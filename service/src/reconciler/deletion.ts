// Deleting a cluster: everything on it ends, the platform removes it, and then its records go in one commit.
import type { ClusterState } from '../model/aggregate.ts';
import { fails } from '../model/conditions.ts';
import type { OperationRecord, VersionUpgradeRecord } from '../model/records.ts';
import { upgradeEnded } from '../model/upgrades.ts';
import { advanceOperation, succeed, supersede } from './operations/advance.ts';
import type { Reached } from './pass.ts';
import { ended } from './upgrades/transitions.ts';

const BY = 'the deletion of the cluster';

/** The operations of a cluster that is being deleted: the deletion goes on, everything else is over. */
export function advanceDeletion(state: ClusterState, view: Reached): readonly OperationRecord[] {
  return state.operations.map((operation) => {
    if (operation.kind !== 'cluster.delete') return supersede(operation, BY, view.now);
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
    if (operation.kind !== 'cluster.delete') return supersede(operation, BY, now);
    return succeed(operation, [], now);
  });
}
