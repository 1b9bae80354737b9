// Monitors of the platform: how many machines of each group run, as it counts them.
import { KIND } from '../kind.ts';
import type { KubernetesClient, List, ObjectMeta } from '../kubernetes/client.ts';

export interface Monitor {
  readonly metadata: ObjectMeta;
  readonly status?: { readonly availableReplicas?: number; readonly observedReplicas?: number };
}

/** All monitors of a cluster, by name: `kubernetes-<cluster>` and one for each group. @throws KubernetesError */
export async function monitorsOf(
  client: KubernetesClient,
  namespace: string,
  cluster: string,
): Promise<ReadonlyMap<string, Monitor>> {
  // An application of another kind may have that name.
  const selector = encodeURIComponent(
    `apps.cozystack.io/application.kind=${KIND},apps.cozystack.io/application.name=${cluster}`,
  );
  const path = `/apis/cozystack.io/v1alpha1/namespaces/${namespace}/workloadmonitors?labelSelector=${selector}`;
  const { items } = await client.get<List<Monitor>>(path);
  return new Map(items.map((monitor) => [monitor.metadata.name, monitor]));
}
