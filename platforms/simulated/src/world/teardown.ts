// Removal in order: add-ons, nodes, control plane, nothing. Each step waits for the one before it to be over.
import { remove } from './addons/addons.ts';
import { stop } from './control-plane/members.ts';
import type { Moment } from './moment.ts';
import { terminate } from './nodes/node-phases.ts';
import type { Member, World } from './world.ts';

/**
 * Begins the removal. What is under way stops being waited for.
 * @param retains volumes stay
 */
export function beginTeardown({ world }: Moment, retains: boolean): void {
  world.deleting = true;
  if (retains) world.retains = true;
  delete world.failure;
  for (const group of world.groups) {
    group.wanted = 0;
    delete group.scanAt;
    delete group.unneededSince;
  }
}

/** Takes the next step of the removal when the one before is over. @returns whether it began anything */
export function steerTeardown(moment: Moment): boolean {
  const { world } = moment;
  // First, because the removal of add-ons and machines takes volumes with it.
  if (world.retains === true && world.volumes.length > 0) {
    world.leaving = [...(world.leaving ?? []), ...world.volumes];
    world.volumes = [];
  }
  if (world.addons.length > 0) return removeAddons(moment);
  world.volumes = [];
  if (world.groups.some((group) => group.nodes.length > 0)) return removeNodes(moment);
  world.groups = [];
  return removeMembers(moment);
}

function removeAddons(moment: Moment): boolean {
  const { world } = moment;
  // What was never installed leaves nothing to remove.
  const before = world.addons.length;
  world.addons = world.addons.filter((addon) => addon.installed || addon.phase === 'Deleting');
  const installed = world.addons.filter((addon) => addon.phase !== 'Deleting');
  for (const addon of installed) remove(moment, addon);
  return world.addons.length < before || installed.length > 0;
}

function removeNodes(moment: Moment): boolean {
  let begun = false;
  for (const group of moment.world.groups) {
    for (const node of group.nodes) {
      if (node.phase === 'Deleting') continue;
      terminate(moment, node);
      begun = true;
    }
  }
  return begun;
}

function removeMembers(moment: Moment): boolean {
  const { apiServers, etcd } = moment.world;
  // The state goes last, after everything that reads it.
  return stopAll(moment, apiServers.length > 0 ? apiServers : etcd);
}

function stopAll(moment: Moment, members: readonly Member[]): boolean {
  const running = members.filter((member) => member.phase !== 'Stopping');
  for (const member of running) stop(moment, member);
  return running.length > 0;
}

/** Nothing of the cluster is left. */
export function isGone(world: World): boolean {
  return (
    world.deleting &&
    world.addons.length === 0 &&
    world.groups.length === 0 &&
    world.apiServers.length === 0 &&
    world.etcd.length === 0
  );
}
