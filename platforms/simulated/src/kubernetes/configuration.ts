// Config maps and secrets: the authority of the cluster in every namespace, and no secret at all.
import { metaOf } from './meta.ts';
import { namespaces } from './namespaces.ts';
import { AGE, NAME } from './server/age.ts';
import type { KubernetesObject, Resource } from './server/resource.ts';

function entries(object: KubernetesObject): number {
  return Object.keys((object['data'] as object | undefined) ?? {}).length;
}

const DATA = { name: 'Data', type: 'integer', description: 'Entries.', cell: entries } as const;

/** The resource. */
export const configMaps: Resource = {
  group: '',
  version: 'v1',
  name: 'configmaps',
  singular: 'configmap',
  kind: 'ConfigMap',
  shortNames: ['cm'],
  categories: [],
  namespaced: true,
  fieldLabels: [],
  columns: [NAME, DATA, AGE],
  objects: (snapshot, now) =>
    namespaces.objects(snapshot, now).map(({ metadata }) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metaOf(snapshot, {
        kind: 'ConfigMap',
        name: 'kube-root-ca.crt',
        namespace: metadata.name,
        createdAt: metadata.creationTimestamp,
      }),
      data: { 'ca.crt': snapshot.cluster.certificateAuthority },
    })),
};

/** The resource. The platform keeps its own secrets out of the cluster. */
export const secrets: Resource = {
  group: '',
  version: 'v1',
  name: 'secrets',
  singular: 'secret',
  kind: 'Secret',
  shortNames: [],
  categories: [],
  namespaced: true,
  fieldLabels: ['type'],
  columns: [
    NAME,
    {
      name: 'Type',
      type: 'string',
      description: 'Kind of the secret.',
      cell: (object) => String(object['type']),
    },
    DATA,
    AGE,
  ],
  objects: () => [],
};
