// The node groups of a cluster: which exist, and the nodes that each makes and dismisses.
import { equalJson } from '@hikube/domain';
import type { DesiredCluster, DesiredNodeGroup } from '@hikube/service/platform';
import { drawSuffix } from '../chance.ts';
import { isApiReady } from '../control-plane/quorum.ts';
import { oldestApiServer } from '../control-plane/versions.ts';
import type { Moment } from '../moment.ts';
import { onWall } from '../present.ts';
import type { Rules } from '../rules.ts';
import { type Group, nodeName, type WorldNode } from '../world.ts';
import { beginAnew, schedule } from './back-off.ts';
import { nextSteps } from './exchange.ts';
import { needsOf } from './needs.ts';
import { dismiss, isLeaving } from './node-phases.ts';
import { followPlaces, nextSite } from './places.ts';
import { mayRepair } from './repair.ts';
import { type RolloutNow, rolloutOf, situationOf } from './rollout.ts';
import type { Situation } from './situation.ts';
import { createTemplate, currentTemplate, followSettings, forgetTemplates, isBuildable } from './template.ts';

/** Takes over the desired groups: new ones appear, changed ones get a template, missing ones are removed. */
export function followGroups(moment: Moment, desired: DesiredCluster): void {
  const { world, rules } = moment;
  for (const group of world.groups) {
    if (!desired.nodeGroups.some((settings) => settings.uid === group.uid)) beginRemoval(group);
  }
  const begun: Group[] = [];
  for (const settings of desired.nodeGroups) {
    const group = world.groups.find((each) => each.uid === settings.uid);
    if (group === undefined) begun.push(createGroup(rules, settings));
    else follow(moment, group, settings);
    if (group?.removing) begun.push(revive(group));
  }
  world.groups.push(...begun.filter((group) => !world.groups.includes(group)));
  if (begun.length === 0) return;
  const needs = needsOf(world);
  for (const group of begun) group.wanted = needs.get(group.uid)?.nodes ?? 0;
}

function createGroup(rules: Rules, desired: DesiredNodeGroup): Group {
  const { name, uid } = desired;
  const templates = [createTemplate(desired, 1, rules)];
  return { name, uid, reached: 0, wanted: 0, templates, nodes: [], ...inPlace(desired) };
}

/** Settings that replace no node. */
function inPlace({ labels, taints, healthCheck }: DesiredNodeGroup): Partial<Group> {
  return { labels, taints, ...(healthCheck !== undefined && { healthCheck }) };
}

/** What is inside the template makes new nodes; labels and taints are written onto those that there are. */
function follow(moment: Moment, group: Group, desired: DesiredNodeGroup): void {
  const settings = () => ({ template: currentTemplate(group).id, healthCheck: group.healthCheck });
  const before = settings();
  followSettings(group, desired, moment.rules);
  delete group.healthCheck;
  Object.assign(group, inPlace(desired));
  if (!equalJson(before, settings())) beginAnew(moment, group);
}

function beginRemoval(group: Group): void {
  group.removing = true;
  group.wanted = 0;
  delete group.scanAt;
  delete group.unneededSince;
}

/** A group that is desired again before its last node was gone; nodes on their way out still go. */
function revive(group: Group): Group {
  delete group.removing;
  group.reached = 0;
  return group;
}

/** Makes and dismisses nodes. @returns whether it did anything */
export function steerGroups(moment: Moment): boolean {
  const { world } = moment;
  let changed = false;
  if (isApiReady(world)) {
    const rollout = rolloutOf(world);
    for (const group of world.groups) {
      changed = giveUpLost(moment, group) || changed;
      changed = (group.removing ? empty(moment, group) : steer(moment, group, rollout)) || changed;
      forgetTemplates(group);
    }
  }
  const left = world.groups.filter((group) => !(group.removing && group.nodes.length === 0));
  if (left.length < world.groups.length) world.groups = left;
  return changed;
}

/** Nodes of a site that has been down for long are deleted from the cluster; what replaces them is made below. */
function giveUpLost(moment: Moment, group: Group): boolean {
  const left = group.nodes.filter((node) => !(node.cut && node.overdue));
  if (left.length === group.nodes.length || !mayRepair(moment, group)) return false;
  group.nodes = left;
  return true;
}

function empty(moment: Moment, group: Group): boolean {
  const staying = group.nodes.filter((node) => !isLeaving(node));
  for (const node of staying) dismiss(moment, group, node);
  return staying.length > 0;
}

function steer(moment: Moment, group: Group, rollout: RolloutNow): boolean {
  const present = situationOf(moment.world, group, rollout);
  const situation = { ...present, places: followPlaces(moment, group, present) };
  const steps = nextSteps(situation);
  for (const node of steps.dismiss) dismiss(moment, group, node);
  let created = 0;
  if (isBuildable(currentTemplate(group))) {
    while (created < steps.create && createNode(moment, group, situation)) created += 1;
  }
  return steps.dismiss.length > 0 || created > 0;
}

function createNode(moment: Moment, group: Group, situation: Situation): boolean {
  const { world, at } = moment;
  const site = nextSite(moment, group, situation);
  if (site === undefined) return false;
  const node: WorldNode = {
    id: drawSuffix(moment, group.name),
    site,
    phase: 'Scheduling',
    template: currentTemplate(group).id,
    version: oldestApiServer(world),
    createdAt: onWall(world, at),
  };
  // A name that exists, or that somebody wants replaced, would be mistaken for that node.
  while (isTaken(moment, group, node)) node.id = drawSuffix(moment, group.name);
  schedule(moment, group, node);
  group.nodes.push(node);
  return true;
}

function isTaken({ world }: Moment, group: Group, node: WorldNode): boolean {
  if (world.desired.replaceNodes.includes(nodeName(world, group, node))) return true;
  return world.groups.some((other) => other.nodes.some((each) => each.id === node.id));
}
