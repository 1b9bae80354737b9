import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { withoutSimulation } from '../catalogue/real-platform.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkSite, checkSiteOf } from './site.ts';

const said = (cluster: object, catalogue = HIKUBE) =>
  checkSite({ ...cluster }, catalogue).map(({ pointer, code, detail }) => `${pointer} ${code}: ${detail}`);

describe('the site of a cluster', () => {
  test.each([
    [{ topology: 'development', site: 'gland' }],
    [{ topology: 'development' }],
    [{ topology: 'development', site: UNKNOWN }],
    [{ topology: UNKNOWN, site: 'gland' }],
    [{ topology: 'production' }],
    [{ topology: 'production', site: null }],
    [{}],
  ])('takes %j', (cluster) => {
    expect(said(cluster)).toEqual([]);
  });

  test.each([[{ topology: 'production', site: 'gland' }], [{ site: 'gland' }]])(
    'refuses %j, with the reason',
    (cluster) => {
      expect(said(cluster)).toEqual([
        '/site site_not_applicable: A production cluster spans all sites, so that it survives the loss of one, and site cannot be chosen; remove site, or set topology to "development".',
      ]);
    },
  );

  test('refuses one that does not exist, with those that do', () => {
    expect(said({ topology: 'development', site: 'genva' })).toEqual([
      '/site unknown_site: There is no site "genva"; choose one of geneva, gland, lucerne. Did you mean geneva?',
    ]);
    expect(checkSite({ topology: 'development', site: 'zurich' })).toEqual([]);
    expect(checkSite({ topology: 'development', site: 3 })).toMatchObject([{ code: 'invalid_type' }]);
  });
});

test('a platform that chooses sites itself is said to', () => {
  const real = withoutSimulation(HIKUBE);
  expect(said({ topology: 'development', site: 'gland' }, real)).toEqual([
    '/site capability_missing: This platform chooses the sites of a cluster itself; remove site.',
  ]);
  expect(said({ topology: 'development', site: UNKNOWN }, real)).toEqual([]);
  expect(said({ topology: 'development' }, real)).toEqual([]);
});

describe('a site that is chosen later', () => {
  test.each([
    [['gland'], undefined, 'gland'],
    [['gland'], undefined, undefined],
    // What it was changed from is another rule's.
    [['gland'], 'gland', 'geneva'],
  ])('of a cluster in %j, from %s to %s, is no wonder', (sites, before, after) => {
    expect(checkSiteOf(sites, before, after)).toEqual([]);
  });

  test.each([[['gland']], [['geneva', 'gland', 'lucerne']]])('of a cluster in %j is refused', (sites) => {
    expect(checkSiteOf(sites, undefined, 'geneva')).toMatchObject([
      {
        pointer: '/site',
        code: 'immutable',
        severity: 'error',
        detail: expect.stringContaining(sites.join(', ')),
      },
    ]);
  });
});
