// The API servers: they start once etcd has a majority, change version one at a time, and move when a site is lost.
import { after } from '../after.ts';
import type { Moment } from '../moment.ts';
import { pickSite } from '../placement.ts';
import { strike } from '../strike.ts';
import { timings } from '../timings.ts';
import type { Member } from '../world.ts';
import { freeName, isDue, mostExpendable, sitesOf, stop } from './members.ts';
import { hasQuorum } from './quorum.ts';

/** Ends the phases of API servers that are due. */
export function endApiServerPhases(moment: Moment): void {
  const { world } = moment;
  if (!world.apiServers.some((server) => isDue(server, moment))) return;
  world.apiServers = world.apiServers.filter(
    (server) => !(server.phase === 'Stopping' && isDue(server, moment)),
  );
  for (const server of world.apiServers) {
    if (!isDue(server, moment)) continue;
    delete server.due;
    if (server.phase === 'Cut') server.overdue = true;
    else if (!fails(moment)) server.phase = 'Ready';
  }
}

/** A server that fails stays in its phase, and the control plane waits for a newer generation. */
function fails(moment: Moment): boolean {
  const { world } = moment;
  if (hasFailed(moment)) return true;
  const fault = strike(moment, 'ControlPlaneFails');
  if (fault === undefined) return false;
  const message = fault.message ?? 'The API server does not become ready.';
  world.failure = { generation: world.desired.generation, reason: 'ControlPlaneFailed', message };
  return true;
}

function hasFailed({ world }: Moment): boolean {
  return world.failure !== undefined && world.failure.generation >= world.desired.generation;
}

/** Brings number and version of the API servers nearer to the desired ones. @returns whether it began anything */
export function steerApiServers(moment: Moment): boolean {
  const { world } = moment;
  if (!hasQuorum(world) || hasFailed(moment)) return false;
  const retried = retry(moment);
  const wanted = world.desired.controlPlane.replicas;
  const staying = world.apiServers.filter((server) => server.phase !== 'Stopping');
  if (staying.length < wanted) return add(moment) || retried;
  if (staying.length > wanted) {
    stop(moment, mostExpendable(staying)!);
    return true;
  }
  return relocate(moment) || upgradeNext(moment) || retried;
}

/** After a failure, a newer generation starts again what did not become ready. */
function retry(moment: Moment): boolean {
  const { world } = moment;
  if (world.failure === undefined) return false;
  delete world.failure;
  for (const server of world.apiServers) {
    if (server.phase === 'Starting' && server.due === undefined) start(moment, server);
  }
  return true;
}

function add(moment: Moment): boolean {
  const { world } = moment;
  const site = pickSite(moment, sitesOf(world.apiServers), [], 'etcd');
  if (site === undefined) return false;
  const name = freeName(world.apiServers, `kubernetes-${world.ref.name}-apiserver`);
  const due = after(moment, timings.apiServerStart, name);
  world.apiServers.push({ name, site, version: world.target, phase: 'Starting', due });
  return true;
}

function start(moment: Moment, server: Member): void {
  delete server.overdue;
  server.phase = 'Starting';
  server.version = moment.world.target;
  server.due = after(moment, timings.apiServerRestart, server.name);
}

/** A server whose site has been down for long starts at another site. */
function relocate(moment: Moment): boolean {
  const { apiServers } = moment.world;
  const lost = apiServers.find((server) => server.phase === 'Cut' && server.overdue);
  if (lost === undefined) return false;
  const others = apiServers.filter((server) => server !== lost);
  const site = pickSite(moment, sitesOf(others), [], 'etcd');
  if (site === undefined) return false;
  lost.site = site;
  start(moment, lost);
  return true;
}

/** One at a time, so that with two or more of them somebody always answers; each goes where the fewest are. */
function upgradeNext(moment: Moment): boolean {
  const { apiServers, target } = moment.world;
  if (apiServers.some((server) => server.phase === 'Starting' || server.phase === 'Stopping')) return false;
  const next = apiServers.find((server) => server.phase === 'Ready' && server.version !== target);
  if (next === undefined) return false;
  const others = apiServers.filter((server) => server !== next);
  next.site = pickSite(moment, sitesOf(others), [], 'etcd') ?? next.site;
  start(moment, next);
  return true;
}

/** Servers at sites that went down stop answering, and are given up after a while. */
export function cutApiServers(moment: Moment, sites: readonly string[]): void {
  for (const server of moment.world.apiServers) {
    if (!sites.includes(server.site) || server.phase === 'Stopping') continue;
    server.phase = 'Cut';
    server.due = after(moment, timings.memberGiveUp, server.name);
  }
}

/** Servers at sites that are back start again where they are. */
export function reconnectApiServers(moment: Moment, sites: readonly string[]): void {
  for (const server of moment.world.apiServers) {
    if (server.phase === 'Cut' && sites.includes(server.site)) start(moment, server);
  }
}
