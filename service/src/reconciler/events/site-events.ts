// Events about sites that a cluster spans.
import type { EventDraft } from '../../model/events.ts';
import { normal, warning } from './draft.ts';

/** What changed for the sites of a cluster. */
export function siteEvents(
  sites: readonly string[],
  downBefore: readonly string[],
  down: readonly string[],
): readonly EventDraft[] {
  return sites.flatMap((site) => {
    const isDown = down.includes(site);
    if (isDown === downBefore.includes(site)) return [];
    return isDown
      ? [warning('site', site, 'SiteUnavailable', `The site ${site} cannot be reached.`)]
      : [normal('site', site, 'SiteAvailable', `The site ${site} can be reached again.`)];
  });
}
