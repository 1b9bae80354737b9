// The site of a development cluster. A production cluster has none: it spans all of them.
import { hasCapability, type KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, errorWith, type Finding } from '../finding.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { checkString, choices, isAbsent, type JsonObject, show, showBare } from '../values/read.ts';
import { isUnknown } from '../values/unknown.ts';

/** Checks `site` of a cluster: only a development cluster has one, and it must exist. */
export function checkSite(cluster: JsonObject, catalogue?: KnownCatalogue, pointer = ''): readonly Finding[] {
  const place = at(pointer, 'site');
  return checkString(cluster['site'], place, 'site', (site) => {
    if (hasCapability(catalogue, 'cluster.site') === false) {
      const detail = 'This platform chooses the sites of a cluster itself; remove site.';
      return [error(place, 'capability_missing', detail)];
    }
    const known = catalogue?.sites?.map(({ id }) => id);
    if (known !== undefined && !known.includes(site)) {
      const detail = `There is no site ${show(site)}; choose one of ${choices(known)}.${didYouMean(site, known)}`;
      return [errorWith({ site: showBare(site) }, place, 'unknown_site', detail, known)];
    }
    const { topology } = cluster;
    if (topology === 'development' || isUnknown(topology)) return [];
    const detail =
      'A production cluster spans all sites, so that it survives the loss of one, and site cannot be chosen; ' +
      'remove site, or set topology to "development".';
    return [error(place, 'site_not_applicable', detail)];
  });
}

/**
 * Checks that a site, chosen for a cluster that was made without one, is where the cluster is.
 * @param sites those over which the cluster spans
 */
export function checkSiteOf(
  sites: readonly string[],
  before: unknown,
  after: unknown,
  pointer = '/site',
): readonly Finding[] {
  if (!isAbsent(before) || typeof after !== 'string' || (sites.length === 1 && sites[0] === after)) return [];
  const detail =
    `The cluster is in ${sites.join(', ')}, and its etcd and volumes stay there, so site cannot become ${show(after)}; ` +
    'remove site, or make another cluster.';
  return [error(pointer, 'immutable', detail, sites.length === 1 ? sites : [])];
}
