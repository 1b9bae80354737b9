// Where a version upgrade is in its life.
import type { VersionUpgrade, VersionUpgradePhase } from '@hikube/openapi/types';
import type { VersionUpgradeRecord } from '../../model/records.ts';

const ENDED: ReadonlySet<VersionUpgradePhase> = new Set(['Succeeded', 'Failed', 'Cancelled', 'Superseded']);

/** Whether nothing more will happen to it. */
export function hasEnded(upgrade: VersionUpgrade): boolean {
  return ENDED.has(upgrade.status.phase);
}

/** Whether the version of the cluster has been moved for it, and it has not ended. */
export function hasStarted(upgrade: VersionUpgrade): boolean {
  return upgrade.status.startedAt !== null && !hasEnded(upgrade);
}

/** The upgrade that is under way, also when it is paused. There is never more than one. */
export function startedUpgrade(upgrades: readonly VersionUpgradeRecord[]): VersionUpgradeRecord | undefined {
  return upgrades.find(hasStarted);
}
