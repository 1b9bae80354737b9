// A cluster keeps the address that it was told when it was made, and kubeconfigs carry it. Where the service listens for
// kubectl is a setting, which may have changed since then.
import { type ClusterRecord, kinds } from '../model/records.ts';
import type { ClusterRef } from '../platforms/platform.ts';
import { MAX_PAGE } from '../store/limits.ts';
import type { Document, ListPosition, Store } from '../store/store.ts';

/** Clusters that the settings no longer lead to. */
export interface MovedClusters {
  readonly clusters: number;
  /** The address of one of them. */
  readonly example: string;
}

/** @returns undefined when all clusters are where the settings say */
export async function movedClusters(
  store: Store,
  endpointOf: (ref: ClusterRef) => string,
): Promise<MovedClusters | undefined> {
  let clusters = 0;
  let example: string | undefined;
  let after: ListPosition | undefined;
  for (;;) {
    const page: Document<ClusterRecord>[] = await store.list({
      kind: kinds.cluster,
      limit: MAX_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const { key, body } of page) {
      const { uid, name, endpoint } = body;
      if (endpoint === endpointOf({ tenant: key.tenant, name, uid })) continue;
      clusters += 1;
      example ??= endpoint;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < MAX_PAGE) break;
    after = { tenant: last.key.tenant, id: last.key.id };
  }
  return example === undefined ? undefined : { clusters, example };
}
