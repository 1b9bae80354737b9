// Persistent volumes: one replica at each site for the replicated classes, and what outages do to them.
import { parseQuantity } from '@hikube/domain';
import type { ObservedVolume } from '@hikube/service/platform';
import type { VolumeClaim } from '../simulation.ts';
import { after } from './after.ts';
import type { Moment } from './moment.ts';
import { pickSite, sitesOf, sitesUp } from './placement.ts';
import { timings } from './timings.ts';
import type { Replica, Volume, World } from './world.ts';

const GIB = 1024n ** 3n * 1_000_000_000n;

/** Creates a volume with as many replicas as its class keeps; does nothing when there is one of that name. */
export function createVolume(moment: Moment, { name, storageClass, size }: VolumeClaim): void {
  const { world } = moment;
  if (world.volumes.some((volume) => volume.name === name)) return;
  const sites = sitesOf(moment);
  const home = pickSite(moment, homesOf(world), [], 'volumes');
  const chosen = [home ?? sites[0]!, ...sites.filter((site) => site !== home)];
  const replicas = chosen
    .slice(0, copiesOf(moment, storageClass))
    .map((site) => createReplica(moment, name, site));
  world.volumes.push({ name, storageClass, size, createdAt: moment.at, replicas });
}

/** Volumes of a cluster that spans more sites than before get the copies that their class keeps there. */
export function spreadVolumes(moment: Moment): void {
  for (const volume of moment.world.volumes) {
    const { replicas, storageClass } = volume;
    const free = sitesOf(moment).filter((site) => !replicas.some((replica) => replica.site === site));
    for (const site of free.slice(0, Math.max(0, copiesOf(moment, storageClass) - replicas.length))) {
      const replica: Replica = { site, state: 'Unreachable' };
      replicas.push(replica);
      if (sitesUp(moment).includes(site)) resync(moment, volume, replica);
    }
  }
}

/** Copies that a class keeps; in a cluster with fewer sites there are as many as those. */
function copiesOf({ rules }: Moment, storageClass: string): number {
  return rules.catalogue.storageClasses.find((each) => each.name === storageClass)?.siteCount ?? 1;
}

function homesOf(world: World): readonly string[] {
  return world.volumes.flatMap((volume) => volume.replicas.slice(0, 1).map((replica) => replica.site));
}

function createReplica(moment: Moment, volume: string, site: string): Replica {
  if (!sitesUp(moment).includes(site)) return { site, state: 'Unreachable' };
  return { site, state: 'Creating', due: after(moment, timings.volumeCreate, `${volume}/${site}`) };
}

/** Ends what replicas were doing. */
export function endReplicaStates({ world, at }: Moment): void {
  for (const volume of world.volumes) {
    for (const replica of volume.replicas) {
      if (replica.due === undefined || replica.due > at) continue;
      delete replica.due;
      replica.state = 'UpToDate';
    }
  }
}

/** Replicas at sites that went down cannot be reached. */
export function cutReplicas({ world }: Moment, sites: readonly string[]): void {
  for (const volume of world.volumes) {
    for (const replica of volume.replicas) {
      if (!sites.includes(replica.site)) continue;
      replica.state = 'Unreachable';
      delete replica.due;
    }
  }
}

/** Replicas at sites that are back copy what they missed; the only copy of a volume missed nothing. */
export function reconnectReplicas(moment: Moment, sites: readonly string[]): void {
  for (const volume of moment.world.volumes) {
    for (const replica of volume.replicas) {
      if (replica.state === 'Unreachable' && sites.includes(replica.site)) resync(moment, volume, replica);
    }
  }
}

function resync(moment: Moment, volume: Volume, replica: Replica): void {
  if (volume.replicas.length === 1) {
    replica.state = 'UpToDate';
    return;
  }
  const gib = Number((parseQuantity(volume.size) ?? 0n) / GIB);
  const range = [0, 1].map((end) => timings.volumeSyncBase[end]! + gib * timings.volumeSyncPerGib[end]!);
  replica.state = 'Syncing';
  replica.due = after(moment, [range[0]!, range[1]!], `${volume.name}/${replica.site}`);
}

/**
 * The state of a whole volume: a replicated one is written while most of its replicas are up to date, so that two
 * halves never go on apart.
 */
export function phaseOf(volume: Volume): ObservedVolume['phase'] {
  const { replicas } = volume;
  if (replicas.some((replica) => replica.state === 'Creating')) return 'Creating';
  const upToDate = replicas.filter((replica) => replica.state === 'UpToDate').length;
  if (upToDate === replicas.length) return 'Available';
  return upToDate * 2 > replicas.length ? 'Degraded' : 'Unavailable';
}
