// Handlers of the tag "volumes".
import type { RetainedVolume, Volume } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import { type Aspect, conditionsOf, fails, holds } from '../model/conditions.ts';
import { clusterReference } from '../model/keys.ts';
import type { ObservedVolume } from '../platform/platform.ts';
import type { RetainedVolume as Left } from '../platform/retained.ts';
import { notFound } from '../refusal.ts';
import { findCluster } from './find.ts';
import type { Handlers } from './handler.ts';
import { notReady } from './not-ready.ts';
import { pageOfArray, pageOfSorted } from './paging/page.ts';

type VolumeOperation = 'listVolumes' | 'listRetainedVolumes' | 'deleteRetainedVolume';

/** Persistent volumes: the platform is asked, because nobody else needs to know of them. */
export const volumeHandlers: Handlers<VolumeOperation> = {
  listVolumes: async ({ params }, context) => {
    const { tenant } = context.caller;
    const found = await findCluster(context, params.path.cluster);
    const { name, uid } = found.record;
    const observed = await context.platform.observe({ tenant, name, uid });
    // What has never been there has none; what does not answer may have.
    if (observed !== undefined && observed.volumes === undefined) throw notReady(found);
    const volumes = (observed?.volumes ?? []).map((volume) => volumeView(name, volume));
    volumes.sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = pageOfArray(volumes, (volume) => volume.name, ['volume', tenant, uid], params.query);
    return { kind: 'shown', body: page };
  },
  listRetainedVolumes: async ({ params }, { platform, caller: { tenant } }) => {
    const { cluster, uid } = params.query;
    const left = ((await platform.retained?.list(tenant)) ?? []).filter(
      (volume) =>
        (cluster === undefined || volume.cluster.name === cluster) &&
        (uid === undefined || volume.cluster.uid === uid),
    );
    const list = ['retainedVolume', tenant, cluster ?? '', uid ?? ''];
    const page = pageOfSorted(left, placeOf, list, params.query);
    return { kind: 'shown', body: { ...page, items: page.items.map(retainedView) } };
  },
  deleteRetainedVolume: async ({ params }, { platform, caller }) => {
    const removed = await platform.retained?.remove(caller.tenant, params.path.volume);
    if (removed === undefined) throw notFound('retained volume', params.path.volume);
    return { kind: 'shown', body: retainedView(removed) };
  },
};

/** A volume stands beside those of its cluster, by name; the uids tell apart what had the same names. */
function placeOf({ cluster, name, uid }: Left): string {
  return `${cluster.name}/${cluster.uid}/${name}/${uid}`;
}

function retainedView(volume: Left): RetainedVolume {
  const { name, uid, storageClass, size, createdAt, cluster, releasedAt } = volume;
  const detached = fails('Attached', 'ClusterDeleted', 'Its cluster is deleted.');
  return {
    name,
    origin: clusterReference(cluster),
    storageClass,
    size,
    uid,
    createdAt: toTimestamp(createdAt),
    status: { phase: 'Released', conditions: conditionsOf(undefined, [detached], releasedAt) },
  };
}

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
  const isReady = phase === 'Available' || phase === 'Degraded';
  const current = replicas.filter(({ state }) => state === 'UpToDate').length;
  // Not every platform tells where the copies are.
  const message =
    replicas.length === 0
      ? 'The platform does not tell of its copies.'
      : `${current} of ${replicas.length} copies are up to date.`;
  return isReady ? holds('Ready', phase, message) : fails('Ready', phase, message);
}
