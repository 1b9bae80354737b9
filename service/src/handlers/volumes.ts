// Handlers of the tag "volumes".
import type { Volume } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import { type Aspect, conditionsOf, fails, holds } from '../model/conditions.ts';
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

function volumeView(cluster: string, volume: ObservedVolume): Volume {
  const { name, storageClass, size, uid, createdAt, phase, replicas } = volume;
  return {
    name,
    cluster,
    storageClass,
    size,
    uid,
    createdAt: toTimestamp(createdAt),
    status: {
      phase,
      conditions: conditionsOf(undefined, [readyAspect(volume)], volume.since),
      replicas: replicas.map((replica) => ({ ...replica })),
    },
  };
}

/** A volume that lacks some of its copies can still be written to. */
function readyAspect({ phase, replicas }: ObservedVolume): Aspect {
  const current = replicas.filter(({ state }) => state === 'UpToDate').length;
  const message = `${current} of ${replicas.length} copies are up to date.`;
  const isReady = phase === 'Available' || phase === 'Degraded';
  return isReady ? holds('Ready', phase, message) : fails('Ready', phase, message);
}
