// Persistent volumes of a cluster, as its own API shows them. Where their copies are, the platform keeps to itself.
import type { ObservedVolume } from '@hikube/service/platform';
import type { PersistentVolume } from './inside.ts';

type Phase = ObservedVolume['phase'];

/** One that is free, bound or left by its claim keeps its data all the same. */
const PHASES: Readonly<Record<string, Phase>> = { Pending: 'Creating', Failed: 'Unavailable' };

/** Those that the platform has made from a storage class: others are somebody's own, and live where he keeps them. */
export function observedVolumes(volumes: readonly PersistentVolume[]): ObservedVolume[] {
  return volumes.flatMap(({ metadata, spec = {}, status = {} }) => {
    const { name, uid = '', creationTimestamp = '' } = metadata;
    const { storageClassName = '', capacity } = spec;
    const { phase = '', lastPhaseTransitionTime = creationTimestamp } = status;
    if (storageClassName === '') return [];
    return [
      {
        name,
        uid,
        storageClass: storageClassName,
        size: capacity?.['storage'] ?? '0',
        phase: PHASES[phase] ?? 'Available',
        createdAt: Date.parse(creationTimestamp),
        since: Date.parse(lastPhaseTransitionTime),
        replicas: [],
      },
    ];
  });
}
