// Events about the cluster as a whole: its phase, the aspects that somebody may be woken for, patches of its version, its
// add-ons, and the sites that it spans.
import type {
  AddonPhase,
  AddonStatus,
  ClusterPhase,
  ClusterStatus,
  Condition,
  ObjectReference,
} from '@hikube/openapi/types';
import { type EventDraft, normal, warning } from '../../model/events.ts';
import { siteReference } from '../../model/keys.ts';
import { PATCH_AVAILABLE } from '../patches/aspect.ts';

const PHASES: Readonly<Record<ClusterPhase, string>> = {
  Pending: 'The platform has not begun yet.',
  Provisioning: 'The control plane is being made.',
  Running: 'Everything that is wanted is in place.',
  Updating: 'A change is being carried out.',
  Upgrading: 'The Kubernetes version is being changed.',
  Degraded: 'A part of the cluster is missing.',
  Failed: 'The cluster cannot be made.',
  Deleting: 'Everything in the cluster is being deleted.',
};

/** What a condition of the cluster means when it begins to hold and when it ends. */
interface Turn {
  readonly begins: readonly [reason: string, message: string];
  readonly ends: string;
}

const TURNS: Readonly<Record<string, Turn>> = {
  ControlPlaneReady: { begins: ['ApiAvailable', 'The Kubernetes API answers.'], ends: 'ApiUnavailable' },
  EtcdReady: { begins: ['QuorumReached', 'A majority of the etcd members is ready.'], ends: 'QuorumLost' },
  FaultTolerant: {
    begins: ['FaultToleranceReached', 'The loss of one site can be survived.'],
    ends: 'FaultToleranceLost',
  },
  PlatformReachable: { begins: ['PlatformAnswers', 'The platform answers again.'], ends: 'PlatformSilent' },
  DesiredStateAccepted: {
    begins: ['DesiredStateAccepted', 'The platform takes what is desired.'],
    ends: 'DesiredStateRefused',
  },
};

/** What changed between two states of the cluster; `before` is undefined for one that nobody has seen yet. */
export function clusterEvents(
  cluster: ObjectReference,
  before: ClusterStatus | undefined,
  after: ClusterStatus,
): readonly EventDraft[] {
  const told = after.phase === 'Deleting' ? after.conditions.filter(isNoPart) : after.conditions;
  const drafts = conditionEvents(cluster, before?.conditions ?? [], told);
  if (after.phase === (before?.phase ?? 'Pending')) return drafts;
  return [...drafts, phaseEvent(cluster, after)];
}

/** Parts of a cluster that is being deleted go because somebody wants it: their loss is no news, and nothing to look at. */
const isNoPart = ({ type }: Condition): boolean =>
  type !== 'ControlPlaneReady' && type !== 'EtcdReady' && type !== 'FaultTolerant';

function phaseEvent(cluster: ObjectReference, { phase, conditions }: ClusterStatus): EventDraft {
  const isBad = phase === 'Degraded' || phase === 'Failed';
  const isMissing = ({ status }: Condition): boolean => status !== 'True';
  // Of the others one may be missing for ever, such as the loss of a site that a development cluster does not survive.
  const why =
    conditions.find((each) => each.type === 'Healthy' && isMissing(each)) ??
    conditions.find((each) => each.type in TURNS && isMissing(each));
  const tell = isBad ? warning : normal;
  return tell(cluster, `Cluster${phase}`, (isBad && why?.message) || PHASES[phase]);
}

/** Only aspects that were there before: a cluster that is being made lacks everything, which is no news. */
function conditionEvents(
  cluster: ObjectReference,
  before: readonly Condition[],
  after: readonly Condition[],
): readonly EventDraft[] {
  return after.flatMap(({ type, status, message }) => {
    const turn = TURNS[type];
    const earlier = before.find((condition) => condition.type === type)?.status;
    if (turn === undefined || earlier === undefined || earlier === status) return [];
    if (status === 'True') return [normal(cluster, ...turn.begins)];
    return earlier === 'True' ? [warning(cluster, turn.ends, message)] : [];
  });
}

