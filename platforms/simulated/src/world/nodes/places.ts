// Where the nodes of a group belong while some are exchanged: at each site as many as it had when that began. Else a
// node that is made at one site could let one go at another, and a site would be left without any of the group.
import type { Moment } from '../moment.ts';
import { pickSite, sitesUp } from '../placement.ts';
import type { Group, WorldNode } from '../world.ts';
import { isLeaving } from './node-phases.ts';
import type { Situation } from './situation.ts';

/** Notes the places when an exchange begins, lets them follow the wanted number, and forgets them at its end. */
export function followPlaces(
  moment: Moment,
  group: Group,
  { isCurrent }: Pick<Situation, 'isCurrent'>,
): readonly string[] {
  if (group.nodes.every(isCurrent)) {
    delete group.places;
    return [];
  }
  const places = [...(group.places ?? stayingSites(group.nodes))];
  while (places.length > group.wanted) places.splice(places.lastIndexOf(fullest(places)), 1);
  while (places.length < group.wanted) {
    const site = pickSite(moment, places, clusterSites(moment), subjectOf(group));
    if (site === undefined) break;
    places.push(site);
  }
  group.places = places;
  return places;
}

/**
 * The site of the next node: where a place is empty, else where one has no current node yet, else where the fewest are.
 * @returns undefined while no site is up
 */
export function nextSite(
  moment: Moment,
  group: Group,
  { isCurrent, places }: Pick<Situation, 'isCurrent' | 'places'>,
): string | undefined {
  const staying = group.nodes.filter((node) => !isLeaving(node));
  const taken = staying.map(({ site }) => site);
  const renewed = staying.filter(isCurrent).map(({ site }) => site);
  const up = sitesUp(moment);
  const open = [taken, renewed]
    .map((sites) => up.filter((site) => count(site, sites) < count(site, places)))
    .find((sites) => sites.length > 0);
  return pickSite(moment, taken, clusterSites(moment), subjectOf(group), open);
}

function count(site: string, sites: readonly string[]): number {
  return sites.filter((each) => each === site).length;
}

function fullest(places: readonly string[]): string {
  return places.reduce((most, site) => (count(site, places) > count(most, places) ? site : most));
}

function clusterSites({ world }: Moment): readonly string[] {
  return world.groups.flatMap(({ nodes }) => stayingSites(nodes));
}

function stayingSites(nodes: readonly WorldNode[]): readonly string[] {
  return nodes.filter((node) => !isLeaving(node)).map(({ site }) => site);
}

function subjectOf({ uid }: Group): string {
  return `group/${uid}`;
}
