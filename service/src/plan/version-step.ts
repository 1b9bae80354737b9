// The version in a change of a cluster: it moves at once, it queues, or it is on its way already.
import { checkVersionChange, equalVersionText, type Finding, normaliseVersion } from '@hikube/domain';
import type { ClusterState } from '../model/aggregate.ts';
import type { OperationRecord } from '../model/records.ts';
import type { Desired } from './desired/desired.ts';
import type { Surroundings } from './ground.ts';
import {
  mayStartNow,
  type NewUpgrade,
  newUpgrade,
  operationOf,
  queuedTargets,
  upgradeTo,
} from './upgrade-records.ts';

/** What becomes of the version. */
export interface VersionStep {
  /** The desired state with the version that it has as soon as the write is committed. */
  readonly after: Desired;
  readonly findings: readonly Finding[];
  /** The upgrade that carries the change; undefined when the version stays. */
  readonly upgrade: NewUpgrade | undefined;
  /** An upgrade to the same version waits already: this is what the caller follows. */
  readonly waiting: OperationRecord | undefined;
}

/**
 * Decides about the version that a patch asks for.
 * @param written the text of the patch; undefined when it has none
 */
export function versionStep(
  state: ClusterState,
  after: Desired,
  written: unknown,
  surroundings: Surroundings,
): VersionStep {
  const { version } = state.cluster;
  const stays = { after: withVersion(after, version), upgrade: undefined, waiting: undefined };
  if (typeof written !== 'string') return { ...stays, findings: [] };
  const findings = checkVersionChange(version, written, queuedTargets(state), surroundings.catalogue);
  const target = normaliseVersion(written);
  const refused = findings.some(({ severity }) => severity === 'error');
  if (target === undefined || refused || equalVersionText(version, target)) return { ...stays, findings };
  const queued = upgradeTo(state, target);
  if (queued !== undefined) return { ...stays, findings, waiting: operationOf(state, queued) };
  const starts = mayStartNow(state);
  // Nobody chose a pace here, so it is the one that takes no capacity away.
  const order = { targetVersion: target, start: 'now', maxSurge: 1, maxUnavailable: 0 } as const;
  const upgrade = newUpgrade(order, state.cluster, starts, surroundings);
  return { ...stays, ...(starts ? { after } : {}), findings, upgrade };
}

function withVersion(desired: Desired, version: string): Desired {
  return { ...desired, cluster: { ...desired.cluster, version } };
}