/** Two states of an add-on. */
export interface AddonChange {
  readonly before: AddonStatus | undefined;
  /** Undefined for one that is gone. */
  readonly after: AddonStatus | undefined;
  /** Whether the cluster was being made then. Absent for one that stands. */
  readonly isComingUp?: { readonly before: boolean; readonly after: boolean };
}

/**
 * What happened to one add-on. In a cluster that is being made, nearly every one waits for nodes or for another one: that is
 * a step on the way, and a warning only where it waits still when the cluster has come up.
 */
export function addonEvents(
  addon: ObjectReference,
  { before, after, isComingUp }: AddonChange,
): readonly EventDraft[] {
  if (after === undefined) return [normal(addon, 'AddonDeleted', 'The add-on is gone.')];
  const { phase } = after;
  const isNew = phase !== (before?.phase ?? 'Pending');
  if (phase !== 'WaitingFor') return isNew ? phaseEvents(addon, phase, after) : [];
  const hasComeUp = isComingUp?.before === true && !isComingUp.after;
  if (!isNew && !hasComeUp) return [];
  const tell = isComingUp?.after === true ? normal : warning;
  return [tell(addon, 'AddonWaiting', messageOf(after, 'WaitingFor'))];
}

function phaseEvents(
  addon: ObjectReference,
  phase: Exclude<AddonPhase, 'WaitingFor'>,
  status: AddonStatus,
): readonly EventDraft[] {
  switch (phase) {
    case 'Ready':
      return [normal(addon, 'AddonReady', readyText(status))];
    case 'Installing':
      return [normal(addon, 'AddonInstalling', 'The add-on is being installed.')];
    case 'Updating':
      return [normal(addon, 'AddonUpdating', 'The add-on gets its new settings.')];
    case 'Deleting':
      return [normal(addon, 'AddonDeleting', 'The add-on is being deleted.')];
    case 'Failed':
      return [warning(addon, 'AddonFailed', messageOf(status, 'Ready'))];
    case 'Pending':
      return [];
  }
}

function readyText({ version }: AddonStatus): string {
  return version === null ? 'The add-on is ready.' : `The add-on is ready in the version ${version}.`;
}

function messageOf({ conditions }: AddonStatus, type: string): string {
  return conditions.find((condition) => condition.type === type)?.message ?? '';
}

const PATCH_REASONS: Readonly<Record<string, string>> = {
  RollingOut: 'PatchRollingOut',
  Paused: 'PatchPaused',
  Refused: 'PatchRefused',
};

/** Told when what is done about a newer patch has changed. That it is everywhere, its operation tells. */
export function patchEvents(
  cluster: ObjectReference,
  before: ClusterStatus | undefined,
  after: ClusterStatus,
): readonly EventDraft[] {
  const [earlier, now] = [before, after].map((status) =>
    status?.conditions.find(({ type }) => type === PATCH_AVAILABLE),
  );
  if (now?.status !== 'True') return [];
  const reason = PATCH_REASONS[now.reason] ?? 'PatchAvailable';
  const earlierReason =
    earlier?.status === 'True' ? (PATCH_REASONS[earlier.reason] ?? 'PatchAvailable') : undefined;
  if (reason === earlierReason) return [];
  const tell = now.reason === 'Refused' ? warning : normal;
  return [tell(cluster, reason, now.message)];
}

/** What changed for the sites of a cluster. */
export function siteEvents(
  sites: readonly string[],
  downBefore: readonly string[],
  down: readonly string[],
): readonly EventDraft[] {
  return sites.flatMap((site) => {
    const isDown = down.includes(site);
    if (isDown === downBefore.includes(site)) return [];
    return isDown
      ? [warning(siteReference(site), 'SiteUnavailable', `The site ${site} cannot be reached.`)]
      : [normal(siteReference(site), 'SiteAvailable', `The site ${site} can be reached again.`)];
  });
}
