// Namespaces: those of every cluster, and those that add-ons bring.
import { addonNamespaces } from './components.ts';
import { metaOf } from './meta.ts';
import { AGE, NAME } from './server/age.ts';
import type { Resource } from './server/resource.ts';

const SYSTEM = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** The resource. */
export const namespaces: Resource = {
  group: '',
  version: 'v1',
  name: 'namespaces',
  singular: 'namespace',
  kind: 'Namespace',
  shortNames: ['ns'],
  categories: [],
  namespaced: false,
  fieldLabels: ['status.phase'],
  columns: [
    NAME,
    { name: 'Status', type: 'string', description: 'Whether it takes objects.', cell: () => 'Active' },
    AGE,
  ],
  objects: (snapshot) =>
    [
      ...SYSTEM.map((name) => ({ name, createdAt: snapshot.cluster.createdAt })),
      ...addonNamespaces(snapshot),
    ].map(({ name, createdAt }) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: metaOf(snapshot, {
        kind: 'Namespace',
        name,
        createdAt,
        labels: { 'kubernetes.io/metadata.name': name },
      }),
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    })),
};
