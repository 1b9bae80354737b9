// What a cluster says of itself: whether it serves, its version, its nodes and volumes, and what the platform runs in it.
import type { List, ObjectMeta } from '../kubernetes/client.ts';
import type { Door } from './door.ts';

export interface ClusterNode {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly unschedulable?: boolean; readonly taints?: readonly NodeTaint[] };
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
    readonly capacity?: Readonly<Record<string, string>>;
    readonly nodeInfo?: { readonly kubeletVersion?: string };
  };
}

export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

export interface PersistentVolume {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly storageClassName?: string;
    readonly capacity?: Readonly<Record<string, string>>;
  };
  readonly status?: { readonly phase?: string; readonly lastPhaseTransitionTime?: string };
}

/** A Deployment or a DaemonSet. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly version: string | null;
  readonly wanted: number;
  readonly ready: number;
}

/** A cluster that answers. */
export interface Inside {
  /** Of its API server, such as `1.34.9`. */
  readonly version: string;
  readonly nodes: readonly ClusterNode[];
  readonly volumes: readonly PersistentVolume[];
  readonly workloads: readonly Workload[];
}

interface WorkloadObject {
  readonly metadata: ObjectMeta & { readonly generation?: number };
  readonly spec?: { readonly replicas?: number };
  readonly status?: Readonly<Record<string, number | undefined>>;
}

/**
 * @param namespaces of the platform that are of interest
 * @returns undefined when its API server does not answer, or says that it is not ready
 * @throws KubernetesError when it answers and cannot be read: then it is known to be there, and nothing else
 */
export async function lookInside(
  { client }: Door,
  namespaces: readonly string[],
): Promise<Inside | undefined> {
  if (!(await client.isWell('/readyz'))) return undefined;
  const [{ gitVersion }, nodes, volumes, existing] = await Promise.all([
    client.get<{ readonly gitVersion: string }>('/version'),
    client.get<List<ClusterNode>>('/api/v1/nodes'),
    client.get<List<PersistentVolume>>('/api/v1/persistentvolumes'),
    client.get<List<{ readonly metadata: ObjectMeta }>>('/api/v1/namespaces'),
  ]);
  const present = existing.items
    .map(({ metadata }) => metadata.name)
    .filter((name) => namespaces.includes(name));
  const workloads = await Promise.all(
    present.flatMap((namespace) =>
      ['deployments', 'daemonsets'].map((plural) =>
        client.get<List<WorkloadObject>>(`/apis/apps/v1/namespaces/${namespace}/${plural}`),
      ),
    ),
  );
  return {
    version: plain(gitVersion),
    nodes: nodes.items,
    volumes: volumes.items,
    workloads: workloads.flatMap(({ items }) => items.map(workloadOf)),
  };
}

/** `v1.34.9+build` as `1.34.9`. */
export function plain(version: string): string {
  const [number = ''] = version.replace(/^v/, '').split(/[+-]/, 1);
  return number;
}

function workloadOf({ metadata, spec, status = {} }: WorkloadObject): Workload {
  const isOld = (status['observedGeneration'] ?? 0) < (metadata.generation ?? 0);
  const wanted = status['desiredNumberScheduled'] ?? spec?.replicas ?? 1;
  const ready = Math.min(
    status['numberReady'] ?? status['readyReplicas'] ?? 0,
    status['updatedNumberScheduled'] ?? status['updatedReplicas'] ?? Number.POSITIVE_INFINITY,
  );
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    version: metadata.labels?.['app.kubernetes.io/version']?.replace(/^v/, '') ?? null,
    wanted,
    ready: isOld ? 0 : ready,
  };
}
