// What can still be done about work that goes on: a version upgrade is cancelled, paused or resumed, an operation cancelled.
import { compareVersions } from '@hikube/domain';
import { toTimestampAfter } from '../clock.ts';
import type { ClusterAggregate } from '../model/aggregate.ts';
import { conditionsOf, fails } from '../model/conditions.ts';
import { etagOf } from '../model/etag.ts';
import { asHeld } from '../model/held-back.ts';
import { childKey, clusterKey, operationKey, upgradeReference } from '../model/keys.ts';
import {
  endedOperation,
  endingWrites,
  operationWrites,
  upgradeExpiry,
  waitsForWindow,
} from '../model/operation.ts';
import type { OperationRecord, VersionUpgradeRecord } from '../model/records.ts';
import { versionBefore } from '../model/upgrades.ts';
import { Refusal } from '../refusal.ts';
import type { Guard, Write } from '../store/store.ts';
import { planUpdate } from './change.ts';
import { type ChildKind, childOf, childOrder } from './children.ts';
import { desiredOf } from './desired/desired.ts';
import type { Plan, Surroundings } from './ground.ts';
import { plainImpact } from './impact.ts';
import { clusterWrite } from './records.ts';
import { operationOf } from './upgrade.ts';

/** What is asked of an upgrade. */
export type Steering = 'cancel' | 'pause' | 'resume';

/** What steering depends on beside the cluster. */
export interface SteeringGround {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether the platform can hold an upgrade that has begun: nobody is advised to do what it cannot. */
  readonly canPause: boolean;
}

/** The capability behind `canPause`. */
export const PAUSE = 'upgrade.pause';

/**
 * Plans it.
 * @param upgrade as it is stored; one that has ended is not part of the aggregate
 */
export function planSteering(
  steering: Steering,
  upgrade: VersionUpgradeRecord,
  aggregate: ClusterAggregate,
  ground: SteeringGround,
): Plan {
  const operation = operationOf(aggregate.state, upgrade);
  if (upgrade.status.endedAt !== null || operation === undefined) throw upgradeOver(steering, upgrade);
  if (steering === 'cancel') return planCancel(upgrade, operation, aggregate, ground);
  if (upgrade.paused === (steering === 'pause')) {
    const detail =
      steering === 'pause'
        ? 'The upgrade is paused already: resume it to let it go on.'
        : 'The upgrade is not paused: there is nothing to resume.';
    throw new Refusal('invalid_transition', detail);
  }
  return planPause(upgrade, operation, aggregate, steering === 'pause');
}

