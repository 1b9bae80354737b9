// A missing right is named so that somebody can give it.
import { expect, test } from 'vitest';
import { createClient } from './client.ts';
import { rightTo, withRight } from './right.ts';

test.each([
  [
    'GET',
    '/apis/apps.cozystack.io/v1alpha1/namespaces/tenant-a/kuberneteses/prod',
    'get kuberneteses.apps.cozystack.io in tenant-a',
  ],
  [
    'GET',
    '/apis/cozystack.io/v1alpha1/namespaces/a/workloadmonitors?labelSelector=b',
    'list workloadmonitors.cozystack.io in a',
  ],
  [
    'GET',
    '/apis/apps.cozystack.io/v1alpha1/namespaces/a/kuberneteses?watch=true&resourceVersion=1',
    'watch kuberneteses.apps.cozystack.io in a',
  ],
  ['GET', '/api/v1/namespaces/tenant-a', 'get namespaces'],
  ['GET', '/api/v1/nodes', 'list nodes'],
  ['POST', '/api/v1/namespaces/a/serviceaccounts/b/token', 'create serviceaccounts/token in a'],
  [
    'PUT',
    '/apis/apps.cozystack.io/v1alpha1/namespaces/a/kuberneteses/b',
    'update kuberneteses.apps.cozystack.io in a',
  ],
  [
    'DELETE',
    '/apis/apps.cozystack.io/v1alpha1/namespaces/a/kuberneteses/b',
    'delete kuberneteses.apps.cozystack.io in a',
  ],
  ['GET', '/version', 'get /version'],
])('%s %s needs the right to %s', (method, path, right) => {
  expect(rightTo(method, path)).toBe(right);
});

test('a refusal that names the right is not told twice', () => {
  const told =
    'pods "a" is forbidden: User "b" cannot get resource "pods" in API group "" in the namespace "c"';
  expect(withRight(told, 'get pods in c')).toBe(told);
});

test('what is forbidden says which right it needs', async () => {
  const clock = { now: () => 0, monotonic: () => 0, schedule: () => () => undefined };
  const body = { kind: 'Status', message: 'no', reason: 'Forbidden' };
  const client = createClient({ clock, fetch: async () => Response.json(body, { status: 403 }) });
  const pods = '/api/v1/namespaces/a/pods';
  await expect(client.get(pods)).rejects.toThrow('no (the right to list pods in a)');
  await expect(client.open(`${pods}?watch=true`, new AbortController().signal)).rejects.toThrow(
    'no (the right to watch pods in a)',
  );
});
