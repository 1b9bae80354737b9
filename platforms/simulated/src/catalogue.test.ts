import { describe, expect, it } from 'vitest';
import { catalogueOf, liveCatalogue, type ProfileName } from './catalogue.ts';
import { DEFAULT_STOCK } from './world/nodes/stock.ts';
import { addonInstallTimes } from './world/timings.ts';

describe.each<ProfileName>(['hikube-1.1.2', 'cozystack-1.6.2'])('the profile %s', (profile) => {
  const catalogue = catalogueOf(profile);

  it('is the one that was asked for', () => {
    expect(catalogue.profile).toBe(profile);
  });

  it('has stock of each of its GPUs', () => {
    for (const { name } of catalogue.gpuTypes) expect(DEFAULT_STOCK[name]).toBeGreaterThan(0);
  });

  it('knows each add-on whose installation time is its own', () => {
    const ids = catalogue.addons.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(addonInstallTimes)));
  });

  it('says which sites are up', () => {
    const { sites } = liveCatalogue(catalogue, ['gland']);
    expect(sites.map(({ id, available }) => `${id} ${available}`)).toEqual([
      'geneva true',
      'gland false',
      'lucerne true',
    ]);
  });
});
