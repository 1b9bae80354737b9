// Events about the cluster as a whole: its phase, and the aspects that somebody may be woken for.
import type { ClusterPhase, ClusterStatus, Condition } from '@hikube/openapi/types';
import type { EventDraft } from '../../model/events.ts';
import { normal, warning } from './draft.ts';

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
  name: string,
  before: ClusterStatus | undefined,
  after: ClusterStatus,
): readonly EventDraft[] {
  const drafts = conditionEvents(name, before?.conditions ?? [], after.conditions);
  if (after.phase === (before?.phase ?? 'Pending')) return drafts;
  return [...drafts, phaseEvent(name, after)];
}

function phaseEvent(name: string, { phase, conditions }: ClusterStatus): EventDraft {
  const isBad = phase === 'Degraded' || phase === 'Failed';
  const why = conditions.find(({ type, status }) => status !== 'True' && type in TURNS)?.message;
  const tell = isBad ? warning : normal;
  return tell('cluster', name, `Cluster${phase}`, isBad && why ? why : PHASES[phase]);
}

/** Only aspects that were there before: a cluster that is being made lacks everything, which is no news. */
function conditionEvents(
  name: string,
  before: readonly Condition[],
  after: readonly Condition[],
): readonly EventDraft[] {
  return after.flatMap(({ type, status, message }) => {
    const turn = TURNS[type];
    const earlier = before.find((condition) => condition.type === type)?.status;
    if (turn === undefined || earlier === undefined || earlier === status) return [];
    if (status === 'True') return [normal('cluster', name, ...turn.begins)];
    return earlier === 'True' ? [warning('cluster', name, turn.ends, message)] : [];
  });
}
