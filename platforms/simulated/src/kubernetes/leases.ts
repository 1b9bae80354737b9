// Leases of nodes: that their kubelets are alive, which `kubectl describe node` shows.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import { metaOf } from './meta.ts';
import { joinedNodes } from './nodes.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const NAMESPACE = 'kube-node-lease';
// Kubelets renew every 10 s. In whole steps, so that looking twice shows the same.
const RENEWED_EVERY_MS = 10_000;

/** Without the moment at which they were renewed, which is `renewed` when somebody looks. */
export function leases(snapshot: ClusterSnapshot): KubernetesObject[] {
  return joinedNodes(snapshot).map((node) => ({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: metaOf(snapshot, {
      kind: 'Lease',
      name: node.name,
      namespace: NAMESPACE,
      createdAt: node.createdAt,
    }),
    spec: { holderIdentity: node.name, leaseDurationSeconds: 40 },
  }));
}

/** Whether a lease is that of a kubelet, and none that somebody made. */
export function isOfNode({ metadata, spec }: KubernetesObject): boolean {
  const { renewTime } = spec as { readonly renewTime?: string };
  return metadata.namespace === NAMESPACE && renewTime === undefined;
}

/** A lease, as somebody sees it at a moment. */
export function renewed(lease: KubernetesObject, now: number): KubernetesObject {
  const renewTime = new Date(now - (now % RENEWED_EVERY_MS)).toISOString().replace('Z', '000Z');
  return { ...lease, spec: { ...(lease['spec'] as object), renewTime } };
}
