// Machines of a cluster, as a tenant sees them in his namespace: a pod and a workload for each, and a monitor for each group.
import type { Writer } from './writer.ts';

export interface Owner {
  readonly namespace: string;
  /** Of the application. */
  readonly name: string;
}

const full = ({ name }: Owner): string => `kubernetes-${name}`;

function labelsOf(owner: Owner): Record<string, string> {
  return {
    'apps.cozystack.io/application.group': 'apps.cozystack.io',
    'apps.cozystack.io/application.kind': 'Kubernetes',
    'apps.cozystack.io/application.name': owner.name,
  };
}

function machineLabels(owner: Owner, group: string): Record<string, string> {
  return {
    'cluster.x-k8s.io/cluster-name': full(owner),
    'cluster.x-k8s.io/deployment-name': `${full(owner)}-${group}`,
    'cluster.x-k8s.io/role': 'worker',
  };
}

const monitors = ({ namespace }: Owner): string =>
  `/apis/cozystack.io/v1alpha1/namespaces/${namespace}/workloadmonitors`;
const workloads = ({ namespace }: Owner): string =>
  `/apis/cozystack.io/v1alpha1/namespaces/${namespace}/workloads`;
const pods = ({ namespace }: Owner): string => `/api/v1/namespaces/${namespace}/pods`;

/** @param group none for the control plane */
export async function makeMonitor(
  writer: Writer,
  owner: Owner,
  group: string | undefined,
  minReplicas: number,
): Promise<void> {
  const name = group === undefined ? full(owner) : `${full(owner)}-${group}`;
  const spec = {
    minReplicas,
    kind: 'kubernetes',
    type: group === undefined ? 'control-plane' : 'worker',
    ...(group === undefined && { replicas: 2 }),
    selector:
      group === undefined
        ? { 'kamaji.clastix.io/component': 'deployment', 'kamaji.clastix.io/name': full(owner) }
        : machineLabels(owner, group),
    version: '0.0.0',
  };
  await writer.make(monitors(owner), {
    apiVersion: 'cozystack.io/v1alpha1',
    kind: 'WorkloadMonitor',
    metadata: { name, labels: labelsOf(owner) },
    spec,
  });
  await writer.patch(`${monitors(owner)}/${name}`, { spec: { minReplicas } });
}

export async function tellMonitor(
  writer: Writer,
  owner: Owner,
  group: string | undefined,
  { available, observed, least }: { available: number; observed: number; least: number },
): Promise<void> {
  const name = group === undefined ? full(owner) : `${full(owner)}-${group}`;
  await writer.patch(`${monitors(owner)}/${name}/status`, {
    status: { availableReplicas: available, observedReplicas: observed, operational: available >= least },
  });
}

export async function removeMonitor(writer: Writer, owner: Owner, group: string | undefined): Promise<void> {
  await writer.remove(`${monitors(owner)}/${group === undefined ? full(owner) : `${full(owner)}-${group}`}`);
}

export async function makeMachine(
  writer: Writer,
  owner: Owner,
  group: string,
  machine: string,
): Promise<void> {
  const labels = { ...labelsOf(owner), ...machineLabels(owner, group) };
  const name = `virt-launcher-${machine}`;
  await writer.make(pods(owner), {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { ...labels, 'kubevirt.io': 'virt-launcher' } },
    spec: { containers: [{ name: 'compute', image: 'virt-launcher' }] },
  });
  await writer.patch(`${pods(owner)}/${name}/status`, {
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  });
  await writer.make(workloads(owner), {
    apiVersion: 'cozystack.io/v1alpha1',
    kind: 'Workload',
    metadata: { name: `pod-${name}`, labels },
  });
  await writer.patch(`${workloads(owner)}/pod-${name}/status`, {
    status: { kind: 'kubernetes', type: 'worker', operational: true, resources: {} },
  });
}

export async function removeMachine(writer: Writer, owner: Owner, machine: string): Promise<void> {
  await writer.remove(`${workloads(owner)}/pod-virt-launcher-${machine}`);
  await writer.remove(`${pods(owner)}/virt-launcher-${machine}`);
}
