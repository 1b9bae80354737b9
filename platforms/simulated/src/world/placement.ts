// Which site takes the next member or node: the one that has the fewest of its kind.
import { fixedChoice } from './chance.ts';
import type { Moment } from './moment.ts';

/** Sites of the cluster that are up, in the order of the catalogue. */
export function sitesUp(moment: Moment): readonly string[] {
  return sitesOf(moment).filter((site) => !moment.world.sites.down.includes(site));
}

/** Sites that the cluster may use, in the order of the catalogue. */
export function sitesOf({ world, rules }: Moment): readonly string[] {
  const all = rules.catalogue.sites.map((site) => site.id);
  // A wish that an earlier service made names none.
  const { sites = all } = world.desired;
  return all.filter((site) => sites.includes(site));
}

/**
 * Chooses a site.
 * @param alike sites of what must be spread first, such as the other nodes of the group
 * @param others sites of what decides among equals, such as all nodes of the cluster
 * @param subject equals beyond that start at a site of their own, so that single members do not all share one
 * @param up the sites to choose from; those of the cluster that are up where it is left out
 * @returns undefined while no site is up
 */
export function pickSite(
  moment: Moment,
  alike: readonly string[],
  others: readonly string[],
  subject: string,
  up: readonly string[] = sitesUp(moment),
): string | undefined {
  const first = fixedChoice(moment.rules.seed, `${moment.world.ref.uid}/${subject}`, Math.max(1, up.length));
  let best: string | undefined;
  let bestCounts: readonly [number, number] = [0, 0];
  for (let index = 0; index < up.length; index += 1) {
    const site = up[(first + index) % up.length]!;
    const counts = [count(alike, site), count(others, site)] as const;
    const better = counts[0] < bestCounts[0] || (counts[0] === bestCounts[0] && counts[1] < bestCounts[1]);
    if (best === undefined || better) [best, bestCounts] = [site, counts];
  }
  return best;
}

function count(sites: readonly string[], site: string): number {
  let found = 0;
  for (const each of sites) if (each === site) found += 1;
  return found;
}
