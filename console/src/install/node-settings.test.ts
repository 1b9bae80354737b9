// Only what was changed is in the patch, and what was emptied is taken away.
import { fields } from '@hikube/openapi/fields';
import { expect, test } from 'vitest';
import {
  NODE_SETTINGS,
  type NodeSettings,
  nodeSettingsOf,
  nodeSettingsPatch,
  SETTING_FIELDS,
  saidOfNodes,
} from './node-settings.ts';

const GROUP = {
  storageClass: 'replicated',
  kubelet: { systemReservedCpu: '200m', evictionHardMemory: '5%' },
  healthCheck: { maxUnhealthy: '40%' },
};
const SETTINGS = nodeSettingsOf(GROUP);

test('every setting of the contract has its place', () => {
  const places = SETTING_FIELDS.flatMap((field) => {
    const inside = (fields.NodeGroup[field] as { fields?: object }).fields;
    return inside === undefined ? [field] : Object.keys(inside).map((each) => `${field}/${each}`);
  });
  expect([...NODE_SETTINGS].sort()).toEqual(places.sort());
});

test('a group is read and said as it was', () => {
  expect(SETTINGS).toEqual({
    storageClass: 'replicated',
    'kubelet/systemReservedCpu': '200m',
    'kubelet/evictionHardMemory': '5%',
    'healthCheck/maxUnhealthy': '40%',
  });
  expect(saidOfNodes(SETTINGS)).toEqual(GROUP);
  expect([nodeSettingsOf({}), saidOfNodes({ 'kubelet/kubeReservedCpu': ' ' })]).toEqual([{}, {}]);
});

test.each<[string, NodeSettings, object]>([
  ['nothing', {}, {}],
  ['spaces', { 'kubelet/systemReservedCpu': ' 200m ' }, {}],
  ['another class', { storageClass: 'local' }, { storageClass: 'local' }],
  ['no class', { storageClass: '' }, { storageClass: null }],
  ['one more', { 'kubelet/kubeReservedCpu': '100m' }, { kubelet: { kubeReservedCpu: '100m' } }],
  ['one less', { 'kubelet/systemReservedCpu': '' }, { kubelet: { systemReservedCpu: null } }],
  ['the last one', { 'healthCheck/maxUnhealthy': '' }, { healthCheck: null }],
  [
    'one in place of another',
    { 'healthCheck/maxUnhealthy': '', 'healthCheck/nodeStartupTimeout': '20m' },
    { healthCheck: { maxUnhealthy: null, nodeStartupTimeout: '20m' } },
  ],
])('the patch of %s', (_, changed, patch) => {
  expect(nodeSettingsPatch(SETTINGS, { ...SETTINGS, ...changed })).toEqual(patch);
});
