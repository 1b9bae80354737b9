// An operation from its beginning to its end: as it is made, what it is about, what ends it, and the one way in which it
// is written. What is over can still be looked at for a while; nothing unfinished is ever forgotten.
import type { Operation, OperationKind } from '@hikube/openapi/types';
import { toTimestamp, toTimestampAfter } from '../clock.ts';
import type { Put, Write } from '../store/store.ts';
import type { ClusterAggregate, Revisions } from './aggregate.ts';
import type { HeldBack } from './held-back.ts';
import { childKey, type IdentifiedReference, operationKey } from './keys.ts';
import { type EndingMark, isSameRecord, type OperationRecord, type VersionUpgradeRecord } from './records.ts';
import { hasStarted } from './upgrades.ts';

/** What a new operation is about. */
export interface NewOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly target: IdentifiedReference;
  /** Generation of the target that ends the operation once it is observed. */
  readonly generation: number;
  /** Pointers from the cluster, such as `/nodeGroups/web/maxReplicas`. */
  readonly fields: readonly string[];
  /** Uids of the node groups and add-ons of the same write. */
  readonly children: readonly string[];
  /** What goes on, for people. */
  readonly phase?: string;
  /** What waits for the maintenance window. */
  readonly heldBack?: HeldBack;
}

/** An operation of which the work has not begun. */
export function pendingOperation(operation: NewOperation, tenant: string, now: number): OperationRecord {
  const { id, kind, target, generation, fields, children, phase = 'Waiting to begin', heldBack } = operation;
  return {
    id,
    kind,
    target,
    status: 'pending',
    phase,
    generation,
    progress: { percent: 0, done: 0, total: 0, etaSeconds: null },
    steps: [],
    warnings: [],
    error: null,
    createdAt: toTimestamp(now),
    startedAt: null,
    endedAt: null,
    tenant,
    fields,
    children,
    ...(heldBack === undefined ? {} : { heldBack }),
  };
}

/** An operation for a request that changes nothing: it has succeeded before it began. */
export function finishedOperation(operation: NewOperation, tenant: string, now: number): OperationRecord {
  const at = toTimestamp(now);
  return {
    ...pendingOperation({ ...operation, phase: 'Nothing to change' }, tenant, now),
    status: 'succeeded',
    progress: { percent: 100, done: 0, total: 0, etaSeconds: 0 },
    startedAt: at,
    endedAt: at,
  };
}

/** An operation that something other than its work ends. */
export function endedOperation(
  operation: OperationRecord,
  status: 'superseded' | 'cancelled',
  phase: string,
  now: number,
): OperationRecord {
  const progress = { ...operation.progress, etaSeconds: null };
  const endedAt = toTimestampAfter(now, operation.createdAt, operation.startedAt);
  return { ...operation, status, phase, progress, endedAt };
}

/** Whether nothing more will happen to it. */
export function hasEnded({ endedAt }: Pick<OperationRecord, 'endedAt'>): boolean {
  return endedAt !== null;
}

/** Whether the platform works on it, or is about to. A paused one waits for a person. */
export function isActive(operation: OperationRecord): boolean {
  return operation.status === 'pending' || operation.status === 'running';
}

/** Whether it moves the version of the cluster through an upgrade object. */
export function isUpgrade(operation: OperationRecord): boolean {
  return operation.kind === 'VersionUpgrade.run';
}

/** Whether it moves the cluster to another patch of its version, which the reconciler itself begins. */
export function isPatch(operation: OperationRecord): boolean {
  return operation.kind === 'Cluster.patch';
}

/** Whether its work begins when the maintenance window opens. */
export function waitsForWindow({ heldBack, endedAt }: OperationRecord): boolean {
  return heldBack !== undefined && endedAt === null;
}

/** Whether something is done for it now: it is active, and neither waits for the window nor for the start of its upgrade. */
export function isWorkedOn(operation: OperationRecord, upgrades: readonly VersionUpgradeRecord[]): boolean {
  if (!isActive(operation) || waitsForWindow(operation)) return false;
  return (
    !isUpgrade(operation) || upgrades.some((each) => each.uid === operation.target.uid && hasStarted(each))
  );
}

/** Whether it creates, changes or removes the object itself, or does so together with others. */
export function isAbout(operation: OperationRecord, uid: string): boolean {
  return operation.target.uid === uid || operation.children.includes(uid);
}

/** Milliseconds for which something can be looked at after its end: as long as a token that is worth nothing any more. */
export const KEPT_AFTERWARDS_MS = 30 * 86_400_000;

/** The part of a write that says until when. */
export type Expiry = Pick<Put, 'expiresAt'>;

/**
 * An upgrade that moved its cluster is the cluster's history, of which there is one for each minor version: it goes with
 * the cluster. One that came to nothing goes a month after its end.
 */
export function upgradeExpiry({ committed, status }: VersionUpgradeRecord): Expiry {
  return committed ? {} : expiryAfter(status.endedAt);
}

function expiryAfter(endedAt: string | null): Expiry {
  return endedAt === null ? {} : { expiresAt: Date.parse(endedAt) + KEPT_AFTERWARDS_MS };
}

/**
 * The records of an operation: itself, its place in the list of its cluster, and a mark while it is open. They go a month
 * after its end. Requests and passes write operations with this and in no other way.
 * @param before as it is stored; undefined for a new one
 * @param revisionOf at which it was read: somebody else may be writing its progress
 */
export function operationWrites(
  before: OperationRecord | undefined,
  after: OperationRecord,
  revisionOf: Revisions['of'] = () => 'absent',
): Write[] {
  if (isSameRecord(before, after)) return [];
  const { tenant, id } = after;
  const { cluster } = after.target;
  const key = operationKey(tenant, id);
  const listed = childKey(tenant, 'clusterOperation', cluster, id);
  const open = childKey(tenant, 'openOperation', cluster, id);
  const expiry = expiryAfter(after.endedAt);
  const own: Write = { key, body: after, expect: revisionOf(key), ...expiry };
  if (before === undefined) {
    const mark: Write[] = hasEnded(after) ? [] : [{ key: open, body: {}, expect: 'absent' }];
    return [own, { key: listed, body: {}, expect: 'absent', ...expiry }, ...mark];
  }
  if (!hasEnded(after)) return [own];
  return [
    own,
    { key: listed, body: {}, expect: 'any', ...expiry },
    { key: open, delete: true, expect: 'any' },
  ];
}

/** The records with which a request ends an open operation, and a mark by which the reconciler tells of it. */
export function endingWrites(ended: OperationRecord, { state, revisions }: ClusterAggregate): Write[] {
  const { name, uid } = state.ref;
  const mark: EndingMark = { uid };
  const before = state.operations.find(({ id }) => id === ended.id);
  return [
    ...operationWrites(before, ended, revisions.of),
    { key: childKey(ended.tenant, 'endedOperation', name, ended.id), body: mark, expect: 'any' },
  ];
}

/** As the contract shows it. */
export function operationView(record: OperationRecord): Operation {
  const { tenant: _tenant, fields: _fields, children: _children, heldBack: _held, ...shown } = record;
  return waitsForWindow(record) ? { ...shown, waitsFor: 'window' } : shown;
}
