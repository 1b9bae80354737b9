// Plans a version upgrade as an object of its own, and says what one is as records.
import {
  checkVersionChange,
  checkVersionUpgrade,
  compareVersions,
  type Finding,
  normaliseVersion,
  UPGRADE_PACE,
} from '@hikube/domain';
import type { VersionUpgradeCreate } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import type { ClusterAggregate, ClusterState } from '../model/aggregate.ts';
import { etagOf } from '../model/etag.ts';
import { childKey, clusterKey, clusterReference, upgradeReference } from '../model/keys.ts';
import { finishedOperation, operationWrites, pendingOperation, upgradeExpiry } from '../model/operation.ts';
import type { ClusterRecord, OperationRecord, VersionUpgradeRecord } from '../model/records.ts';
import type { Write } from '../store/store.ts';
import { refuseErrors } from './check.ts';
import { desiredOf } from './desired/desired.ts';
import type { Plan, Surroundings } from './ground.ts';
import { impactAnswer, impactOfStep } from './impact.ts';
import { clusterWrite, openFor } from './records.ts';

/**
 * Plans the upgrade. One that is on its way already is followed, one that is not needed has succeeded.
 * @param fingerprint digest of the completed body
 */
export function planUpgradeRequest(
  body: VersionUpgradeCreate,
  fingerprint: string,
  aggregate: ClusterAggregate,
  surroundings: Surroundings,
): Plan {
  const { state } = aggregate;
  const { cluster } = state;
  const order = completeUpgrade(body);
  const known = upgradeTo(state, order.targetVersion);
  const followed = known && operationOf(state, known);
  const isNeeded = (compareVersions(order.targetVersion, cluster.version) ?? 0) > 0;
  // Who asks again for what is on its way, or is there, may do so after its time.
  const findings = findingsOf(body, aggregate, isNeeded && known === undefined, surroundings);
  refuseErrors(findings);
  const { token, holder } = surroundings.stamp;
  const origin = { createdBy: { token, fingerprint }, ...openFor(holder) };
  const upgrade = makeUpgrade(order, aggregate, isNeeded, surroundings, origin);
  const isNew = followed === undefined;
  return {
    writes: isNew ? [...upgrade.writes, ...movingWrites(upgrade, aggregate, surroundings)] : [],
    guards: isNew && !hasStarted(upgrade) ? [guardOf(aggregate, surroundings)] : [],
    operation: followed ?? upgrade.operation,
    etag: etagOf(known ?? upgrade.record),
    foresee: (used) => {
      const before = desiredOf(state);
      const after = { ...before, cluster: { ...before.cluster, version: order.targetVersion } };
      const { maxSurge, maxUnavailable } = { ...UPGRADE_PACE, ...order };
      const step = { name: cluster.name, before, after, state, pace: { maxSurge, maxUnavailable } };
      const impact = impactOfStep(step, surroundings);
      const target = clusterReference(cluster);
      const requested = surroundings.ledger.tenant;
      return impactAnswer(
        impact,
        { kind: 'VersionUpgrade.run', target, state, findings, requested },
        surroundings,
        used,
      );
    },
  };
}

function findingsOf(
  body: VersionUpgradeCreate,
  { state }: ClusterAggregate,
  begins: boolean,
  { catalogue, stamp }: Surroundings,
): readonly Finding[] {
  const { version, maintenance } = state.cluster;
  const own = checkVersionUpgrade(body, {
    catalogue,
    maintenance: maintenance ?? null,
    ...(begins ? { now: stamp.now } : {}),
  });
  const change = checkVersionChange(
    version,
    body.targetVersion,
    queuedTargets(state),
    catalogue,
    '/targetVersion',
  );
  // Both look at the text of the version; what the cluster says about it comes first.
  return [...change, ...own.filter(({ pointer }) => pointer !== '/targetVersion')];
}

/** The upgrade with its defaults: whoever writes them out asks for the same. */
export function completeUpgrade(body: VersionUpgradeCreate): UpgradeOrder {
  const { targetVersion, start = 'now', startAt, maxSurge, maxUnavailable } = { ...UPGRADE_PACE, ...body };
  return {
    targetVersion: normaliseVersion(targetVersion) ?? targetVersion,
    start,
    ...(startAt === undefined ? {} : { startAt }),
    maxSurge,
    maxUnavailable,
  };
}

function makeUpgrade(
  order: UpgradeOrder,
  { state }: ClusterAggregate,
  isNeeded: boolean,
  surroundings: Surroundings,
  origin: UpgradeOrigin,
): NewUpgrade {
  const starts = isNeeded && order.start === 'now' && mayStartNow(state);
  const upgrade = newUpgrade(order, state.cluster, starts, surroundings, origin);
  return isNeeded ? upgrade : reached(upgrade, surroundings);
}

/** The cluster has the version already: the upgrade has succeeded before it began. */
function reached({ record, operation }: NewUpgrade, { stamp }: Surroundings): NewUpgrade {
  const at = toTimestamp(stamp.now);
  const ended: VersionUpgradeRecord = {
    ...record,
    status: { ...record.status, phase: 'Succeeded', currentOperation: null, startedAt: at, endedAt: at },
  };
  const finished = finishedOperation(operation, stamp.tenant, stamp.now);
  const key = childKey(stamp.tenant, 'VersionUpgrade', record.cluster, record.id);
  return {
    record: ended,
    operation: finished,
    writes: [
      { key, body: ended, expect: 'absent', ...upgradeExpiry(ended) },
      ...operationWrites(undefined, finished),
    ],
  };
}

function hasStarted({ record }: NewUpgrade): boolean {
  return record.status.startedAt !== null && record.status.endedAt === null;
}

/** The version of the cluster moves in the commit that starts the upgrade. */
function movingWrites(
  upgrade: NewUpgrade,
  aggregate: ClusterAggregate,
  { stamp }: Surroundings,
): readonly Write[] {
  if (!hasStarted(upgrade)) return [];
  const { cluster } = aggregate.state;
  const moved: ClusterRecord = {
    ...cluster,
    version: upgrade.record.targetVersion,
    generation: cluster.generation + 1,
  };
  return [clusterWrite(moved, aggregate, stamp.tenant)];
}

function guardOf({ state, revisions }: ClusterAggregate, { stamp }: Surroundings) {
  const key = clusterKey(stamp.tenant, 'Cluster', state.cluster.name);
  return { key, expect: revisions.of(key) };
}

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
      kind: 'VersionUpgrade.run',
      target: upgradeReference(record),
      generation: 1,
      fields: ['/version'],
      children: [],
      phase: starts ? 'Starting' : waitingText(order),
    },
    tenant,
    now,
  );
  const key = childKey(tenant, 'VersionUpgrade', cluster.name, record.id);
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
  return upgrades.length === 0 && !operations.some(({ kind }) => kind === 'Cluster.create');
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
