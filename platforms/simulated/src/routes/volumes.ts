// Persistent volumes, which claims inside a cluster would create.
import type { RouteRequest } from '@hikube/service/platform';
import type { VolumeClaim } from '../simulation.ts';
import { type Member, membersOf } from './members.ts';
import { invalidField, whenBegun } from './refuse.ts';
import type { RoutesContext } from './routes.ts';

interface VolumeBody extends VolumeClaim {
  readonly cluster: string;
}

const MEMBERS: Readonly<Record<keyof VolumeBody, Member>> = {
  cluster: { type: 'string' },
  name: { type: 'string' },
  storageClass: { type: 'string' },
  size: { type: 'quantity' },
};

/** Creates a persistent volume. One of that name stays as it is. */
export async function createVolume(
  { controls, catalogue }: RoutesContext,
  { body, find }: RouteRequest,
): Promise<VolumeBody> {
  const wanted = membersOf<VolumeBody>(body, MEMBERS);
  const { cluster, name, storageClass, size } = wanted;
  const { storageClasses } = await catalogue();
  if (!storageClasses.some((each) => each.name === storageClass)) {
    const names = storageClasses.map((each) => each.name).join(', ');
    throw invalidField('storageClass', `There is no such storage class: choose one of ${names}.`);
  }
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    throw invalidField('name', 'name must be a DNS label, such as "data".');
  }
  const ref = await find(cluster);
  await whenBegun(cluster, () => controls.createVolume(ref, { name, storageClass, size }));
  return wanted;
}
