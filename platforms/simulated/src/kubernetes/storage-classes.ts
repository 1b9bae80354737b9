// Storage classes: exactly what the platform puts into a cluster, one class under the name of its driver.
import type { KubernetesObject } from '@hikube/kubernetes-api';
import { metaOf } from './meta.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

export function storageClasses(snapshot: ClusterSnapshot): KubernetesObject[] {
  return [
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
  ];
}
