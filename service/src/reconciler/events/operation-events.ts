// Events about work that somebody asked for: operations that end, and upgrades step by step.
import type { ObjectReference, Operation, Step, VersionUpgrade } from '@hikube/openapi/types';
import { type EventDraft, normal, warning } from '../../model/events.ts';
import { operationReference, upgradeReference } from '../../model/keys.ts';

/** Tells of an operation that has ended since. */
export function operationEvents(before: Operation | undefined, after: Operation): readonly EventDraft[] {
  if (after.endedAt === null || (before?.endedAt ?? null) !== null) return [];
  const { kind, target, status, error } = after;
  const reason = `Operation${status[0]!.toUpperCase()}${status.slice(1)}`;
  const object = operationReference(after);
  const message = `${kind} of ${target.name} has ${WORDS[status] ?? 'ended'}.`;
  if (error === null) return [normal(object, reason, message)];
  return [warning(object, reason, `${message} ${error.detail}`)];
}

const WORDS: Readonly<Record<string, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'been cancelled',
  superseded: 'been replaced by a later change',
};

/** Tells of the phases and steps of an upgrade. */
export function upgradeEvents(
  before: VersionUpgrade | undefined,
  after: VersionUpgrade,
): readonly EventDraft[] {
  const upgrade = upgradeReference(after);
  const steps = after.status.steps.flatMap((step, index) =>
    stepEvents(upgrade, before?.status.steps[index], step),
  );
  const { phase } = after.status;
  if (before?.status.phase === phase) return steps;
  const tell = phase === 'Failed' ? warning : normal;
  const why = after.status.conditions.find(({ type }) => type === 'Progressing')?.message;
  const message = why || `The upgrade to ${after.targetVersion} is in the phase ${phase}.`;
  return [...steps, tell(upgrade, `Upgrade${phase}`, message)];
}

function stepEvents(upgrade: ObjectReference, before: Step | undefined, after: Step): readonly EventDraft[] {
  if (after.status === (before?.status ?? 'pending')) return [];
  const what = after.name;
  switch (after.status) {
    case 'running':
      return [normal(upgrade, 'UpgradeStepStarted', `${what} has begun.`)];
    case 'succeeded':
      return [normal(upgrade, 'UpgradeStepSucceeded', `${what} is done.`)];
    case 'failed':
      return [warning(upgrade, 'UpgradeStepFailed', `${what} failed. ${after.message}`.trim())];
    default:
      return [];
  }
}
