// The volume behind the shared file system that the add-on nfs serves.
import type { DesiredAddon } from '@hikube/service/platform';
import type { Moment } from '../moment.ts';
import { createVolume } from '../volumes.ts';

export const NFS = 'nfs';

const VOLUME = 'nfs-data';

// What the contract says the option has when nobody sets it.
const DEFAULT_SIZE = '50Gi';

/** Creates the volume, in the default class of the cluster, or gives it the size that is asked for now. */
export function keepSharedVolume(moment: Moment, wish: DesiredAddon | undefined): void {
  const { world } = moment;
  const options = wish?.options?.['nfs'] as { readonly size?: string } | undefined;
  const size = options?.size ?? DEFAULT_SIZE;
  createVolume(moment, { name: VOLUME, storageClass: world.desired.storageClass, size });
  for (const volume of world.volumes) {
    if (volume.name === VOLUME) volume.size = size;
  }
}

/** The volume goes with the add-on. */
export function dropSharedVolume({ world }: Moment): void {
  world.volumes = world.volumes.filter((volume) => volume.name !== VOLUME);
}
