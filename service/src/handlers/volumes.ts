// Handlers of the tag "volumes".
import type { Volume } from '@hikube/openapi/types';
import type { ObservedVolume } from '../platform/platform.ts';
import { findCluster } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOfArray } from './paging/page.ts';

/** Persistent volumes: the platform is asked, because nobody else needs to know of them. */
export const volumeHandlers: Handlers<'listVolumes'> = {
  listVolumes: async ({ params }, context) => {
    const { tenant } = context.caller;
    const { name, uid } = (await findCluster(context, params.path.cluster)).record;
    const observed = await context.platform.observe({ tenant, name, uid });
    const volumes = (observed?.volumes ?? []).map((volume) => volumeView(name, volume));
    volumes.sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = pageOfArray(volumes, (volume) => volume.name, ['volume', tenant, uid], params.query);
    return { kind: 'shown', body: page };
  },
};

function volumeView(cluster: string, { name, storageClass, size, phase, replicas }: ObservedVolume): Volume {
  return { name, cluster, storageClass, size, phase, replicas: replicas.map((replica) => ({ ...replica })) };
}
