// Sites: which are up, and taking one down for the clusters of every tenant.
import type { RouteRequest } from '@hikube/service/platform';
import type { SimulationControls, SiteState } from '../simulation.ts';
import { membersOf } from './members.ts';
import { notFound } from './refuse.ts';

/** What the simulation does now. */
export interface SimulationState {
  readonly sites: readonly SiteState[];
}

/** The state of all sites. */
export async function readSites(controls: SimulationControls): Promise<SimulationState> {
  return { sites: await controls.sites() };
}

/** Takes a site down or brings it back. */
export async function changeSite(
  controls: SimulationControls,
  { params: { site = '' }, body }: RouteRequest,
): Promise<SimulationState> {
  const { available } = membersOf<{ available: boolean }>(body, { available: { type: 'boolean' } });
  const known = await controls.sites();
  if (!known.some(({ id }) => id === site)) {
    const names = known.map(({ id }) => id).join(', ');
    throw notFound(`There is no site "${site.slice(0, 100)}" here: choose one of ${names}.`);
  }
  await controls.setSite(site, available);
  return readSites(controls);
}
