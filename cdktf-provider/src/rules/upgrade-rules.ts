// Who moves the version of a cluster, and in which steps.
import { at, checkVersionChange, checkVersionUpgrade, type Finding, isUnknown } from '@hikube/domain';
import type { ClusterProps, VersionUpgradeProps } from '../props.ts';
import { refusal } from './refusal.ts';

/** Findings about the version properties of a cluster and the upgrades that were scheduled for it, in order. */
export function checkUpgrades(
  { version, initialVersion, maintenance }: ClusterProps,
  upgrades: readonly VersionUpgradeProps[],
  later: (value: unknown) => unknown,
): readonly Finding[] {
  return [
    ...(version !== undefined && initialVersion !== undefined ? [twoVersions()] : []),
    ...(version !== undefined && upgrades.length > 0 ? [twoOwners()] : []),
    ...upgrades.flatMap((upgrade, index) => {
      const pointer = at('/upgrades', index);
      const { timeouts, ...body } = upgrade;
      return [
        ...checkVersionUpgrade(later(body), { maintenance: later(maintenance ?? null), pointer }),
        ...checkStep(later(upgrades[index - 1]?.targetVersion), later(upgrade.targetVersion), pointer),
      ];
    }),
  ];
}

/** The first step begins at what the cluster runs by then, which only the service knows. */
function checkStep(from: unknown, to: unknown, pointer: string): readonly Finding[] {
  if (typeof from !== 'string' || isUnknown(to)) return [];
  return checkVersionChange(from, to, [], undefined, at(pointer, 'targetVersion'));
}

function twoVersions(): Finding {
  return refusal(
    '/initialVersion',
    'It excludes version. Keep version to upgrade the cluster by changing it, or initialVersion to upgrade it with scheduleUpgrade.',
  );
}

function twoOwners(): Finding {
  return refusal(
    '/version',
    'A cluster with version is upgraded by changing it, and scheduleUpgrade would fight with that. Write initialVersion in place of version, or remove the scheduled upgrades.',
  );
}
