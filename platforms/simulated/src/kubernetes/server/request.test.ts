import { expect, test } from 'vitest';
import { parseResourceRequest } from './request.ts';

const read = (method: string, path: string, query = '') =>
  parseResourceRequest(method, path, new URLSearchParams(query));

const CORE = { group: '', version: 'v1', namespace: undefined, name: undefined, subresource: undefined };

test.each([
  ['GET', '/api/v1/nodes', '', { ...CORE, verb: 'list', resource: 'nodes' }],
  ['GET', '/api/v1/nodes', 'watch=true', { ...CORE, verb: 'watch', resource: 'nodes' }],
  ['GET', '/api/v1/nodes/n1', '', { ...CORE, verb: 'get', resource: 'nodes', name: 'n1' }],
  ['GET', '/api/v1/namespaces', '', { ...CORE, verb: 'list', resource: 'namespaces' }],
  [
    'GET',
    '/api/v1/namespaces/default',
    '',
    { ...CORE, verb: 'get', resource: 'namespaces', name: 'default' },
  ],
  [
    'PUT',
    '/api/v1/namespaces/default/finalize',
    '',
    { ...CORE, verb: 'update', resource: 'namespaces', name: 'default', subresource: 'finalize' },
  ],
  [
    'DELETE',
    '/api/v1/namespaces/default/pods',
    '',
    { ...CORE, verb: 'deletecollection', resource: 'pods', namespace: 'default' },
  ],
  [
    'GET',
    '/api/v1/namespaces/default/pods/a/log',
    '',
    { ...CORE, verb: 'get', resource: 'pods', namespace: 'default', name: 'a', subresource: 'log' },
  ],
  [
    'PATCH',
    '/apis/apps/v1/namespaces/x/deployments/web',
    '',
    { ...CORE, group: 'apps', verb: 'patch', resource: 'deployments', namespace: 'x', name: 'web' },
  ],
  [
    'POST',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    '',
    { ...CORE, group: 'authorization.k8s.io', verb: 'create', resource: 'selfsubjectaccessreviews' },
  ],
])('%s %s %s', (method, path, query, expected) => {
  expect(read(method, path, query)).toEqual(expected);
});

test.each(['/', '/metrics', '/api', '/api/v1', '/apis/apps/v1', '/api/v1/namespaces/a/pods/b/c/d'])(
  '%s names no resource',
  (path) => {
    expect(read('GET', path)).toBeUndefined();
  },
);

test('a method that Kubernetes does not have', () => {
  expect(read('TRACE', '/api/v1/nodes')).toBeUndefined();
});
