// Monitors of the platform: how many machines of each group run, as it counts them.
import type { KubernetesClient, List, ObjectMeta } from '../kubernetes/client.ts';

export interface Monitor {
  readonly metadata: ObjectMeta;
  readonly spec?: { readonly minReplicas?: number };
  readonly status?: {
    readonly availableReplicas?: number;
    readonly observedReplicas?: number;
    readonly operational?: boolean;
  };
}

/** All monitors of a cluster, by name: `kubernetes-<cluster>` and one for each group. @throws KubernetesError */
export async function monitorsOf(
  client: KubernetesClient,
  namespace: string,
  cluster: string,
): Promise<ReadonlyMap<string, Monitor>> {
  const selector = encodeURIComponent(`apps.cozystack.io/application.name=${cluster}`);
  const path = `/apis/cozystack.io/v1alpha1/namespaces/${namespace}/workloadmonitors?labelSelector=${selector}`;
  const { items } = await client.get<List<Monitor>>(path);
  return new Map(items.map((monitor) => [monitor.metadata.name, monitor]));
}
