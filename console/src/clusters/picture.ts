// What the list of clusters shows.
import type { Cluster, Hikube, Operation, Site, VersionUpgrade } from '@hikube/sdk';
import { inOrder } from '../drawings/sites.ts';

/** A picture of all clusters. */
export interface ClustersPicture {
  readonly clusters: readonly Cluster[];
  readonly sites: readonly Site[];
  /** Work that has not ended, by id. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** Upgrades that have not ended, by cluster. */
  readonly upgrades: ReadonlyMap<string, VersionUpgrade>;
}

const OPEN: ReadonlySet<string> = new Set(['Scheduled', 'Pending', 'Running', 'Paused']);

/** Whether an upgrade may still do something. */
export function isOpenUpgrade({ status }: VersionUpgrade): boolean {
  return OPEN.has(status.phase);
}

/** What people call a cluster: its display name, or else its name. */
export function calledOf({ displayName, name }: Pick<Cluster, 'displayName' | 'name'>): string {
  return displayName === '' ? name : displayName;
}

/** Reads the picture. */
export async function readClusters(client: Hikube, signal: AbortSignal): Promise<ClustersPicture> {
  const [clusters, sites, operations, upgrades] = await Promise.all([
    client.clusters.list({ signal }).toArray(),
    client.catalogue.sites({ signal }).toArray(),
    client.operations.list({ status: ['pending', 'running', 'paused'], signal }).toArray(),
    client.versionUpgrades.list('-', { signal }).toArray(),
  ]);
  return {
    clusters,
    sites: inOrder(sites),
    operations: new Map(operations.map((operation) => [operation.id, operation])),
    upgrades: new Map(upgrades.filter(isOpenUpgrade).map((upgrade) => [upgrade.cluster, upgrade])),
  };
}

/** The copies of the control plane by site: a site with several says the worst of them. */
export function controlPlaneBySite({ status, sites }: Cluster): Readonly<Record<string, string>> {
  const states: Record<string, string> = Object.fromEntries(sites.map((site) => [site, 'Creating']));
  for (const { site, ready } of status.controlPlane.members) {
    const state = ready ? 'Ready' : 'Unreachable';
    if (states[site] !== 'Unreachable') states[site] = state;
  }
  return states;
}
