import { expect, test } from 'vitest';
import { loggedPath } from './observe.ts';

test('a known caller names his own objects', () => {
  expect(loggedPath('/v1/clusters/prod/node-groups/web', true)).toBe('/v1/clusters/prod/node-groups/web');
});

test.each([
  ['/v1/clusters', '/v1/clusters'],
  ['/v1/clusters/canary-values', '/v1/clusters/*'],
  ['/v1/clusters/prod/node-groups/hik_123', '/v1/clusters/*/node-groups/*'],
  ['/canary', '/*'],
  ['/healthz', '/healthz'],
  ['/', '/'],
])('of %s by a stranger stays %s', (path, logged) => {
  expect(loggedPath(path, false)).toBe(logged);
});

test('what nobody needs to the end is cut', () => {
  expect(loggedPath(`/v1/${'a'.repeat(1000)}`, true)).toHaveLength(512);
});
