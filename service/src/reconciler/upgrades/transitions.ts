// What an upgrade can become in a pass, together with its operations and its cluster.
import type { VersionUpgradePhase } from '@hikube/openapi/types';
import { toTimestampAfter } from '../../clock.ts';
import { type Aspect, conditionsOf, fails, holds } from '../../model/conditions.ts';
import { hasEnded } from '../../model/operation.ts';
import type { ClusterRecord, OperationRecord, VersionUpgradeRecord } from '../../model/records.ts';
import { versionBefore } from '../../model/upgrades.ts';
import { fail, supersede } from '../operations/advance.ts';
import type { StartDecision } from './decide-start.ts';

/** An upgrade after a pass. */
export interface Advanced {
  readonly cluster: ClusterRecord;
  readonly upgrade: VersionUpgradeRecord;
  readonly operations: readonly OperationRecord[];
  /** When time alone changes it, in milliseconds since the epoch. */
  readonly wakeAt?: number;
}

const NEVER_STARTED = 'Nothing was changed.';

/** The version of the cluster moves, and the platform follows from the next pass on. */
export function started(
  upgrade: VersionUpgradeRecord,
  own: readonly OperationRecord[],
  cluster: ClusterRecord,
  now: number,
): Advanced {
  const aspect = holds(
    'Progressing',
    'Starting',
    `Moves from ${cluster.version} to ${upgrade.targetVersion}.`,
  );
  const running = withStatus(upgrade, 'Running', aspect, own[0], now);
  return {
    cluster: { ...cluster, version: upgrade.targetVersion, generation: cluster.generation + 1 },
    upgrade: {
      ...running,
      status: { ...running.status, startedAt: toTimestampAfter(now, upgrade.createdAt) },
    },
    operations: own.map((operation) => ({ ...operation, status: 'pending', phase: 'Starting' })),
  };
}

/** It waits, and says for what. */
export function waiting(
  upgrade: VersionUpgradeRecord,
  own: readonly OperationRecord[],
  cluster: ClusterRecord,
  decision: Extract<StartDecision, { kind: 'wait' }>,
  now: number,
): Advanced {
  const aspect = fails('Progressing', decision.reason, decision.message);
  const status = decision.phase === 'Paused' ? 'paused' : 'pending';
  return {
    cluster,
    upgrade: withStatus(upgrade, decision.phase, aspect, own[0], now),
    operations: own.map((operation) => ({ ...operation, status, phase: decision.message })),
    ...(decision.wakeAt === undefined ? {} : { wakeAt: decision.wakeAt }),
  };
}

/** It can never start. */
export function neverStarted(
  upgrade: VersionUpgradeRecord,
  own: readonly OperationRecord[],
  cluster: ClusterRecord,
  cause: { readonly reason: string; readonly message: string },
  now: number,
): Advanced {
  const aspect = fails('Progressing', cause.reason, cause.message);
  return {
    cluster,
    upgrade: ended(upgrade, 'Failed', aspect, own[0], now),
    operations: own.map((operation) => fail(operation, cause, NEVER_STARTED, now)),
  };
}

/** The cluster got there, or further, by another change. */
export function superseded(
  upgrade: VersionUpgradeRecord,
  own: readonly OperationRecord[],
  cluster: ClusterRecord,
  now: number,
): Advanced {
  const by = `a change of the version to ${cluster.version}`;
  const aspect = fails('Progressing', 'Superseded', `Superseded by ${by}.`);
  return {
    cluster,
    upgrade: ended(upgrade, 'Superseded', aspect, own[0], now),
    operations: own.map((operation) => supersede(operation, by, now)),
  };
}

/** Before the point of no return nothing runs the new version, so that going back costs nothing. */
export function takenBack(cluster: ClusterRecord, upgrade: VersionUpgradeRecord): ClusterRecord {
  if (cluster.version !== upgrade.targetVersion) return cluster;
  return { ...cluster, version: versionBefore(upgrade.targetVersion), generation: cluster.generation + 1 };
}

/** The upgrade is over. */
export function ended(
  upgrade: VersionUpgradeRecord,
  phase: VersionUpgradePhase,
  aspect: Aspect,
  operation: OperationRecord | undefined,
  now: number,
): VersionUpgradeRecord {
  const after = withStatus(upgrade, phase, aspect, operation, now);
  return {
    ...after,
    status: {
      ...after.status,
      currentOperation: null,
      endedAt: toTimestampAfter(now, upgrade.createdAt, upgrade.status.startedAt),
    },
  };
}

/** The upgrade in a phase, with the steps of its operation. */
export function withStatus(
  upgrade: VersionUpgradeRecord,
  phase: VersionUpgradePhase,
  aspect: Aspect,
  operation: OperationRecord | undefined,
  now: number,
): VersionUpgradeRecord {
  return {
    ...upgrade,
    status: {
      ...upgrade.status,
      phase,
      currentOperation: operation !== undefined && !hasEnded(operation) ? operation.id : null,
      steps: operation?.steps ?? upgrade.status.steps,
      conditions: conditionsOf(upgrade.status.conditions, [aspect], now),
    },
  };
}
