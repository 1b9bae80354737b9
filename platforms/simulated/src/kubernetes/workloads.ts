// Deployments and daemon sets of the platform, counted from their pods.
import { type Component, componentsOf } from './components.ts';
import { metaOf } from './meta.ts';
import { placementsOf, podLabels } from './pods.ts';
import { AGE, NAME } from './server/age.ts';
import type { Column, KubernetesObject, Resource } from './server/resource.ts';
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
  const { kind, namespace, name, createdAt, image } = component;
  const labels = podLabels(component);
  const template = {
    metadata: { labels },
    spec: { containers: [{ name, image: `${image}:${snapshot.cluster.version}` }] },
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

function statusOf(object: KubernetesObject): Readonly<Record<string, number>> {
  return object['status'] as Readonly<Record<string, number>>;
}

function count(name: string, field: string, description: string): Column {
  return { name, type: 'integer', description, cell: (object) => statusOf(object)[field] ?? 0 };
}

function resource(
  kind: 'Deployment' | 'DaemonSet',
  names: Pick<Resource, 'name' | 'singular' | 'shortNames' | 'columns'>,
): Resource {
  return {
    group: 'apps',
    version: 'v1',
    kind,
    ...names,
    categories: ['all'],
    namespaced: true,
    fieldLabels: [],
    objects(snapshot) {
      const counts = countsOf(snapshot);
      return componentsOf(snapshot)
        .filter((component) => component.kind === kind)
        .map((component) => workloadObject(snapshot, component, counts(component)));
    },
  };
}

/** The resource. */
export const deployments = resource('Deployment', {
  name: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  columns: [
    NAME,
    {
      name: 'Ready',
      type: 'string',
      description: 'Pods that are ready, of those that are wanted.',
      cell: (object) => `${statusOf(object)['readyReplicas']}/${statusOf(object)['replicas']}`,
    },
    count('Up-to-date', 'updatedReplicas', 'Pods of the newest template.'),
    count('Available', 'availableReplicas', 'Pods that can be used.'),
    AGE,
  ],
});

/** The resource. */
export const daemonSets = resource('DaemonSet', {
  name: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  columns: [
    NAME,
    count('Desired', 'desiredNumberScheduled', 'Nodes on which it shall run.'),
    count('Current', 'currentNumberScheduled', 'Nodes on which it was started.'),
    count('Ready', 'numberReady', 'Nodes on which it is ready.'),
    count('Up-to-date', 'updatedNumberScheduled', 'Pods of the newest template.'),
    count('Available', 'numberAvailable', 'Nodes on which it can be used.'),
    { name: 'Node Selector', type: 'string', description: 'Nodes that it is for.', cell: () => '<none>' },
    AGE,
  ],
});
