// The add-ons of a cluster: which there are, and the way of each from Pending to Ready.
import { findAddon } from '@hikube/domain';
import type { DesiredAddon, DesiredCluster } from '@hikube/service/platform';
import { after } from '../after.ts';
import { isApiReady } from '../control-plane/quorum.ts';
import type { Moment } from '../moment.ts';
import type { Rules } from '../rules.ts';
import { strike } from '../strike.ts';
import { addonInstallTimes, timings } from '../timings.ts';
import type { World, WorldAddon } from '../world.ts';
import { missingNeed } from './needs.ts';
import { dropSharedVolume, keepSharedVolume, NFS } from './nfs.ts';

// Below every generation, and below the 0 that stands for the defaults of an always-on component.
const NEVER = -1;

/** Takes over the desired add-ons. What is always on stays, with its defaults when nobody configures it. */
export function followAddons(moment: Moment, desired: DesiredCluster): void {
  const { world } = moment;
  const alwaysOn = moment.rules.catalogue.addons.filter((type) => type.alwaysOn).map((type) => type.id);
  const ids = new Set([...alwaysOn, ...desired.addons.map((addon) => addon.id)]);
  for (const id of ids) {
    const wish = desired.addons.find((addon) => addon.id === id);
    const addon = world.addons.find((each) => each.id === id);
    if (addon === undefined)
      world.addons.push({ id, uid: wish?.uid ?? '', phase: 'Pending', reached: NEVER, version: null });
    else follow(addon, wish);
  }
  for (const addon of world.addons) {
    if (!ids.has(addon.id) && addon.phase !== 'Deleting') remove(moment, addon);
  }
}

/** An add-on that was disabled and enabled again is another one, whose generations start anew. */
function follow(addon: WorldAddon, wish: DesiredAddon | undefined): void {
  const uid = wish?.uid ?? '';
  if (addon.uid === uid && addon.phase !== 'Deleting') return;
  if (addon.phase === 'Deleting' || addon.phase === 'Failed') {
    addon.phase = 'Pending';
    delete addon.due;
    delete addon.installed;
    delete addon.failure;
  }
  addon.uid = uid;
  addon.reached = NEVER;
  delete addon.inHand;
}

/** Begins to remove an add-on. */
export function remove(moment: Moment, addon: WorldAddon): void {
  addon.phase = 'Deleting';
  addon.due = after(moment, timings.addonRemove, `addon/${addon.id}`);
  delete addon.waitingFor;
  delete addon.failure;
  delete addon.inHand;
  if (addon.id === NFS) dropSharedVolume(moment);
}

/** Ends the phases of add-ons that are due. */
export function endAddonPhases(moment: Moment): void {
  const { world } = moment;
  const due = world.addons.filter((addon) => addon.due !== undefined && addon.due <= moment.at);
  for (const addon of due) {
    delete addon.due;
    if (addon.phase === 'Installing' || addon.phase === 'Updating') endInstallation(moment, addon);
    else if (addon.phase === 'Failed') addon.phase = 'Pending';
  }
  if (due.some((addon) => addon.phase === 'Deleting')) {
    world.addons = world.addons.filter((addon) => addon.phase !== 'Deleting' || addon.due !== undefined);
  }
}

function endInstallation(moment: Moment, addon: WorldAddon): void {
  const fault = strike(moment, 'AddonFails', addon.id);
  if (fault !== undefined) {
    fail(addon, fault.message ?? 'The release did not become ready in time; it is tried again.');
    addon.due = after(moment, timings.addonRetry, `addon/${addon.id}`);
    return;
  }
  addon.phase = 'Ready';
  addon.installed = true;
  addon.reached = addon.inHand ?? addon.reached;
  delete addon.inHand;
  addon.version = versionOf(moment.world, addon, moment.rules);
  if (addon.id === NFS) keepSharedVolume(moment, wishOf(moment.world, addon));
}

function fail(addon: WorldAddon, message: string): void {
  addon.phase = 'Failed';
  addon.failure = message;
}

/** Begins what can begin. @returns whether anything did */
export function steerAddons(moment: Moment): boolean {
  let changed = false;
  for (const addon of moment.world.addons) changed = steer(moment, addon) || changed;
  return changed;
}

function steer(moment: Moment, addon: WorldAddon): boolean {
  const { world, rules } = moment;
  const generation = wishOf(world, addon)?.generation ?? 0;
  if (addon.phase === 'Failed') return retryWhenNewer(addon, generation);
  if (addon.phase !== 'Pending' && addon.phase !== 'WaitingFor' && addon.phase !== 'Ready') return false;
  const isUpToDate = addon.reached >= generation;
  if (!isUpToDate && !isApiReady(world)) return false;
  const need = missingNeed(world, addon.id, rules);
  if (need !== undefined) return isApiReady(world) && wait(addon, need);
  delete addon.waitingFor;
  if (!isUpToDate) return begin(moment, addon, generation);
  const wasWaiting = addon.phase !== 'Ready';
  addon.phase = 'Ready';
  return wasWaiting;
}

/** The wish for an add-on; none for an always-on component with its defaults. */
export function wishOf(world: World, addon: WorldAddon): DesiredAddon | undefined {
  return world.desired.addons.find((each) => each.id === addon.id);
}

function retryWhenNewer(addon: WorldAddon, generation: number): boolean {
  if (addon.inHand === undefined || generation <= addon.inHand) return false;
  addon.phase = 'Pending';
  delete addon.due;
  return true;
}

function wait(addon: WorldAddon, { kind, selector }: NonNullable<WorldAddon['waitingFor']>): boolean {
  const same = addon.waitingFor?.kind === kind && addon.waitingFor.selector === selector;
  if (addon.phase === 'WaitingFor' && same) return false;
  addon.phase = 'WaitingFor';
  addon.waitingFor = { kind, selector };
  return true;
}

function begin(moment: Moment, addon: WorldAddon, generation: number): boolean {
  addon.inHand = generation;
  delete addon.failure;
  const refusal = refusalOf(moment.world, addon, moment.rules);
  if (refusal !== undefined) {
    fail(addon, refusal);
    return true;
  }
  const isNew = addon.installed !== true;
  addon.phase = isNew ? 'Installing' : 'Updating';
  const range = isNew ? (addonInstallTimes[addon.id] ?? timings.addonInstall) : timings.addonUpdate;
  addon.due = after(moment, range, `addon/${addon.id}`);
  return true;
}

/** Why the platform does not even try. */
function refusalOf(world: World, addon: WorldAddon, rules: Rules): string | undefined {
  const type = findAddon(rules.catalogue, addon.id);
  if (type === undefined || !type.available) return `This platform does not offer ${addon.id}.`;
  const version = wishOf(world, addon)?.version;
  if (version === undefined || type.versions.includes(version)) return undefined;
  return `${addon.id} ${version} is not offered; choose one of ${type.versions.join(', ')}.`;
}

/** What is asked for, or else the newest that the catalogue has; null when it names none. */
function versionOf(world: World, addon: WorldAddon, rules: Rules): string | null {
  return wishOf(world, addon)?.version ?? findAddon(rules.catalogue, addon.id)?.versions[0] ?? null;
}
