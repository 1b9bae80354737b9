// Nodes of a tenant cluster as its API shows them.
import type { KubernetesObject } from '@hikube/kubernetes-api';

export interface NodeState {
  readonly name: string;
  readonly group: string;
  readonly roles: readonly string[];
  /** Such as `v1.34.9`. */
  readonly kubelet: string;
  readonly ready: boolean;
  readonly instanceType: string;
  /** As its kubelet measures it. */
  readonly cpu: string;
  readonly memory: string;
}

export function nodeObject(
  { name, group, roles, kubelet, ready, instanceType, cpu, memory }: NodeState,
  time: string,
): KubernetesObject {
  const condition = (type: string, status: string, reason: string): object => ({
    type,
    status,
    reason,
    message: ready ? 'kubelet is posting ready status' : 'Kubelet stopped posting node status.',
    lastHeartbeatTime: time,
    lastTransitionTime: time,
  });
  const [ok, why] = ready ? ['True', 'KubeletReady'] : ['Unknown', 'NodeStatusUnknown'];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'node.kubernetes.io/instance-type': instanceType,
        'cluster.x-k8s.io/node-pool': group,
        ...Object.fromEntries(roles.map((role) => [`node-role.kubernetes.io/${role}`, ''])),
      },
    },
    spec: { providerID: `kubevirt://${name}` },
    status: {
      conditions: [condition('Ready', ok, why)],
      addresses: [
        { type: 'Hostname', address: name },
        { type: 'InternalIP', address: '10.244.0.10' },
      ],
      nodeInfo: {
        kubeletVersion: kubelet,
        osImage: 'Talos (v1.13.6)',
        architecture: 'amd64',
        operatingSystem: 'linux',
        containerRuntimeVersion: 'containerd://2.1.4',
        kernelVersion: '6.12.48-talos',
        bootID: '',
        kubeProxyVersion: '',
        machineID: '',
        systemUUID: '',
      },
      allocatable: { cpu, memory, pods: '110' },
      capacity: { cpu, memory, pods: '110' },
    },
  };
}
