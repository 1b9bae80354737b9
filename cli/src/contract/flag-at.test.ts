import { expect, test } from 'vitest';
import { bodies, queries } from '../generated/fields.gen.ts';
import { flagAt } from './flag-at.ts';

const cluster = {
  fields: bodies.ClusterCreate.filter(({ flag }) => flag !== 'name'),
  args: [{ name: 'cluster' }],
};
const addon = { fields: bodies.AddonPut, args: [{ name: 'cluster' }, { name: 'addon' }] };

test.each([
  ['/version', cluster, '--version'],
  ['/maintenance/window/startTime', cluster, '--maintenance-window-start-time'],
  ['/name', cluster, '<cluster>'],
  ['/labels/example.org~1team', cluster, '--labels example.org/team='],
  ['/nodeGroups', cluster, '--node-groups'],
  ['/nodeGroups/web', cluster, '--node-groups name=web'],
  ['/nodeGroups/web/minReplicas', cluster, 'min-replicas= in --node-groups name=web'],
  ['/nodeGroups/web/resources/cpu', cluster, 'resources-cpu= in --node-groups name=web'],
  ['/nodeGroups/web/roles/0', cluster, 'roles= in --node-groups name=web'],
  ['/maintenance/exclusions/0/start', cluster, 'start= in --maintenance-exclusions'],
  ['/valuesOverride/a~1b/0', addon, '/a~1b/0 in --values-override'],
  ['/roles/1', { fields: bodies.NodeGroupPatch }, '--roles'],
  ['labels', { fields: queries.listClusters }, '--labels'],
])('%s', (pointer, typed, told) => {
  expect(flagAt(typed, pointer)).toBe(told);
});

test.each([
  ['/options', addon],
  ['/spec/version', cluster],
  ['', cluster],
  ['/name', { fields: bodies.NodeGroupPatch }],
  ['/name', { args: [{ name: 'path' }] }],
])('nothing that was typed is about %j', (pointer, typed) => {
  expect(flagAt(typed, pointer)).toBeUndefined();
});
