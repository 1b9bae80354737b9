// The upgrades of a cluster after a pass: those that wait, the one that runs, and what that does to the cluster.
import { compareVersions } from '@hikube/domain';
import type { ClusterState } from '../../model/aggregate.ts';
import { fails, holds } from '../../model/conditions.ts';
import type { ClusterRecord, OperationRecord, VersionUpgradeRecord } from '../../model/records.ts';
import { hasStarted, upgradeEnded } from '../../model/upgrades.ts';
import { advanceOperation } from '../operations/advance.ts';
import { hasReached } from '../operations/parts/version.ts';
import type { Reached, Refusal } from '../pass.ts';
import { decideStart } from './decide-start.ts';
import {
  type Advanced,
  ended,
  neverStarted,
  started,
  superseded,
  takenBack,
  waiting,
  withStatus,
} from './transitions.ts';

/** What a pass made of the upgrades. */
export interface AdvancedUpgrades {
  readonly cluster: ClusterRecord;
  readonly upgrades: readonly VersionUpgradeRecord[];
  /** Operations of upgrades only. */
  readonly operations: readonly OperationRecord[];
  /** When a scheduled upgrade is due next, in milliseconds since the epoch. */
  readonly wakeAt: number | undefined;
}

const FAILED_BEFORE =
  'The cluster went back to its version and works as before; remove the cause and ask for the upgrade again.';
const FAILED_AFTER =
  'What has been upgraded stays, the rest serves at its version; the platform goes on once the cause is gone.';

/**
 * Advances every upgrade that has not ended, in the order in which they were asked for.
 * @param refusalOf why the platform refused what an operation asks for
 */
export function advanceUpgrades(
  state: ClusterState,
  view: Reached,
  refusalOf: (operation: OperationRecord) => Refusal | undefined,
): AdvancedUpgrades {
  let current = state;
  const operations: OperationRecord[] = [];
  const wakeTimes: number[] = [];
  for (const { id } of state.upgrades) {
    const upgrade = current.upgrades.find((each) => each.id === id);
    if (upgrade === undefined || upgradeEnded(upgrade)) continue;
    const own = state.operations.filter(({ target }) => target.uid === upgrade.uid);
    const result = hasStarted(upgrade)
      ? advanceStarted(upgrade, own, current, view, refusalOf)
      : advanceWaiting(upgrade, own, current, view);
    const upgrades = current.upgrades.map((each) => (each.id === id ? result.upgrade : each));
    current = { ...current, cluster: result.cluster, upgrades };
    operations.push(...result.operations);
    if (result.wakeAt !== undefined) wakeTimes.push(result.wakeAt);
  }
  const wakeAt = wakeTimes.length === 0 ? undefined : Math.min(...wakeTimes);
  return { cluster: current.cluster, upgrades: current.upgrades, operations, wakeAt };
}

function advanceStarted(
  upgrade: VersionUpgradeRecord,
  own: readonly OperationRecord[],
  state: ClusterState,
  view: Reached,
  refusalOf: (operation: OperationRecord) => Refusal | undefined,
): Advanced {
  const { cluster } = state;
  const { now, observed } = view;
  if ((compareVersions(cluster.version, upgrade.targetVersion) ?? 0) > 0) {
    return superseded(upgrade, own, cluster, now);
  }
  const members = observed?.controlPlane ?? [];
  const committed =
    upgrade.committed || members.some((member) => hasReached(member.version, upgrade.targetVersion));
  const nextStep = committed ? FAILED_AFTER : FAILED_BEFORE;
  const advanced = own.map((each) => advanceOperation(each, state, view, refusalOf(each), nextStep));
  const [operation] = advanced;
  const next = { ...upgrade, committed };
  if (operation?.status === 'succeeded') {
    const aspect = fails('Progressing', 'Complete', `Every machine runs ${upgrade.targetVersion}.`);
    return { cluster, upgrade: ended(next, 'Succeeded', aspect, operation, now), operations: advanced };
  }
  if (operation?.status === 'failed') {
    const aspect = fails('Progressing', 'Failed', operation.error?.detail ?? '');
    const after = ended(next, 'Failed', aspect, operation, now);
    return {
      cluster: committed ? cluster : takenBack(cluster, upgrade),
      upgrade: after,
      operations: advanced,
    };
  }
  return { cluster, ...underWay(next, advanced, now) };
}

/** Runs, or is held after the node in hand. */
function underWay(
  upgrade: VersionUpgradeRecord,
  advanced: readonly OperationRecord[],
  now: number,
): Pick<Advanced, 'upgrade' | 'operations'> {
  const [operation] = advanced;
  const text = operation?.phase ?? '';
  const held = `Paused: ${text}`;
  const operations = upgrade.paused
    ? advanced.map((each): OperationRecord => ({ ...each, status: 'paused', phase: `Paused: ${each.phase}` }))
    : advanced;
  const aspect = upgrade.paused
    ? fails('Progressing', 'Paused', held)
    : holds('Progressing', upgrade.committed ? 'Upgrading' : 'Starting', text);
  const phase = upgrade.paused ? 'Paused' : 'Running';
  return { upgrade: withStatus(upgrade, phase, aspect, operation, now), operations };
}

function advanceWaiting(
  upgrade: VersionUpgradeRecord,
  own: readonly OperationRecord[],
  state: ClusterState,
  view: Reached,
): Advanced {
  const { cluster } = state;
  const { now } = view;
  const ahead = state.upgrades
    .slice(0, state.upgrades.indexOf(upgrade))
    .filter((each) => !upgradeEnded(each));
  const decision = decideStart(upgrade, state, ahead, view);
  switch (decision.kind) {
    case 'superseded':
      return superseded(upgrade, own, cluster, now);
    case 'fail':
      return neverStarted(upgrade, own, cluster, decision, now);
    case 'start':
      return started(upgrade, own, cluster, now);
    case 'wait':
      return waiting(upgrade, own, cluster, decision, now);
  }
}
