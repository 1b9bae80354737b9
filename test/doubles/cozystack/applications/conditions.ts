// The conditions of an application: two of its HelmRelease, and one that sums up its workloads.
import type { KubernetesObject } from '@hikube/kubernetes-api';

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime: string;
  readonly reason: string;
  readonly message: string;
}

export const MONITORS = 'workloadmonitors.cozystack.io';
const COPIED = ['Ready', 'Released'];

export function conditionsOf(object: KubernetesObject): Condition[] {
  return ((object['status'] as { conditions?: Condition[] } | undefined)?.conditions ?? []).slice();
}

export function copied(release: KubernetesObject): Condition[] {
  return conditionsOf(release)
    .filter(({ type }) => COPIED.includes(type))
    .map(({ type, status, lastTransitionTime, reason, message }) => ({
      type,
      status,
      lastTransitionTime,
      reason,
      message,
    }));
}

/** Undefined when nothing watches the workloads. */
export function workloadsReady(
  release: KubernetesObject,
  monitors: readonly KubernetesObject[],
): Condition | undefined {
  if (monitors.length === 0) return undefined;
  const times = [
    ...[release, ...monitors].map(({ metadata }) => metadata.creationTimestamp ?? ''),
    ...conditionsOf(release).map(({ lastTransitionTime }) => lastTransitionTime),
  ];
  const lastTransitionTime = times.sort().at(-1)!;
  const operational = monitors.map(
    ({ status }) => (status as { operational?: boolean } | undefined)?.operational,
  );
  const told = (status: string, reason: string, message: string): Condition => ({
    type: 'WorkloadsReady',
    status,
    lastTransitionTime,
    reason,
    message,
  });
  if (operational.includes(false))
    return told('False', 'WorkloadMonitorCheck', 'One or more workloads are not operational');
  if (operational.includes(undefined))
    return told('Unknown', 'Pending', 'One or more workloads have not been reconciled yet');
  return told('True', 'WorkloadMonitorCheck', 'All workloads are operational');
}
