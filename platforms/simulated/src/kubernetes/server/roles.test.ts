import { expect, test } from 'vitest';
import { RESOURCES } from '../resources.ts';
import { allows } from './roles.ts';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** Everything that a role may not do. */
function refused(role: 'admin' | 'edit' | 'view'): string[] {
  return RESOURCES.flatMap(({ group, name }) =>
    VERBS.filter((verb) => !allows(role, { verb, group, resource: name })).map((verb) => `${verb} ${name}`),
  );
}

test('admin may do everything', () => {
  expect(refused('admin')).toEqual([]);
});

test('edit may write what runs in namespaces, and read everything', () => {
  const kept = ['events', 'namespaces', 'nodes', 'leases', 'storageclasses'];
  expect(refused('edit')).toEqual(kept.flatMap((name) => VERBS.slice(3).map((verb) => `${verb} ${name}`)));
  expect(allows('edit', { verb: 'create', group: '', resource: 'pods', subresource: 'exec' })).toBe(true);
});

test('view may read everything but secrets', () => {
  const expected = RESOURCES.flatMap(({ name }) =>
    (name === 'secrets' ? VERBS : VERBS.slice(3)).map((verb) => `${verb} ${name}`),
  );
  expect(refused('view')).toEqual(expected);
  expect(allows('view', { verb: 'create', group: '', resource: 'pods', subresource: 'exec' })).toBe(false);
});

test.each(['admin', 'edit', 'view'] as const)('%s may ask what it may do', (role) => {
  const resource = 'selfsubjectaccessreviews';
  expect(allows(role, { verb: 'create', group: 'authorization.k8s.io', resource })).toBe(true);
});

test('a subresource is not its resource, and a group not another one', () => {
  expect(allows('view', { verb: 'get', group: '', resource: 'pods', subresource: 'log' })).toBe(false);
  expect(allows('view', { verb: 'get', group: 'apps', resource: 'pods' })).toBe(false);
});
