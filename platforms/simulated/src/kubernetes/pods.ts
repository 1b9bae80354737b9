// Pods of the platform's own workloads: one on every node for a daemon set, a few spread over them for a deployment.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import { type Component, componentsOf } from './components.ts';
import { metaOf, seconds, suffixOf } from './meta.ts';
import { joinedNodes, nodeAddress, readyNodes } from './nodes.ts';
import type { ClusterNode, ClusterSnapshot } from './snapshot.ts';
import { isFor } from './taints.ts';

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
  const ready = readyNodes(snapshot).filter((node) => isFor(node, component.tolerations));
  const seed = `${snapshot.cluster.uid}/${component.namespace}/${component.name}`;
  if (component.kind === 'DaemonSet') {
    const nodes = joinedNodes(snapshot).filter((node) => isFor(node, component.tolerations));
    return nodes.map((node) => ({
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
  const { namespace, image, hostNetwork, tolerations } = component;
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
      ...(tolerations.length === 0 ? {} : { tolerations }),
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

/** The pods that run by themselves. */
export function pods(snapshot: ClusterSnapshot): KubernetesObject[] {
  return placementsOf(snapshot).map((placement) => podObject(snapshot, placement));
}
