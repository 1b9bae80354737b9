// The loss and the return of sites, as one cluster lives through them.
import { cutApiServers, reconnectApiServers } from './control-plane/api-servers.ts';
import { cutEtcd, reconnectEtcd } from './control-plane/etcd.ts';
import type { Environment, SiteChange } from './environment.ts';
import type { Moment } from './moment.ts';
import { cutNodes, reconnectNodes } from './nodes/outage.ts';
import { cutReplicas, reconnectReplicas } from './volumes.ts';
import type { World } from './world.ts';

/** The next change of the sites that this cluster has not lived through. */
export function unseenSiteChange(world: World, environment: Environment): SiteChange | undefined {
  return environment.siteChanges.find((change) => change.sequence > world.sites.seen);
}

/** Lives through one change of the sites. */
export function liveThrough(moment: Moment, change: SiteChange): void {
  const { world } = moment;
  const before = world.sites.down;
  const lost = change.down.filter((site) => !before.includes(site));
  const back = before.filter((site) => !change.down.includes(site));
  world.sites = { seen: change.sequence, down: [...change.down] };
  cutEtcd(moment, lost);
  cutApiServers(moment, lost);
  cutNodes(moment, lost);
  cutReplicas(moment, lost);
  reconnectEtcd(moment, back);
  reconnectApiServers(moment, back);
  reconnectNodes(moment, back);
  reconnectReplicas(moment, back);
}
