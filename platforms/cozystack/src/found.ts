// Clusters that are there, whoever made them, as what they are meant to be.
import type { ClusterRef, DesiredCluster, FoundCluster } from '@hikube/service/platform';
import { recordOf, withoutValues } from './applications/record.ts';
import { clusterOf, type Shape } from './chart/index.ts';
import { nearestCatalogue } from './chart/offer/known.ts';
import { driftedFrom, identified, withStoredValues } from './drift.ts';
import type { KubernetesApplication } from './kind.ts';

/** The last wish for a cluster, as far as nobody else has changed it; of one that was made by hand, what its application says. */
export function wishOf(application: KubernetesApplication, ref: ClusterRef, shape: Shape): DesiredCluster {
  const known = recordOf(application)?.wish;
  // Whose it is says where it was found, and not what was written on it.
  if (known !== undefined)
    return driftedFrom({ ...known, tenant: ref.tenant }, application.spec ?? {}, shape);
  const cluster = identified(clusterOf(application.spec ?? {}, shape), ref.uid);
  const { tenant, name, uid } = ref;
  const host = cluster.host ?? '';
  return withoutValues({
    ...cluster,
    tenant,
    name,
    uid,
    sites: nearestCatalogue(shape).sites.map(({ id }) => id),
    endpoint: host === '' ? '' : `https://${host}`,
    rollout: { paused: false },
    replaceNodes: [],
  });
}

export function foundCluster(application: KubernetesApplication, tenant: string, shape: Shape): FoundCluster {
  const { name, uid: own, creationTimestamp, deletionTimestamp } = application.metadata;
  const record = recordOf(application);
  const ref = { tenant, name, uid: record?.uid ?? own };
  return {
    ref,
    managed: record !== undefined,
    createdAt: Date.parse(creationTimestamp),
    ...(deletionTimestamp !== undefined && { deleting: true as const }),
    desired: withStoredValues(wishOf(application, ref, shape), application.spec ?? {}, shape),
  };
}