function upgradeOver(steering: Steering, { status }: VersionUpgradeRecord): Refusal {
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
  { now, canPause }: SteeringGround,
): Plan {
  if (upgrade.committed) {
    const next = canPause ? 'pause it to hold the nodes back' : 'wait until the nodes have followed';
    const detail = `An API server runs ${upgrade.targetVersion} already, so the upgrade goes on: ${next}.`;
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
  return moved && operation.kind === 'Cluster.update' && operation.fields.includes('/version');
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
  const key = childKey(state.ref.tenant, 'VersionUpgrade', upgrade.cluster, upgrade.id);
  return { key, body: upgrade, expect: revisions.of(key), ...upgradeExpiry(upgrade) };
}

function steeredPlan(
  upgrade: VersionUpgradeRecord,
  operation: OperationRecord,
  writes: readonly Write[],
  { state, revisions }: ClusterAggregate,
): Plan {
  const key = clusterKey(state.ref.tenant, 'Cluster', state.ref.name);
  const isWritten = writes.some((write) => write.key.kind === key.kind && write.key.id === key.id);
  const guards: Guard[] = isWritten ? [] : [{ key, expect: revisions.of(key) }];
  const impact = plainImpact('VersionUpgrade.run', {
    action: 'update',
    target: upgradeReference(upgrade),
    fields: ['/status/phase'],
  });
  return { writes, guards, operation, etag: etagOf(upgrade), foresee: () => impact };
}

// Cancels an operation, as far as its work can be taken back: a version that nothing runs yet, an exchange that has
// not begun, an object that was asked for and can be removed again.

/** Plans the cancellation; the caller gets the operation as it ended. */
export function planCancellation(
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  surroundings: Surroundings,
): Plan {
  if (operation.endedAt !== null) {
    throw new Refusal(
      'not_cancellable',
      `The operation has ended (${operation.status}): there is nothing to cancel.`,
    );
  }
  if (waitsForWindow(operation)) return cancelWaiting(operation, aggregate, surroundings);
  switch (operation.kind) {
    case 'VersionUpgrade.run':
      return cancelVersion(operation, aggregate, surroundings);
    case 'Cluster.update':
      if (operation.fields.includes('/version')) return cancelVersion(operation, aggregate, surroundings);
      throw tooLate('the settings are stored already: change them back');
    case 'Node.replace':
      return cancelReplacement(operation, aggregate, surroundings);
    case 'NodeGroup.create':
      return takeBack('NodeGroup', operation, aggregate, surroundings);
    case 'Addon.create':
      return takeBack('Addon', operation, aggregate, surroundings);
    case 'Cluster.patch':
      throw tooLate(
        'no API server goes back to an older patch: turn maintenance.autoPatch off to get no further one',
      );
    case 'Cluster.create':
      throw tooLate('the cluster exists already: delete it');
    case 'Cluster.delete':
    case 'NodeGroup.delete':
    case 'Addon.delete':
      throw tooLate('a deletion cannot be taken back');
    default:
      throw tooLate('the settings are stored already: change them back');
  }
}

function tooLate(reason: string): Refusal {
  return new Refusal('not_cancellable', `This operation cannot be cancelled, because ${reason}.`);
}

function cancelVersion(
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  { stamp, catalogue }: Surroundings,
): Plan {
  const { upgrades, cluster } = aggregate.state;
  const upgrade = upgrades.find(({ uid, targetVersion }) =>
    operation.kind === 'VersionUpgrade.run'
      ? uid === operation.target.uid
      : targetVersion === cluster.version,
  );
  if (upgrade === undefined) throw tooLate('the version has moved already: wait until it has arrived');
  const canPause = catalogue.capabilities.includes(PAUSE);
  const plan = planSteering('cancel', upgrade, aggregate, { now: stamp.now, canPause });
  if (operation.kind === 'VersionUpgrade.run') return plan;
  return { ...plan, operation: endedOperation(operation, 'cancelled', 'Cancelled', stamp.now) };
}

/**
 * What waits for the window has touched no node: its fields go back to what the nodes run, in a change of its own that is
 * recorded as any other. What the operation changed at once stays, and so do changes that came after it.
 */
function cancelWaiting(
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  surroundings: Surroundings,
): Plan {
  const { state } = aggregate;
  const before = desiredOf(state);
  const nodeGroups = new Map(before.nodeGroups);
  for (const { name, uid } of state.nodeGroups) {
    const inputs = before.nodeGroups.get(name);
    if (inputs !== undefined) nodeGroups.set(name, asHeld(inputs, operation.heldBack?.[uid] ?? {}));
  }
  const { kind, name } = operation.target;
  const order = {
    kind: operation.kind,
    named: kind === 'NodeGroup' ? { kind, name } : { kind: 'Cluster' as const },
    // The operation ends here, and not because something took its place.
    aggregate: { ...aggregate, state: { ...state, operations: state.operations.filter(isOther(operation)) } },
    after: { ...before, nodeGroups },
    written: {},
    mentioned: { nodeGroups: [], addons: [] },
    childFingerprints: new Map(),
    rolls: 'never' as const,
    given: { dnsRecords: state.cluster.network.dnsRecords, sites: state.cluster.sites },
  };
  const plan = planUpdate(order, surroundings);
  const ended = endedOperation(operation, 'cancelled', 'Cancelled', surroundings.stamp.now);
  return { ...plan, writes: [...plan.writes, ...endingWrites(ended, aggregate)], operation: ended };
}

function isOther({ id }: OperationRecord) {
  return (other: OperationRecord) => other.id !== id;
}

/** Once the reconciler has taken it up, the new node is on its way and the old one drains. */
function cancelReplacement(
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  { stamp }: Surroundings,
): Plan {
  if (operation.startedAt !== null) throw tooLate('the exchange has begun: the new node is on its way');
  const { state, revisions } = aggregate;
  const ended = endedOperation(operation, 'cancelled', 'Cancelled', stamp.now);
  const key = clusterKey(stamp.tenant, 'Cluster', state.cluster.name);
  const impact = plainImpact(operation.kind, { action: 'update', target: operation.target });
  return {
    writes: endingWrites(ended, aggregate),
    guards: [{ key, expect: revisions.of(key) }],
    operation: ended,
    etag: undefined,
    foresee: () => impact,
  };
}

/** The object goes again; its removal is an operation of its own, and the creation ends as cancelled. */
function takeBack(
  kind: ChildKind,
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  surroundings: Surroundings,
): Plan {
  const record = childOf(aggregate, kind, operation.target.name);
  if (record === undefined || record.uid !== operation.target.uid || record.removal !== undefined) {
    throw tooLate('the object is on its way out already');
  }
  const removal = kind === 'NodeGroup' ? 'NodeGroup.delete' : 'Addon.delete';
  const plan = planUpdate(childOrder(aggregate, kind, record.name, undefined, removal), surroundings);
  const ended = endedOperation(operation, 'cancelled', 'Cancelled', surroundings.stamp.now);
  const key = operationKey(surroundings.stamp.tenant, operation.id);
  // The removal would end the creation as superseded; here the caller asked for that end.
  const writes = plan.writes.map((write) =>
    write.key.kind === key.kind && write.key.id === key.id ? { ...write, body: ended } : write,
  );
  return { ...plan, writes, operation: ended, etag: etagOf(record) };
}
