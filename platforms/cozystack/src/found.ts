// Clusters that are there, whoever made them, as what they are meant to be.
import type { ClusterRef, DesiredCluster, FoundCluster } from '@hikube/service/platform';
import { recordOf, withoutValues } from './applications/record.ts';
import { clusterOf, type Shape } from './chart/index.ts';
import { nearestCatalogue } from './chart/offer/known.ts';
import type { KubernetesApplication } from './kind.ts';

/** The last wish for a cluster; of one that was made by hand, what its application says. */
export function wishOf(application: KubernetesApplication, ref: ClusterRef, shape: Shape): DesiredCluster {
  const known = recordOf(application)?.wish;
  // Whose it is says where it was found, and not what was written on it.
  if (known !== undefined) return { ...known, tenant: ref.tenant };
  const cluster = clusterOf(application.spec ?? {}, shape);
  const { tenant, name, uid } = ref;
  const host = cluster.host ?? '';
  return withoutValues({
    ...cluster,
    tenant,
    name,
    uid,
    generation: 0,
    sites: nearestCatalogue(shape).sites.map(({ id }) => id),
    endpoint: host === '' ? '' : `https://${host}`,
    rollout: { paused: false },
    replaceNodes: [],
  });
}

export function foundCluster(application: KubernetesApplication, tenant: string, shape: Shape): FoundCluster {
  const { name, uid: own, creationTimestamp } = application.metadata;
  const record = recordOf(application);
  const ref = { tenant, name, uid: record?.uid ?? own };
  return {
    ref,
    managed: record !== undefined,
    createdAt: Date.parse(creationTimestamp),
    desired: wishOf(application, ref, shape),
  };
}
