// Cancels, pauses and resumes a version upgrade.
import { compareVersions } from '@hikube/domain';
import { toTimestampAfter } from '../clock.ts';
import type { ClusterAggregate } from '../model/aggregate.ts';
import { conditionsOf, fails } from '../model/conditions.ts';
import { etagOf } from '../model/etag.ts';
import { childKey, clusterKey } from '../model/keys.ts';
import { endedOperation, endingWrites, operationWrites, upgradeExpiry } from '../model/operation.ts';
import type { OperationRecord, VersionUpgradeRecord } from '../model/records.ts';
import { versionBefore } from '../model/upgrades.ts';
import { Refusal } from '../refusal.ts';
import type { Guard, Write } from '../store/store.ts';
import { plainImpact } from './impact.ts';
import type { Plan } from './plan.ts';
import { clusterWrite } from './records.ts';
import { operationOf } from './upgrade-records.ts';

/** What is asked of an upgrade. */
export type Steering = 'cancel' | 'pause' | 'resume';

/**
 * Plans it.
 * @param upgrade as it is stored; one that has ended is not part of the aggregate
 * @param now milliseconds since the epoch
 */
export function planSteering(
  steering: Steering,
  upgrade: VersionUpgradeRecord,
  aggregate: ClusterAggregate,
  now: number,
): Plan {
  const operation = operationOf(aggregate.state, upgrade);
  if (upgrade.status.endedAt !== null || operation === undefined) throw tooLate(steering, upgrade);
  if (steering === 'cancel') return planCancel(upgrade, operation, aggregate, now);
  if (upgrade.paused === (steering === 'pause')) {
    const detail =
      steering === 'pause'
        ? 'The upgrade is paused already: resume it to let it go on.'
        : 'The upgrade is not paused: there is nothing to resume.';
    throw new Refusal('invalid_transition', detail);
  }
  return planPause(upgrade, operation, aggregate, steering === 'pause');
}

function tooLate(steering: Steering, { status }: VersionUpgradeRecord): Refusal {
  const code = steering === 'cancel' ? 'not_cancellable' : 'invalid_transition';
  return new Refusal(code, `The upgrade has ended (${status.phase}): there is nothing to ${steering}.`);
}

/** The reconciler holds or lets go; what it is told here shows at once. */
function planPause(
  upgrade: VersionUpgradeRecord,
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  paused: boolean,
): Plan {
  const isStarted = upgrade.status.startedAt !== null;
  const waits = upgrade.start === 'now' ? ('Pending' as const) : ('Scheduled' as const);
  const phase = paused ? ('Paused' as const) : isStarted ? ('Running' as const) : waits;
  const steered = { ...upgrade, paused, status: { ...upgrade.status, phase } };
  const status = paused ? ('paused' as const) : ('pending' as const);
  const next: OperationRecord = { ...operation, status, phase: paused ? 'Paused' : 'Goes on' };
  const writes = [
    upgradeWrite(steered, aggregate),
    ...operationWrites(operation, next, aggregate.revisions.of),
  ];
  return steeredPlan(steered, next, writes, aggregate);
}

/**
 * Takes the upgrade back, and those behind it that start where it would have led. Before the point of no return
 * nothing runs the new version, so going back costs nothing.
 */
function planCancel(
  upgrade: VersionUpgradeRecord,
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  now: number,
): Plan {
  if (upgrade.committed) {
    const detail = `An API server runs ${upgrade.targetVersion} already, so the upgrade goes on: pause it to hold the nodes back.`;
    throw new Refusal('not_cancellable', detail);
  }
  const { state } = aggregate;
  const behind = state.upgrades.filter(
    (other) => (compareVersions(other.targetVersion, upgrade.targetVersion) ?? 0) > 0,
  );
  const upgrades = [upgrade, ...behind].map((each) => cancelled(each, now));
  const operations = state.operations
    .filter((each) => isCarriedBy(each, [upgrade, ...behind]))
    .map((each) => endedOperation(each, 'cancelled', 'Cancelled', now));
  const writes: Write[] = [
    ...upgrades.map((each) => upgradeWrite(each, aggregate)),
    ...operations.flatMap((each) => endingWrites(each, aggregate)),
    ...takenBack(upgrade, aggregate),
  ];
  const own = operations.find(({ id }) => id === operation.id) ?? operation;
  return steeredPlan(upgrades[0] ?? upgrade, own, writes, aggregate);
}

/** An operation of one of the upgrades, or the change of the cluster whose new version the first of them started. */
function isCarriedBy(operation: OperationRecord, upgrades: readonly VersionUpgradeRecord[]): boolean {
  if (upgrades.some(({ uid }) => uid === operation.target.uid)) return true;
  const moved = upgrades.some(({ status }) => status.startedAt !== null);
  return moved && operation.kind === 'cluster.update' && operation.fields.includes('/version');
}

function cancelled(upgrade: VersionUpgradeRecord, now: number): VersionUpgradeRecord {
  const aspect = fails('Progressing', 'Cancelled', `Cancelled before ${upgrade.targetVersion} ran anywhere.`);
  const status = {
    ...upgrade.status,
    phase: 'Cancelled' as const,
    currentOperation: null,
    conditions: conditionsOf(upgrade.status.conditions, [aspect], now),
    endedAt: toTimestampAfter(now, upgrade.createdAt, upgrade.status.startedAt),
  };
  return { ...upgrade, status };
}

function takenBack(upgrade: VersionUpgradeRecord, aggregate: ClusterAggregate): readonly Write[] {
  const { cluster } = aggregate.state;
  if (upgrade.status.startedAt === null || cluster.version !== upgrade.targetVersion) return [];
  const version = versionBefore(upgrade.targetVersion);
  return [
    clusterWrite({ ...cluster, version, generation: cluster.generation + 1 }, aggregate, cluster.tenant),
  ];
}

function upgradeWrite(upgrade: VersionUpgradeRecord, { state, revisions }: ClusterAggregate): Write {
  const key = childKey(state.ref.tenant, 'versionUpgrade', upgrade.cluster, upgrade.id);
  return { key, body: upgrade, expect: revisions.of(key), ...upgradeExpiry(upgrade) };
}

function steeredPlan(
  upgrade: VersionUpgradeRecord,
  operation: OperationRecord,
  writes: readonly Write[],
  { state, revisions }: ClusterAggregate,
): Plan {
  const key = clusterKey(state.ref.tenant, 'cluster', state.ref.name);
  const isWritten = writes.some((write) => write.key.kind === key.kind && write.key.id === key.id);
  const guards: Guard[] = isWritten ? [] : [{ key, expect: revisions.of(key) }];
  const impact = plainImpact('versionUpgrade.run', {
    action: 'update',
    target: `version-upgrade/${upgrade.id}`,
    fields: ['/status/phase'],
  });
  return { writes, guards, operation, etag: etagOf(upgrade), foresee: () => impact };
}
