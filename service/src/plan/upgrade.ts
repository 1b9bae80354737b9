// Plans a version upgrade as an object of its own.
import {
  checkVersionChange,
  checkVersionUpgrade,
  compareVersions,
  type Finding,
  normaliseVersion,
} from '@hikube/domain';
import type { VersionUpgradeCreate } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import type { ClusterAggregate } from '../model/aggregate.ts';
import { etagOf } from '../model/etag.ts';
import { childKey, clusterKey } from '../model/keys.ts';
import { finishedOperation, operationWrites, upgradeExpiry } from '../model/operation.ts';
import type { ClusterRecord, VersionUpgradeRecord } from '../model/records.ts';
import type { Write } from '../store/store.ts';
import { desiredOf } from './desired/desired.ts';
import { refuseErrors } from './findings.ts';
import type { Surroundings } from './ground.ts';
import { openFor } from './holder.ts';
import { impactAnswer, impactOfStep } from './impact.ts';
import type { Plan } from './plan.ts';
import { clusterWrite } from './records.ts';
import {
  mayStartNow,
  type NewUpgrade,
  newUpgrade,
  operationOf,
  queuedTargets,
  type UpgradeOrder,
  type UpgradeOrigin,
  upgradeTo,
} from './upgrade-records.ts';

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
  const findings = findingsOf(body, aggregate, surroundings);
  refuseErrors(findings);
  const order = completeUpgrade(body);
  const known = upgradeTo(state, order.targetVersion);
  const followed = known && operationOf(state, known);
  const isNeeded = (compareVersions(order.targetVersion, cluster.version) ?? 0) > 0;
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
      const impact = impactOfStep({ name: cluster.name, before, after, state }, surroundings);
      const target = `cluster/${cluster.name}`;
      const requested = surroundings.ledger.tenant;
      return impactAnswer(
        impact,
        { kind: 'versionUpgrade.run', target, findings, requested },
        surroundings,
        used,
      );
    },
  };
}

function findingsOf(
  body: VersionUpgradeCreate,
  { state }: ClusterAggregate,
  { catalogue }: Surroundings,
): readonly Finding[] {
  const { version, maintenance } = state.cluster;
  const own = checkVersionUpgrade(body, { catalogue, maintenance: maintenance ?? null });
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
  const { targetVersion, start = 'now', startAt, maxSurge = 1, maxUnavailable = 1 } = body;
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
  const key = childKey(stamp.tenant, 'versionUpgrade', record.cluster, record.id);
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
  const key = clusterKey(stamp.tenant, 'cluster', state.cluster.name);
  return { key, expect: revisions.of(key) };
}
