// Whether an upgrade that has not started starts now, waits, or can never start.
import { compareVersions, isOpenAt, nextMinor, nextOpening, parseTimestamp } from '@hikube/domain';
import { toTimestamp } from '../../clock.ts';
import type { ClusterState } from '../../model/aggregate.ts';
import type { VersionUpgradeRecord } from '../../model/records.ts';
import { startedUpgrade } from '../../model/upgrades.ts';
import { isSettled } from '../operations/parts/part.ts';
import { versionParts } from '../operations/parts/version.ts';
import { isAccepted, type Reached } from '../pass.ts';

/** What becomes of an upgrade that has not started. */
export type StartDecision =
  | { readonly kind: 'start' }
  | {
      readonly kind: 'wait';
      readonly phase: 'Scheduled' | 'Pending' | 'Paused';
      readonly reason: string;
      readonly message: string;
      /** When time alone changes the decision, in milliseconds since the epoch. */
      readonly wakeAt?: number;
    }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'fail'; readonly reason: string; readonly message: string };

type Wait = Extract<StartDecision, { kind: 'wait' }>;

/**
 * Decides about one upgrade.
 * @param ahead upgrades that were asked for earlier and have not ended
 */
export function decideStart(
  upgrade: VersionUpgradeRecord,
  state: ClusterState,
  ahead: readonly VersionUpgradeRecord[],
  view: Reached,
): StartDecision {
  const { targetVersion } = upgrade;
  const { version } = state.cluster;
  if ((compareVersions(version, targetVersion) ?? 0) >= 0) return { kind: 'superseded' };
  if (upgrade.paused) {
    return waits('Paused', 'Paused', 'Paused before it started; resume it to let it start.');
  }
  const early = tooEarly(upgrade, state, view.now);
  if (early !== undefined) return early;
  const queued = behindOthers(upgrade, state, ahead);
  if (queued !== undefined) return queued;
  if (nextMinor(version) !== targetVersion) {
    const message = `The cluster is at ${version}, and ${targetVersion} is more than one minor version ahead; upgrade to ${nextMinor(version)} first.`;
    return { kind: 'fail', reason: 'VersionSkip', message };
  }
  if (view.offeredVersions !== undefined && !view.offeredVersions.includes(targetVersion)) {
    const message = `Kubernetes ${targetVersion} is not offered any more; choose one of ${view.offeredVersions.join(', ')}.`;
    return { kind: 'fail', reason: 'VersionNotOffered', message };
  }
  return notReady(state, view) ?? { kind: 'start' };
}

function waits(phase: Wait['phase'], reason: string, message: string, wakeAt?: number): Wait {
  return { kind: 'wait', phase, reason, message, ...(wakeAt === undefined ? {} : { wakeAt }) };
}

function tooEarly(upgrade: VersionUpgradeRecord, state: ClusterState, now: number): Wait | undefined {
  if (upgrade.start === 'at') {
    const startAt = parseTimestamp(upgrade.startAt) ?? now;
    if (startAt <= now) return undefined;
    return waits('Scheduled', 'Scheduled', `Starts at ${toTimestamp(startAt)}.`, startAt);
  }
  if (upgrade.start !== 'window') return undefined;
  const opening = nextOpening(state.cluster.maintenance, now);
  if (opening === undefined) {
    const message =
      'No maintenance window opens; set maintenance.window, or upgrade without waiting for one.';
    return waits('Scheduled', 'NoWindow', message);
  }
  if (isOpenAt(opening, now)) return undefined;
  const message = `Starts in the maintenance window that opens at ${toTimestamp(opening.start)}.`;
  return waits('Scheduled', 'WaitingForWindow', message, opening.start);
}

/** One upgrade runs at a time, and one that needs another's target first waits for it. */
function behindOthers(
  upgrade: VersionUpgradeRecord,
  state: ClusterState,
  ahead: readonly VersionUpgradeRecord[],
): Wait | undefined {
  const first =
    startedUpgrade(state.upgrades) ??
    ahead.find((other) => (compareVersions(other.targetVersion, upgrade.targetVersion) ?? 0) < 0);
  if (first === undefined) return undefined;
  return waits('Pending', 'Queued', `Waits for the upgrade to ${first.targetVersion}.`);
}

/** An upgrade starts from a cluster that stands still at its version and can be written to. */
function notReady(state: ClusterState, view: Reached): Wait | undefined {
  const { observed } = view;
  if (observed === undefined || !observed.apiReady || observed.failure !== undefined) {
    return waits('Pending', 'ControlPlaneNotReady', 'Waits until the control plane is ready.');
  }
  if (!isAccepted(view)) {
    return waits('Pending', 'DesiredStateRefused', 'Waits until the platform takes the present settings.');
  }
  if (state.operations.some(({ kind }) => kind === 'Cluster.create')) {
    return waits('Pending', 'ClusterNotCreated', 'Waits until the cluster is created.');
  }
  const { version } = state.cluster;
  if (!versionParts(state, observed, version).every(({ step }) => isSettled(step))) {
    return waits('Pending', 'VersionNotReached', `Waits until every machine runs ${version}.`);
  }
  return undefined;
}
