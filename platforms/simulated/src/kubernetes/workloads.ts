// Deployments and daemon sets of the platform, counted from their pods.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import { type Component, componentsOf } from './components.ts';
import { metaOf } from './meta.ts';
import { placementsOf, podLabels } from './pods.ts';
import type { ClusterSnapshot } from './snapshot.ts';

interface Counts {
  readonly wanted: number;
  readonly ready: number;
}

function countsOf(snapshot: ClusterSnapshot): (component: Component) => Counts {
  const placements = placementsOf(snapshot);
  return ({ namespace, name }) => {
    const own = placements.filter(
      ({ component }) => component.namespace === namespace && component.name === name,
    );
    return { wanted: own.length, ready: own.filter(({ running }) => running).length };
  };
}

function workloadObject(snapshot: ClusterSnapshot, component: Component, counts: Counts): KubernetesObject {
  const { kind, namespace, name, createdAt, image, tolerations } = component;
  const labels = podLabels(component);
  const template = {
    metadata: { labels },
    spec: {
      ...(tolerations.length === 0 ? {} : { tolerations }),
      containers: [{ name, image: `${image}:${snapshot.cluster.version}` }],
    },
  };
  const isDeployment = kind === 'Deployment';
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: metaOf(snapshot, { kind, name, namespace, createdAt, labels }),
    spec: {
      ...(isDeployment ? { replicas: counts.wanted } : {}),
      selector: { matchLabels: labels },
      template,
    },
    status: isDeployment ? deploymentStatus(counts) : daemonSetStatus(counts),
  };
}

function deploymentStatus({ wanted, ready }: Counts): object {
  return {
    observedGeneration: 1,
    replicas: wanted,
    updatedReplicas: wanted,
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: wanted - ready,
  };
}

function daemonSetStatus({ wanted, ready }: Counts): object {
  return {
    observedGeneration: 1,
    desiredNumberScheduled: wanted,
    currentNumberScheduled: wanted,
    updatedNumberScheduled: wanted,
    numberMisscheduled: 0,
    numberReady: ready,
    numberAvailable: ready,
    numberUnavailable: wanted - ready,
  };
}

/** Workloads of a kind that run by themselves. */
export function workloads(snapshot: ClusterSnapshot, kind: Component['kind']): KubernetesObject[] {
  const counts = countsOf(snapshot);
  return componentsOf(snapshot)
    .filter((component) => component.kind === kind)
    .map((component) => workloadObject(snapshot, component, counts(component)));
}
