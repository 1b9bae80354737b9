// The catalogues of the platform profiles, and what is true of the sites at this moment.
import type { Catalogue } from '@hikube/domain';
import cozystack from '@hikube/openapi/catalogue/cozystack-1.6.2.json' with { type: 'json' };
import hikube from '@hikube/openapi/catalogue/hikube-1.1.2.json' with { type: 'json' };
import type { LiveCatalogue } from '@hikube/service/platform';

const PROFILES = { 'hikube-1.1.2': hikube as Catalogue, 'cozystack-1.6.2': cozystack as Catalogue };

/** Which platform release is simulated: its versions, flavours, add-ons and capabilities. */
export type ProfileName = keyof typeof PROFILES;

/** What Hikube documents today. */
export const DEFAULT_PROFILE: ProfileName = 'hikube-1.1.2';

/** The catalogue of a profile, with all that the simulation can do beyond the real platform. */
export function catalogueOf(profile: ProfileName): Catalogue {
  return PROFILES[profile];
}

/** The catalogue with the sites as they are now. */
export function liveCatalogue(catalogue: Catalogue, sitesDown: readonly string[]): LiveCatalogue {
  const sites = catalogue.sites.map((site) => ({ ...site, available: !sitesDown.includes(site.id) }));
  return { ...catalogue, sites };
}
