// Volumes, claims of volumes and classes of storage.
import { type Fill, fill, inside, made } from './fill.ts';

export const fillClaim: Fill = (claim) => {
  const spec = inside(claim, 'spec');
  if (spec !== undefined) fill(spec, { volumeMode: 'Filesystem' });
  fill(made(claim, 'status'), { phase: 'Pending' });
};

export const fillVolume: Fill = (volume) => {
  const spec = inside(volume, 'spec');
  if (spec !== undefined) fill(spec, { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' });
  fill(made(volume, 'status'), { phase: 'Pending' });
};

export const fillStorageClass: Fill = (object) =>
  fill(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' });
