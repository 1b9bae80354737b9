// Of a change, what it touches is checked, on the cluster as it would be; what stood before stands in nobody's way.
import type { KnownCatalogue } from '@hikube/domain';
import clusters from '@hikube/openapi/examples/listClusters.json' with { type: 'json' };
import nodeGroups from '@hikube/openapi/examples/listNodeGroups.json' with { type: 'json' };
import type { Cluster, NodeGroup } from '@hikube/sdk';
import { expect, test } from 'vitest';
import type { GroupForm } from '../install/form.ts';
import { itemsOf } from '../rendered.support.tsx';
import { remarksOf } from './check.ts';
import { type ChangeForm, formOf } from './form.ts';

const known: KnownCatalogue = {
  instanceTypes: [
    { name: 's1.large', family: 's1', vcpus: 4, memory: '8Gi' },
    { name: 'u1.nano', family: 'u1', vcpus: 1, memory: '1Gi' },
  ],
  gpuTypes: [{ name: 'nvidia.com/A', displayName: 'A', memory: '48Gi' }],
  storageClasses: [{ name: 'replicated', replication: 'synchronous', default: true }],
  capabilities: [
    'nodeGroup.storageClass',
    'nodeGroup.kubelet',
    'nodeGroup.healthCheck',
    'nodeGroup.resources',
  ],
};
const [CLUSTER] = itemsOf<Cluster>(clusters) as [Cluster];
const [EXAMPLE] = itemsOf<NodeGroup>(nodeGroups) as [NodeGroup];
const { storageClass: _class, kubelet: _kubelet, healthCheck: _check, ...USUAL } = EXAMPLE;
const WEB: NodeGroup = { ...USUAL, name: 'web', instanceType: 's1.large', gpus: [], roles: [] };

/** What is found when this is changed of a group, as `pointer code`. */
function found(
  group: Partial<NodeGroup>,
  part: Partial<GroupForm>,
  more: readonly Partial<GroupForm>[] = [],
  capabilities = known.capabilities ?? [],
): readonly string[] {
  const parts = { cluster: CLUSTER, nodeGroups: [{ ...WEB, ...group }], addons: [] };
  const base = formOf(parts);
  const [web] = base.groups as [GroupForm];
  const others = more.map((each, key) => ({ ...web, key: key + 1, isFixed: false, ...each }));
  const form: ChangeForm = { ...base, groups: [{ ...web, ...part }, ...others] };
  return remarksOf(base, form, parts, { known: { ...known, capabilities } }).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );
}

test.each<[string, Partial<GroupForm>, readonly string[]]>([
  [
    'storage class',
    { settings: { storageClass: 'fast' } },
    ['/nodeGroups/web/storageClass unknown_storage_class'],
  ],
  [
    'threshold',
    { settings: { 'kubelet/evictionHardMemory': '12%' } },
    ['/nodeGroups/web/kubelet/evictionHardMemory out_of_range'],
  ],
  [
    'number of nodes',
    { settings: { 'healthCheck/maxUnhealthy': 'all' } },
    ['/nodeGroups/web/healthCheck/maxUnhealthy invalid_value'],
  ],
  ['setting', { settings: { 'healthCheck/maxUnhealthy': '40%' } }, []],
])('a wrong %s is found at its place', (_, part, remarks) => {
  expect(found({}, part)).toEqual(remarks);
});

test('a group is checked with what the form has no field for', () => {
  const resources = { cpu: '4', memory: '16Gi' };
  expect(found({ instanceType: 'u1.nano', resources }, { gpu: 'nvidia.com/A' })).toEqual([]);
  expect(found({ instanceType: 'u1.nano' }, { gpu: 'nvidia.com/A' })).toEqual([
    '/nodeGroups/web/instanceType gpu_memory_too_small',
  ]);
});

test('what is taken away is no longer checked', () => {
  const kubelet = { evictionHardMemory: '12%' };
  expect(found({ kubelet }, { settings: {} })).toEqual([]);
  expect(found({ gpus: [{ name: 'nvidia.com/gone' }] }, { gpu: '' })).toEqual([]);
});

test('a setting that came from elsewhere may stay as it is, but not where the platform has no place for it', () => {
  const stood = { storageClass: 'of-operators' };
  expect(found(stood, { max: '20' })).toEqual([]);
  expect(found(stood, { settings: { storageClass: 'fast' } })).toHaveLength(1);
  expect(found(stood, { max: '20' }, [], [])).toContain('/nodeGroups/web/storageClass capability_missing');
  expect(found(stood, {}, [], [])).toEqual([]);
});

test('a group that stands as it stood is in nobody’s way', () => {
  expect(found({ instanceType: 'of-operators' }, {}, [{ name: 'jobs', instanceType: 's1.large' }])).toEqual(
    [],
  );
  expect(found({ instanceType: 'of-operators' }, { max: '20' })).toHaveLength(1);
});

test('a new group cannot have the name of one that is there', () => {
  expect(found({}, {}, [{ name: 'web' }])).toEqual(['/nodeGroups/web group_twice']);
});
