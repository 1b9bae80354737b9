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
  const places = fewerPlaces(group.places ?? stayingSites(group.nodes), group.wanted);
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

/**
 * As many places as are wanted, at most: each time the last one of the fullest site goes, and of equals that of the one
 * that comes first. A thousand may go at once, so that they are counted and not looked for one by one.
 */
export function fewerPlaces(places: readonly string[], wanted: number): string[] {
  const left = new Map<string, number>();
  for (const site of places) left.set(site, (left.get(site) ?? 0) + 1);
  for (let surplus = places.length - wanted; surplus > 0; surplus -= 1) {
    const [site, most] = [...left].reduce((a, b) => (b[1] > a[1] ? b : a));
    left.set(site, most - 1);
  }
  return places.filter((site) => {
    const rest = left.get(site) ?? 0;
    left.set(site, rest - 1);
    return rest > 0;
  });
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
