// Storage classes: exactly what the platform puts into a cluster, one class under the name of its driver.
import { metaOf } from './meta.ts';
import { AGE } from './server/age.ts';
import type { KubernetesObject, Resource } from './server/resource.ts';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

function isDefault({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.[DEFAULT_CLASS] === 'true';
}

function field(name: string) {
  return (object: KubernetesObject): string => String(object[name]);
}

/** The resource. */
export const storageClasses: Resource = {
  group: 'storage.k8s.io',
  version: 'v1',
  name: 'storageclasses',
  singular: 'storageclass',
  kind: 'StorageClass',
  shortNames: ['sc'],
  categories: [],
  namespaced: false,
  fieldLabels: [],
  columns: [
    {
      name: 'Name',
      type: 'string',
      format: 'name',
      description: 'Name of the class.',
      cell: (object) => `${object.metadata.name}${isDefault(object) ? ' (default)' : ''}`,
    },
    { name: 'Provisioner', type: 'string', description: 'Driver.', cell: field('provisioner') },
    {
      name: 'ReclaimPolicy',
      type: 'string',
      description: 'What becomes of a volume that nobody claims.',
      cell: field('reclaimPolicy'),
    },
    {
      name: 'VolumeBindingMode',
      type: 'string',
      description: 'When a volume is made.',
      cell: field('volumeBindingMode'),
    },
    {
      name: 'AllowVolumeExpansion',
      type: 'string',
      description: 'Whether volumes can grow.',
      cell: field('allowVolumeExpansion'),
    },
    AGE,
  ],
  objects: (snapshot) => [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        ...metaOf(snapshot, { kind: 'StorageClass', name: 'kubevirt' }),
        annotations: { [DEFAULT_CLASS]: 'true' },
      },
      provisioner: 'csi.kubevirt.io',
      parameters: { bus: 'scsi', infraStorageClassName: snapshot.cluster.storageClass },
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    },
  ],
};
