import { expect, test } from 'vitest';
import { PlannedNames } from './planned-names.ts';

const TYPE = 'hikube_kubernetes_cluster';
const GROUP = 'hikube_kubernetes_node_group';
const MOVED =
  /moved \{\s+from = hikube_kubernetes_cluster\.OLD\s+to {3}= hikube_kubernetes_cluster\.NEW\s+\}/;

test('different names have nothing to do with each other', () => {
  const names = new PlannedNames();
  expect(names.create('cluster a', TYPE)).toBeUndefined();
  expect(names.create('cluster b', TYPE)).toBeUndefined();
  expect(names.delete('cluster c', TYPE)).toBeUndefined();
});

test.each([
  ['create', 'delete'],
  ['delete', 'create'],
] as const)('a %s and a %s of one name are a rename, whichever comes second', (first, second) => {
  const names = new PlannedNames();
  expect(names[first]('cluster shop', TYPE)).toBeUndefined();
  expect(names[second]('cluster shop', TYPE)).toMatchObject({
    severity: 'error',
    summary: 'The cluster shop would be destroyed and made again',
    detail: expect.stringMatching(MOVED),
  });
});

test.each([
  ['import', 'delete'],
  ['delete', 'import'],
] as const)('a %s and a %s of one name would destroy what was just brought in', (first, second) => {
  const names = new PlannedNames();
  expect(names[first]('cluster shop', TYPE)).toBeUndefined();
  expect(names[second]('cluster shop', TYPE)).toMatchObject({
    severity: 'error',
    summary: 'The cluster shop would be imported and destroyed',
    detail: expect.stringMatching(/moved \{.*"removed" block.*terraform state rm/s),
  });
});

test.each([
  ['list', 'delete'],
  ['delete', 'list'],
] as const)('a %s in a map and a %s of one name would destroy what the map is to have', (first, second) => {
  const names = new PlannedNames();
  const run = {
    list: () => names.list('node group shop/web', GROUP, 'node_groups'),
    delete: () => names.delete('node group shop/web', GROUP),
  };
  expect(run[first]()).toBeUndefined();
  expect(run[second]()).toMatchObject({
    severity: 'error',
    summary: 'The node group shop/web would be destroyed and made again',
    detail: expect.stringMatching(/removed \{\s+from = hikube_kubernetes_node_group\.NAME.*destroy = false/s),
  });
});

test('two creates of one name are two resources for one object', () => {
  const names = new PlannedNames();
  names.create('node group shop/web', TYPE);
  expect(names.create('node group shop/web', TYPE)?.summary).toBe(
    'Two resources make the node group shop/web',
  );
});

test('deleting twice, as a deposed object is, says nothing', () => {
  const names = new PlannedNames();
  names.delete('cluster shop', TYPE);
  expect(names.delete('cluster shop', TYPE)).toBeUndefined();
});
