// Leases of nodes: that their kubelets are alive, which `kubectl describe node` shows.
import { metaOf } from './meta.ts';
import { joinedNodes } from './nodes.ts';
import { AGE, NAME } from './server/age.ts';
import type { KubernetesObject, Resource } from './server/resource.ts';

// Kubelets renew every 10 s. In whole steps, so that looking twice shows the same.
const RENEWED_EVERY_MS = 10_000;

function holderOf(object: KubernetesObject): string {
  return (object['spec'] as { readonly holderIdentity: string }).holderIdentity;
}

/** The resource. */
export const leases: Resource = {
  group: 'coordination.k8s.io',
  version: 'v1',
  name: 'leases',
  singular: 'lease',
  kind: 'Lease',
  shortNames: [],
  categories: [],
  namespaced: true,
  fieldLabels: [],
  columns: [NAME, { name: 'Holder', type: 'string', description: 'Who holds it.', cell: holderOf }, AGE],
  objects: (snapshot, now) =>
    joinedNodes(snapshot).map((node) => ({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: metaOf(snapshot, {
        kind: 'Lease',
        name: node.name,
        namespace: 'kube-node-lease',
        createdAt: node.createdAt,
      }),
      spec: {
        holderIdentity: node.name,
        leaseDurationSeconds: 40,
        renewTime: new Date(now - (now % RENEWED_EVERY_MS)).toISOString().replace('Z', '000Z'),
      },
    })),
};
