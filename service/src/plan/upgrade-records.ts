// Version upgrades as records: a new one with its operation, and what cancelling one comes to.

import { toTimestamp } from '../clock.ts';
import type { ClusterState } from '../model/aggregate.ts';
import { childKey } from '../model/keys.ts';
import { operationWrites, pendingOperation } from '../model/operation.ts';
import type { ClusterRecord, OperationRecord, VersionUpgradeRecord } from '../model/records.ts';
import type { Write } from '../store/store.ts';
import type { Surroundings } from './ground.ts';

/** What is asked for. */
export type UpgradeOrder = Pick<
  VersionUpgradeRecord,
  'targetVersion' | 'start' | 'startAt' | 'maxSurge' | 'maxUnavailable'
>;

/** Who asked for it, where somebody asked for the upgrade itself. */
export type UpgradeOrigin = Pick<VersionUpgradeRecord, 'createdBy' | 'holder'>;

/** A new upgrade and the operation that follows it. */
export interface NewUpgrade {
  readonly record: VersionUpgradeRecord;
  readonly operation: OperationRecord;
  readonly writes: readonly Write[];
}

/**
 * Makes an upgrade.
 * @param starts whether the version of the cluster moves in the same commit; else the reconciler starts it in its turn
 */
export function newUpgrade(
  order: UpgradeOrder,
  cluster: ClusterRecord,
  starts: boolean,
  { stamp, uid, newId }: Surroundings,
  origin: UpgradeOrigin = {},
): NewUpgrade {
  const { now, tenant } = stamp;
  const operationId = newId('op');
  const record: VersionUpgradeRecord = {
    id: newId('upg'),
    cluster: cluster.name,
    ...order,
    fromVersion: cluster.version,
    uid: uid(),
    createdAt: toTimestamp(now),
    generation: 1,
    status: {
      phase: starts ? 'Running' : order.start === 'now' ? 'Pending' : 'Scheduled',
      currentOperation: operationId,
      startedAt: starts ? toTimestamp(now) : null,
      endedAt: null,
      steps: [],
      conditions: [],
    },
    paused: false,
    committed: false,
    ...origin,
  };
  const operation = pendingOperation(
    {
      id: operationId,
      kind: 'versionUpgrade.run',
      target: { kind: 'versionUpgrade', cluster: cluster.name, name: record.id, uid: record.uid },
      generation: 1,
      fields: ['/version'],
      children: [],
      phase: starts ? 'Starting' : waitingText(order),
    },
    tenant,
    now,
  );
  const key = childKey(tenant, 'versionUpgrade', cluster.name, record.id);
  return {
    record,
    operation,
    writes: [{ key, body: record, expect: 'absent' }, ...operationWrites(undefined, operation)],
  };
}

function waitingText({ start, startAt }: UpgradeOrder): string {
  if (start === 'at') return `Waits until ${startAt}`;
  return start === 'window' ? 'Waits for the maintenance window' : 'Waits for its turn';
}

/** Targets of upgrades that have not started: what a further upgrade counts from. */
export function queuedTargets({ upgrades }: ClusterState): readonly string[] {
  return upgrades.filter(({ status }) => status.startedAt === null).map(({ targetVersion }) => targetVersion);
}

/** Whether an upgrade that is asked for now may move the version at once. */
export function mayStartNow({ upgrades, operations }: ClusterState): boolean {
  return upgrades.length === 0 && !operations.some(({ kind }) => kind === 'cluster.create');
}

/** The unfinished upgrade to that version, if there is one. */
export function upgradeTo(
  { upgrades }: ClusterState,
  targetVersion: string,
): VersionUpgradeRecord | undefined {
  return upgrades.find((upgrade) => upgrade.targetVersion === targetVersion);
}

/** The open operation of an upgrade. */
export function operationOf(
  { operations }: ClusterState,
  upgrade: VersionUpgradeRecord,
): OperationRecord | undefined {
  return operations.find(({ target }) => target.uid === upgrade.uid);
}
