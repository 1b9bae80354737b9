// What is being done to a cluster and to everything in it. The status of an object names its operation only once the
// reconciler has looked at it, which is a moment after the write was acknowledged; the list of operations has it at once.
import type { Hikube, Operation } from '@hikube/sdk';
import type { Session } from '../session.ts';
import { settle } from './settle.ts';

/** Operations that somebody waits for, newest first: not those of which the time, or the window, has yet to come. */
export async function underWay(hikube: Hikube, cluster: string): Promise<readonly Operation[]> {
  const open = await hikube.operations.list({ cluster, status: ['pending', 'running'] }).toArray();
  const due = open.filter(({ waitsFor }) => waitsFor === undefined);
  if (!due.some(isUpgradeToCome)) return due;
  const upgrades = await hikube.versionUpgrades.list(cluster).toArray();
  const scheduled = new Set(
    upgrades.filter(({ status }) => status.phase === 'Scheduled').map(({ uid }) => uid),
  );
  return due.filter((operation) => !isUpgradeToCome(operation) || !scheduled.has(operation.target.uid ?? ''));
}

const isUpgradeToCome = ({ kind, startedAt }: Operation) =>
  kind === 'VersionUpgrade.run' && startedAt === null;

/**
 * Waits for each of them.
 * @param timeoutMs for all of them together
 * @throws CliError as settle does
 */
export async function settleAll(
  session: Session,
  hikube: Hikube,
  operations: readonly Operation[],
  timeoutMs: number | undefined,
): Promise<void> {
  const { clock } = session.host;
  const begun = clock.monotonic();
  for (const { id } of operations) {
    const restMs = timeoutMs === undefined ? undefined : Math.max(0, begun + timeoutMs - clock.monotonic());
    await settle(session, hikube.operations.resume(id), { timeoutMs: restMs });
  }
}
