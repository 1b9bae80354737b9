// A cluster keeps the address that it was told when it was made, and kubeconfigs carry it. Where its API is served is a
// setting, which may have changed since then.
import type { ClusterRef } from '@hikube/service/platform';
import type { WorldStore } from './worlds/worlds.ts';

/** Clusters that the settings no longer lead to. */
export interface MovedClusters {
  readonly clusters: number;
  /** The address of one of them. */
  readonly example: string;
}

/** @returns undefined when all clusters are where they were told to be */
export async function movedClusters(
  worlds: Pick<WorldStore, 'list'>,
  endpointOf: (ref: ClusterRef) => string,
): Promise<MovedClusters | undefined> {
  let clusters = 0;
  let example: string | undefined;
  for await (const { ref, desired } of worlds.list()) {
    const { endpoint } = desired;
    if (endpoint === undefined || endpoint === endpointOf(ref)) continue;
    clusters += 1;
    example ??= endpoint;
  }
  return example === undefined ? undefined : { clusters, example };
}
