// Nodes: machines that have joined, with the site they run on as their zone.

import { ROLE_LABEL } from '@hikube/domain';
import type { KubernetesObject } from '@hikube/kubernetes-api';
import type { Taint } from '@hikube/service/platform';
import { runs } from './components.ts';
import { metaOf, seconds } from './meta.ts';
import type { ClusterNode, ClusterSnapshot } from './snapshot.ts';

const PODS_PER_NODE = '110';
const SYSTEM = {
  architecture: 'amd64',
  operatingSystem: 'linux',
  osImage: 'Ubuntu 24.04.3 LTS',
  kernelVersion: '6.8.0-79-generic',
  containerRuntimeVersion: 'containerd://2.1.4',
} as const;

/** Machines that the API server knows: those that only boot have not introduced themselves. */
export function joinedNodes({ nodes }: ClusterSnapshot): readonly ClusterNode[] {
  return nodes.filter(({ phase }) => phase !== 'Scheduling' && phase !== 'Booting');
}

/** Nodes on which pods can run now. */
export function readyNodes(snapshot: ClusterSnapshot): readonly ClusterNode[] {
  return snapshot.nodes.filter(({ phase }) => phase === 'Ready' || phase === 'Draining');
}

/** The address of a node: private, and the same for the same name. */
export function nodeAddress(name: string): string {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return `10.64.${(hash >>> 8) & 0xff}.${1 + ((hash >>> 16) % 254)}`;
}

function nodeObject(snapshot: ClusterSnapshot, node: ClusterNode): KubernetesObject {
  const isReady = node.phase === 'Ready' || node.phase === 'Draining';
  const isCordoned = node.phase === 'Draining' || node.phase === 'Deleting';
  const rest = restOf(node, runs(snapshot, 'gpu-operator'));
  const taints = [...(isCordoned ? [UNSCHEDULABLE] : []), ...node.taints.map(taintOf)];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metaOf(snapshot, {
      kind: 'Node',
      name: node.name,
      labels: labelsOf(node),
      createdAt: node.createdAt,
    }),
    spec: {
      providerID: `kubevirt://${node.name}`,
      ...(isCordoned ? { unschedulable: true } : {}),
      ...(taints.length === 0 ? {} : { taints }),
    },
    status: {
      capacity: { cpu: node.cpu, memory: node.memory, ...rest },
      allocatable: { ...node.allocatable, ...rest },
      conditions: conditionsOf(node, isReady),
      addresses: [
        { type: 'InternalIP', address: nodeAddress(node.name) },
        { type: 'Hostname', address: node.name },
      ],
      nodeInfo: {
        ...SYSTEM,
        machineID: '',
        systemUUID: '',
        bootID: '',
        kubeletVersion: `v${node.version}`,
        kubeProxyVersion: `v${node.version}`,
      },
    },
  };
}

const UNSCHEDULABLE = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** Kubernetes leaves out a value that is empty. */
function taintOf({ key, value, effect }: Taint): object {
  return { key, ...(value ? { value } : {}), effect };
}

function labelsOf(node: ClusterNode): Record<string, string> {
  return {
    ...node.labels,
    'kubernetes.io/arch': SYSTEM.architecture,
    'kubernetes.io/os': SYSTEM.operatingSystem,
    'kubernetes.io/hostname': node.name,
    'node.kubernetes.io/instance-type': node.instanceType,
    'topology.kubernetes.io/region': 'ch',
    'topology.kubernetes.io/zone': node.site,
    'hikube.cloud/node-group': node.nodeGroup,
    ...(node.gpus.length > 0 && { gpu: 'on' }),
    ...Object.fromEntries(node.roles.map((role) => [ROLE_LABEL + role, ''])),
  };
}

/** The device plugin of the GPU operator tells the kubelet of its cards, and calls each of them the same. */
const GPU = 'nvidia.com/gpu';

/** What no reservation takes anything of. */
function restOf({ gpus }: ClusterNode, areGpusKnown: boolean): Record<string, string> {
  return {
    pods: PODS_PER_NODE,
    ...(areGpusKnown && gpus.length > 0 ? { [GPU]: String(gpus.length) } : {}),
  };
}

const PRESSURES = [
  ['MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
] as const;

function conditionsOf(node: ClusterNode, isReady: boolean): readonly object[] {
  const since = seconds(node.since);
  const times = { lastHeartbeatTime: since, lastTransitionTime: since };
  const message =
    node.message || (isReady ? 'kubelet is posting ready status' : `The machine is ${node.phase}.`);
  return [
    ...PRESSURES.map(([type, reason, text]) => ({ type, status: 'False', reason, message: text, ...times })),
    {
      type: 'Ready',
      status: isReady ? 'True' : 'False',
      reason: isReady ? 'KubeletReady' : 'KubeletNotReady',
      message,
      ...times,
    },
  ];
}

export function nodes(snapshot: ClusterSnapshot): KubernetesObject[] {
  return joinedNodes(snapshot).map((node) => nodeObject(snapshot, node));
}
