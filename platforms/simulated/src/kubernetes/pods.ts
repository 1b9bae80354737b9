// Pods of the platform's own workloads: one on every node for a daemon set, a few spread over them for a deployment.
import { type Component, componentsOf } from './components.ts';
import { metaOf, seconds, suffixOf } from './meta.ts';
import { joinedNodes, nodeAddress, readyNodes } from './nodes.ts';
import { AGE, NAME } from './server/age.ts';
import type { KubernetesObject, Resource } from './server/resource.ts';
import type { ClusterNode, ClusterSnapshot } from './snapshot.ts';

/** A pod before it is written down. */
export interface Placement {
  readonly component: Component;
  readonly name: string;
  /** Undefined while no node can take it. */
  readonly node: ClusterNode | undefined;
  readonly running: boolean;
}

/** Every pod with its place. */
export function placementsOf(snapshot: ClusterSnapshot): readonly Placement[] {
  return componentsOf(snapshot).flatMap((component) => placementsOfOne(snapshot, component));
}

function placementsOfOne(snapshot: ClusterSnapshot, component: Component): readonly Placement[] {
  const ready = readyNodes(snapshot);
  const seed = `${snapshot.cluster.uid}/${component.namespace}/${component.name}`;
  if (component.kind === 'DaemonSet') {
    return joinedNodes(snapshot).map((node) => ({
      component,
      name: `${component.name}-${suffixOf(`${seed}/${node.name}`, 5)}`,
      node,
      running: component.running && ready.includes(node),
    }));
  }
  const hash = suffixOf(seed, 10);
  return Array.from({ length: component.replicas }, (_, index) => {
    const node = ready.length === 0 ? undefined : ready[index % ready.length];
    const name = `${component.name}-${hash}-${suffixOf(`${seed}/${index}`, 5)}`;
    return { component, name, node, running: component.running && node !== undefined };
  });
}

function podObject(
  snapshot: ClusterSnapshot,
  { component, name, node, running }: Placement,
): KubernetesObject {
  const { namespace, image, hostNetwork } = component;
  const createdAt = laterOf(
    component.createdAt,
    component.kind === 'DaemonSet' ? node?.createdAt : undefined,
  );
  const hostIP = node === undefined ? undefined : nodeAddress(node.name);
  const started = seconds(createdAt);
  const state = running ? { running: { startedAt: started } } : { waiting: { reason: 'ContainerCreating' } };
  const fullImage = `${image}:${snapshot.cluster.version}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metaOf(snapshot, { kind: 'Pod', name, namespace, createdAt, labels: podLabels(component) }),
    spec: {
      ...(node === undefined ? {} : { nodeName: node.name }),
      ...(hostNetwork ? { hostNetwork } : {}),
      restartPolicy: 'Always',
      serviceAccountName: component.name,
      containers: [{ name: component.name, image: fullImage, resources: {} }],
    },
    status: {
      phase: running ? 'Running' : 'Pending',
      conditions: podConditions(node !== undefined, running, started),
      ...(hostIP === undefined ? {} : { hostIP, hostIPs: [{ ip: hostIP }], startTime: started }),
      ...(running && hostIP !== undefined ? podAddress(hostIP, name, hostNetwork) : {}),
      qosClass: 'BestEffort',
      ...(node === undefined
        ? {}
        : {
            containerStatuses: [
              {
                name: component.name,
                image: fullImage,
                imageID: '',
                ready: running,
                started: running,
                restartCount: 0,
                state,
                lastState: {},
              },
            ],
          }),
    },
  };
}

/** The labels by which its workload knows a pod. */
export function podLabels({ name }: Component): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/managed-by': 'hikube' };
}

function podConditions(scheduled: boolean, running: boolean, since: string): readonly object[] {
  const condition = (type: string, holds: boolean) => ({
    type,
    status: holds ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: since,
  });
  return [
    condition('PodScheduled', scheduled),
    condition('Initialized', scheduled),
    condition('ContainersReady', running),
    condition('Ready', running),
  ];
}

function podAddress(hostIP: string, name: string, hostNetwork: boolean): object {
  const [, , third] = hostIP.split('.');
  const last = nodeAddress(name).split('.')[3];
  const podIP = hostNetwork ? hostIP : `10.243.${third}.${last}`;
  return { podIP, podIPs: [{ ip: podIP }] };
}

function laterOf(one: string, other: string | undefined): string {
  return other !== undefined && other > one ? other : one;
}

interface PodShape {
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase: string;
    readonly podIP?: string;
    readonly containerStatuses?: readonly { readonly ready: boolean }[];
  };
}

const shape = (object: KubernetesObject) => object as unknown as PodShape;

function readyCell(object: KubernetesObject): string {
  return `${shape(object).status.containerStatuses?.filter(({ ready }) => ready).length ?? 0}/1`;
}

function statusCell(object: KubernetesObject): string {
  const { spec, status } = shape(object);
  return status.phase === 'Pending' && spec.nodeName !== undefined ? 'ContainerCreating' : status.phase;
}

/** The resource. */
export const pods: Resource = {
  group: '',
  version: 'v1',
  name: 'pods',
  singular: 'pod',
  kind: 'Pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  fieldLabels: ['spec.nodeName', 'spec.restartPolicy', 'status.phase', 'status.podIP', 'spec.hostNetwork'],
  columns: [
    NAME,
    { name: 'Ready', type: 'string', description: 'Containers that are ready.', cell: readyCell },
    { name: 'Status', type: 'string', description: 'Where the pod is in its life.', cell: statusCell },
    { name: 'Restarts', type: 'string', description: 'Restarts of its containers.', cell: () => '0' },
    AGE,
    {
      name: 'IP',
      type: 'string',
      description: 'Address of the pod.',
      wide: true,
      cell: (object) => shape(object).status.podIP ?? '<none>',
    },
    {
      name: 'Node',
      type: 'string',
      description: 'Node on which it runs.',
      wide: true,
      cell: (object) => shape(object).spec.nodeName ?? '<none>',
    },
    {
      name: 'Nominated Node',
      type: 'string',
      description: 'Node that makes room.',
      wide: true,
      cell: () => '<none>',
    },
    {
      name: 'Readiness Gates',
      type: 'string',
      description: 'Further conditions.',
      wide: true,
      cell: () => '<none>',
    },
  ],
  objects: (snapshot) => placementsOf(snapshot).map((placement) => podObject(snapshot, placement)),
};
