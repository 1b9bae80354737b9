// Which documents hold the simulation. The key alone names the cluster, so that the change feed does too.
import type { ClusterRef } from '@hikube/service/platform';
import type { DocumentKey } from '@hikube/service/store';
import { placeOf } from './worlds.ts';

export const WORLD_KIND = 'world';

/** The sites and the stock belong to no tenant. */
export const ENVIRONMENT_KEY: DocumentKey = { tenant: '-', kind: 'simulation', id: 'environment' };

export function worldKey(ref: ClusterRef): DocumentKey {
  return { tenant: ref.tenant, kind: WORLD_KIND, id: placeOf(ref) };
}

export const RETAINED_VOLUME_KIND = 'retainedVolume';

export function retainedVolumeKey(tenant: string, uid: string): DocumentKey {
  return { tenant, kind: RETAINED_VOLUME_KIND, id: uid };
}

/** The cluster of a key that `worldKey` made. */
export function refOf({ tenant, id }: Pick<DocumentKey, 'tenant' | 'id'>): ClusterRef {
  const slash = id.indexOf('/');
  return { tenant, name: id.slice(0, slash), uid: id.slice(slash + 1) };
}
