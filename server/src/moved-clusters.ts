// A cluster keeps the address that it was told when it was made, and kubeconfigs carry it. Where the service listens for
// kubectl is a setting, which may have changed since then.
import type { ClusterRef } from '@hikube/service/platform';
import { type ClusterRecord, kinds } from '@hikube/service/records';
import { everyDocument, type Store } from '@hikube/service/store';

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
  for await (const { key, body } of everyDocument<ClusterRecord>(store, { kind: kinds.cluster })) {
    const { uid, name, endpoint } = body;
    if (endpoint === endpointOf({ tenant: key.tenant, name, uid })) continue;
    clusters += 1;
    example ??= endpoint;
  }
  return example === undefined ? undefined : { clusters, example };
}
