// Workloads of the platform in a tenant cluster, as its API shows them.
import type { KubernetesObject } from '@hikube/kubernetes-api';

export interface WorkloadState {
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly namespace: string;
  readonly name: string;
  readonly desired: number;
  readonly ready: number;
}

export function resourceOf({ kind }: WorkloadState): string {
  return `${kind.toLowerCase()}s.apps`;
}

export function workloadObject({ kind, namespace, name, desired, ready }: WorkloadState): KubernetesObject {
  const labels = { 'app.kubernetes.io/name': name };
  const template = { metadata: { labels }, spec: { containers: [{ name, image: name }] } };
  const isSet = kind === 'DaemonSet';
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: { selector: { matchLabels: labels }, template, ...(!isSet && { replicas: desired }) },
    status: isSet
      ? {
          currentNumberScheduled: desired,
          desiredNumberScheduled: desired,
          numberMisscheduled: 0,
          numberReady: ready,
          numberAvailable: ready,
          observedGeneration: 1,
        }
      : { replicas: desired, readyReplicas: ready, availableReplicas: ready, observedGeneration: 1 },
  };
}

/** How many run of those that are to, such as `1/2`. */
export function runningOf({ kind, status }: KubernetesObject): string {
  const { numberReady, desiredNumberScheduled, readyReplicas, replicas } = status as Record<string, number>;
  return kind === 'DaemonSet' ? `${numberReady}/${desiredNumberScheduled}` : `${readyReplicas}/${replicas}`;
}
