// Where a version upgrade is in its life, and the versions that records imply.
import { normaliseVersion, parseVersion } from '@hikube/domain';
import type { VersionUpgrade, VersionUpgradePhase } from '@hikube/openapi/types';
import type { VersionUpgradeRecord } from './records.ts';

/**
 * The minor version from which an upgrade moves a cluster, and to which taking it back returns: the one before its
 * target, because an upgrade only ever starts there. `fromVersion` tells where the cluster was at the request.
 */
export function versionBefore(targetVersion: string): string {
  const target = parseVersion(targetVersion);
  if (target === undefined) throw new RangeError(`A stored upgrade has the target ${targetVersion}.`);
  return `${target.major}.${target.minor - 1}`;
}

/** Whether a version is a patch of the minor, and not only the minor itself. */
export function isPatchOf(version: string, minor: string): boolean {
  return parseVersion(version)?.patch !== undefined && normaliseVersion(version) === minor;
}

/**
 * Order of two versions with their patches: negative, zero or positive.
 * @returns `undefined` when one of them is no version; a version without a patch counts as its first one
 */
export function comparePatches(a: string, b: string): number | undefined {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  if (left === undefined || right === undefined) return undefined;
  return left.major - right.major || left.minor - right.minor || (left.patch ?? 0) - (right.patch ?? 0);
}

const ENDED: ReadonlySet<VersionUpgradePhase> = new Set(['Succeeded', 'Failed', 'Cancelled', 'Superseded']);

/** Whether nothing more will happen to it. */
export function upgradeEnded(upgrade: VersionUpgrade): boolean {
  return ENDED.has(upgrade.status.phase);
}

/** Whether the version of the cluster has been moved for it, and it has not ended. */
export function hasStarted(upgrade: VersionUpgrade): boolean {
  return upgrade.status.startedAt !== null && !upgradeEnded(upgrade);
}

/** The upgrade that is under way, also when it is paused. There is never more than one. */
export function startedUpgrade(upgrades: readonly VersionUpgradeRecord[]): VersionUpgradeRecord | undefined {
  return upgrades.find(hasStarted);
}
