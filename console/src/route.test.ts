import { expect, test } from 'vitest';
import { hrefOf, type Route, readRoute } from './route.ts';

const ROUTES: readonly Route[] = [
  { page: 'clusters' },
  { page: 'install' },
  { page: 'operations' },
  { page: 'quota' },
  { page: 'tokens' },
  { page: 'world' },
  { page: 'cluster', cluster: 'prod' },
  { page: 'change', cluster: 'prod' },
  { page: 'change', cluster: 'prod', addon: 'cert-manager' },
  { page: 'upgrade', cluster: 'a/b #1' },
];

test.each(ROUTES)('%o has an address of its own, and is found by it', (route) => {
  expect(readRoute(hrefOf(route))).toEqual(route);
});

test.each([
  '#/nothing',
  '#/clusters/prod/nothing',
  '#/clusters/a/upgrade/b',
  '#/clusters/a/change/b/c',
  '#/clusters/a/change/%E0%A4%A',
  '#/clusters/%E0%A4%A',
  '#/install/x',
])('%s is no page', (hash) => {
  expect(readRoute(hash)).toEqual({ page: 'unknown' });
});

test.each(['', '#', '#/', '#/clusters'])('"%s" is the list', (hash) => {
  expect(readRoute(hash)).toEqual({ page: 'clusters' });
});
