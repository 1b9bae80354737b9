// What the page of a cluster shows, read at once.
import {
  type Addon,
  type Cluster,
  type ClusterEvent,
  type Hikube,
  isHikubeError,
  type Kubeconfig,
  type Node,
  type NodeGroup,
  type Operation,
  type Site,
  type VersionUpgrade,
  type Volume,
} from '@hikube/sdk';
import { isOpenUpgrade } from '../clusters/picture.ts';
import { inOrder } from '../drawings/sites.ts';

/** A picture of one cluster. */
export interface ClusterPicture {
  readonly cluster: Cluster;
  readonly sites: readonly Site[];
  readonly nodeGroups: readonly NodeGroup[];
  readonly nodes: readonly Node[];
  readonly addons: readonly Addon[];
  /** Undefined while nobody can tell them. */
  readonly volumes: readonly Volume[] | undefined;
  readonly kubeconfigs: readonly Kubeconfig[];
  /** Newest first. */
  readonly operations: readonly Operation[];
  /** Newest first. */
  readonly events: readonly ClusterEvent[];
  readonly hasOlderEvents: boolean;
  /** The upgrade that has not ended. */
  readonly upgrade: VersionUpgrade | undefined;
}

const LATEST = 12;
/** Of events, as many as one page of the API has. */
export const EVENTS_MOST = 200;

/** Reads the picture. @param eventsMost how many events are in it @throws NotFoundError when there is no such cluster, or none any more */
export async function readCluster(
  client: Hikube,
  name: string,
  signal: AbortSignal,
  eventsMost = 1,
): Promise<ClusterPicture> {
  // Of one that is not there, nothing else is asked: each question would be a failed one in the log of the browser.
  const cluster = await client.clusters.get(name, { signal });
  const [sites, nodeGroups, nodes, addons, volumes, kubeconfigs, operations, events, upgrades] =
    await Promise.all([
      client.catalogue.sites({ signal }).toArray(),
      client.nodeGroups.list(name, { signal }).toArray(),
      client.nodes.list(name, { signal }).toArray(),
      client.addons.list(name, { signal }).toArray(),
      volumesOf(client, name, signal),
      client.kubeconfigs.list(name, { signal }).toArray(),
      client.operations.list({ cluster: name, limit: LATEST, signal }),
      client.events.list(name, { limit: eventsMost, signal }),
      client.versionUpgrades.list(name, { signal }).toArray(),
    ]);
  return {
    ...{ cluster, nodeGroups, nodes, addons, volumes, kubeconfigs },
    sites: inOrder(sites),
    operations: operations.items,
    events: events.items,
    hasOlderEvents: events.nextCursor !== null,
    upgrade: upgrades.find(isOpenUpgrade),
  };
}

/** An API server that does not answer keeps the rest of the cluster from nobody. */
async function volumesOf(client: Hikube, name: string, signal: AbortSignal) {
  try {
    return await client.volumes.list(name, { signal }).toArray();
  } catch (error) {
    if (isHikubeError(error, 'not_ready') || isHikubeError(error, 'unavailable')) return undefined;
    throw error;
  }
}

/** The work that a reader wants to see now: what is under way, and else nothing. */
export function currentOperation({ operations, cluster }: ClusterPicture): Operation | undefined {
  const open = operations.filter(({ endedAt }) => endedAt === null);
  return open.find(({ id }) => id === cluster.status.currentOperation) ?? open.find(isAtWork) ?? open[0];
}

const isAtWork = ({ status }: Operation) => status === 'running';
