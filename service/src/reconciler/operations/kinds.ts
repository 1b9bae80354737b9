// What an operation is about, and whether it still goes on.
import type { OperationStatus } from '@hikube/openapi/types';
import type { OperationRecord, VersionUpgradeRecord } from '../../model/records.ts';
import { hasStarted } from '../upgrades/phases.ts';

const OPEN: ReadonlySet<OperationStatus> = new Set(['pending', 'running', 'paused']);

/** Whether it has not ended. */
export function isOpen(operation: OperationRecord): boolean {
  return OPEN.has(operation.status);
}

/** Whether the platform works on it, or is about to. A paused one waits for a person. */
export function isActive(operation: OperationRecord): boolean {
  return operation.status === 'pending' || operation.status === 'running';
}

/** Whether it moves the version of the cluster through an upgrade object. */
export function isUpgrade(operation: OperationRecord): boolean {
  return operation.kind === 'versionUpgrade.run';
}

/** Whether it moves the cluster to another patch of its version, which the reconciler itself begins. */
export function isPatch(operation: OperationRecord): boolean {
  return operation.kind === 'cluster.patch';
}

/** Whether something is done for it now: it is active, and not the operation of an upgrade that has yet to start. */
export function isWorkedOn(operation: OperationRecord, upgrades: readonly VersionUpgradeRecord[]): boolean {
  if (!isActive(operation)) return false;
  return (
    !isUpgrade(operation) || upgrades.some((each) => each.uid === operation.target.uid && hasStarted(each))
  );
}

/** Whether it creates, changes or removes the object itself, or does so together with others. */
export function isAbout(operation: OperationRecord, uid: string): boolean {
  return operation.target.uid === uid || operation.children.includes(uid);
}
