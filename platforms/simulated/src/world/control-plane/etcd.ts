// The etcd members: they form a cluster together, change one at a time, and never move to another site.
import { after } from '../after.ts';
import type { Moment } from '../moment.ts';
import { pickSite } from '../placement.ts';
import { timings } from '../timings.ts';
import type { Member } from '../world.ts';
import { freeName, isDue, mostExpendable, sitesOf, stop } from './members.ts';
import { hasQuorum } from './quorum.ts';

// What the etcd operator of the platform runs; Kubernetes upgrades leave it alone.
const ETCD_VERSION = '3.5.12';

/** Ends the phases of members that are due. */
export function endEtcdPhases(moment: Moment): void {
  const { world } = moment;
  if (!world.etcd.some((member) => isDue(member, moment))) return;
  world.etcd = world.etcd.filter((member) => !(member.phase === 'Stopping' && isDue(member, moment)));
  for (const member of world.etcd) {
    if (!isDue(member, moment)) continue;
    delete member.due;
    delete member.learner;
    member.phase = 'Ready';
  }
}

/** Brings the number of members nearer to the desired one. @returns whether it began anything */
export function steerEtcd(moment: Moment): boolean {
  const { world } = moment;
  const wanted = world.desired.controlPlane.etcdMembers;
  if (world.etcd.length === 0) {
    for (let count = 0; count < wanted; count += 1) add(moment, false);
    return world.etcd.length > 0;
  }
  // Membership changes go one after the other and through the majority: two at once could leave none.
  if (world.etcd.some(isInMotion) || !hasQuorum(world)) return false;
  if (world.etcd.length < wanted) return add(moment, true);
  if (world.etcd.length > wanted) stop(moment, mostExpendable(world.etcd)!);
  return world.etcd.length > wanted;
}

function isInMotion({ phase }: Member): boolean {
  return phase === 'Starting' || phase === 'Syncing' || phase === 'Stopping';
}

function add(moment: Moment, learner: boolean): boolean {
  const { world } = moment;
  const site = pickSite(moment, sitesOf(world.etcd), [], 'etcd');
  if (site === undefined) return false;
  const name = freeName(world.etcd, `kubernetes-${world.ref.name}-etcd`);
  const due = after(moment, learner ? timings.etcdJoin : timings.etcdStart, name);
  const member: Member = { name, site, version: ETCD_VERSION, phase: 'Starting', due };
  if (learner) member.learner = true;
  world.etcd.push(member);
  return true;
}

/** Members at sites that went down stop answering; their data stays where it is. */
export function cutEtcd({ world }: Moment, sites: readonly string[]): void {
  for (const member of world.etcd) {
    if (!sites.includes(member.site) || member.phase === 'Stopping') continue;
    member.phase = 'Cut';
    delete member.due;
  }
}

/** Members at sites that are back catch up before they count again. */
export function reconnectEtcd(moment: Moment, sites: readonly string[]): void {
  for (const member of moment.world.etcd) {
    if (member.phase !== 'Cut' || !sites.includes(member.site)) continue;
    member.phase = 'Syncing';
    member.due = after(moment, timings.etcdSync, member.name);
  }
}
