// The list as text, without a browser: what a screen reader and a narrow screen get is in it.
import example from '@hikube/openapi/examples/listClusters.json' with { type: 'json' };
import sites from '@hikube/openapi/examples/listSites.json' with { type: 'json' };
import type { Cluster, Site } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { itemsOf, rendered } from '../rendered.support.tsx';
import type { Language } from '../text/words.ts';
import { ClustersView } from './clusters-view.tsx';

const CLUSTERS = itemsOf<Cluster>(example);

function shown(clusters: readonly Cluster[], language: Language = 'en'): string {
  const picture = { clusters, sites: itemsOf<Site>(sites), operations: new Map(), upgrades: new Map() };
  return rendered(<ClustersView picture={picture} />, language);
}

test('every cluster leads to its page', () => {
  const html = shown(CLUSTERS);
  for (const { name } of CLUSTERS) expect(html).toContain(`href="#/clusters/${name}"`);
});

test('a state is a word, and copies are told site by site', () => {
  const html = shown(CLUSTERS);
  expect(html).toContain('Running');
  expect(html).toMatch(/role="img" aria-label="Geneva [a-z ]+, Gland [a-z ]+, Lucerne [a-z ]+"/);
});

test('a state that is newer than this page is shown as the API says it', () => {
  const [cluster] = CLUSTERS as [Cluster];
  expect(shown([{ ...cluster, status: { ...cluster.status, phase: 'Hibernating' } }])).toContain(
    'Hibernating',
  );
});

test('without any, it says what a first one takes', () => {
  expect(shown([])).toContain('href="#/install"');
  expect(shown([], 'fr')).toContain('Pas encore de cluster');
});

test('a name is text, whatever is in it', () => {
  const [cluster] = CLUSTERS as [Cluster];
  const html = shown([{ ...cluster, displayName: '<img src=x onerror=alert(1)>' }]);
  expect(html).toContain('&lt;img');
  expect(html).not.toContain('<img');
});
