// Whatever a form can get wrong is said in French, with the values that the rule has named.
import { checkCluster, checkQuota, type KnownCatalogue, NO_DEMAND, parseQuantity } from '@hikube/domain';
import type { ClusterCreate } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { inFrench, type Refused } from './fr-refusals.ts';
import { typeset } from './typeset.ts';

const KNOWN = {
  kubernetesVersions: [
    { minor: '1.34', patch: '1.34.1', state: 'supported', default: true },
    { minor: '1.35', patch: '1.35.1', state: 'supported' },
  ],
  instanceTypes: [
    { name: 's1.large', vcpus: 4, memory: '8Gi' },
    { name: 'u1.nano', vcpus: 1, memory: '1Gi' },
  ],
  gpuTypes: [{ name: 'nvidia.com/A' }],
  sites: [{ id: 'gland', displayName: 'Gland' }],
  addons: ['nfs', 'flux', 'ingress-nginx'].map((id) => ({ id, available: true })),
  capabilities: ['cluster.site', 'nodeGroup.storageClass', 'nodeGroup.kubelet', 'nodeGroup.healthCheck'],
  storageClasses: [{ name: 'replicated' }],
} as unknown as KnownCatalogue;

const group = (fields: object) => ({ nodeGroups: { web: fields } });
const options = (id: string, value: object) => ({ addons: { [id]: { options: value } } });

const WRONG: readonly (readonly [code: string, fields: object, values: readonly string[]])[] = [
  ['invalid_name', { name: 'A_b' }, ['A_b', '63']],
  ['invalid_name', { nodeGroups: { 'B b': {} } }, ['groupe de nœuds', 'B b']],
  ['invalid_name', { name: '' }, ['Le nom du cluster manque', '63']],
  ['name_too_long', { name: 'a'.repeat(50) }, ['50', '42']],
  ['name_too_long', { name: 'a'.repeat(40), nodeGroups: { ['b'.repeat(30)]: {} } }, ['70', '51']],
  ['unknown_version', { version: '1.99' }, ['1.99', '1.34, 1.35']],
  ['unknown_site', { topology: 'development', site: 'basel' }, ['basel', 'gland']],
  ['invalid_type', group({ minReplicas: 'x' }), ['minReplicas', '« x »']],
  ['invalid_type', group({ maxReplicas: 1.5 }), ['maxReplicas', '« 1.5 »']],
  ['out_of_range', group({ maxReplicas: -1 }), ['maxReplicas', '0', '-1']],
  ['min_above_max', group({ minReplicas: 7, maxReplicas: 5 }), ['7', '5']],
  ['unknown_instance_type', group({ instanceType: 'x9.huge' }), ['x9.huge', 's1.large, u1.nano']],
  ['unknown_gpu_type', group({ gpus: [{ name: 'amd.com/B' }] }), ['amd.com/B', 'nvidia.com/A']],
  ['gpu_memory_too_small', group({ instanceType: 'u1.nano', gpus: [{ name: 'nvidia.com/A' }] }), ['4Gi']],
  ['unknown_storage_class', group({ storageClass: 'fast' }), ['fast', 'replicated']],
  ['invalid_quantity', group({ kubelet: { systemReservedCpu: 'much' } }), ['much', '« 500m » ou « 4 »']],
  ['invalid_quantity', group({ diskSize: '20Gx' }), ['« 20Gx »', '« 500Mi » ou « 16Gi »']],
  ['out_of_range', group({ kubelet: { kubeReservedMemory: '0' } }), ['kubelet.kubeReservedMemory', '« 0 »']],
  ['invalid_value', group({ kubelet: { evictionHardMemory: 'soon' } }), ['soon', '7%', '500Mi']],
  ['invalid_value', group({ kubelet: { evictionHardMemory: '300Mi' } }), ['300Mi', '10%', 'parts']],
  ['out_of_range', group({ kubelet: { evictionHardMemory: '12%' } }), ['12%', '10%', 'plus grand']],
  [
    'out_of_range',
    group({ instanceType: 's1.large', kubelet: { systemReservedCpu: '4' } }),
    ['tout le CPU', 'aucun pod'],
  ],
  ['invalid_value', group({ healthCheck: { maxUnhealthy: 'all' } }), ['« all »', '50%']],
  ['invalid_duration', group({ healthCheck: { nodeStartupTimeout: '5s' } }), ['« 5s »', '30s', '20m']],
  ['invalid_role', group({ roles: ['a b!'] }), ['a b!']],
  ['invalid_quantity', options('nfs', { nfs: { size: 'big' } }), ['big', '16Gi']],
  ['invalid_value', options('ingress-nginx', { ingress: { hosts: ['Not OK'] } }), ['Not OK', '*.example.ch']],
  [
    'invalid_value',
    options('flux', { flux: { gitRepository: { url: 'ftp://x' } } }),
    ['ftp://x', 'https://'],
  ],
];

test.each(WRONG)('%s: %j', (code, fields, values) => {
  const definition = { name: 'shop', version: '1.35', ...fields } as ClusterCreate;
  const found = checkCluster(definition, KNOWN).filter(({ severity }) => severity === 'error');
  expect(found.map((each) => each.code)).toEqual([code]);
  const { detail, lang } = inFrench<Refused>(found[0] as Refused);
  expect(lang).toBe('fr');
  for (const value of values) expect(detail).toContain(typeset(value));
  expect(detail).not.toContain('undefined');
});

test.each([
  ['storageClass', { storageClass: 'replicated' }],
  ['kubelet', { kubelet: { systemReservedCpu: '100m' } }],
  ['healthCheck', { healthCheck: { maxUnhealthy: '1' } }],
])('a platform that has no place for %s', (setting, fields) => {
  const bare = { ...KNOWN, capabilities: [] };
  const found = checkCluster({ name: 'shop', version: '1.35', ...group(fields) } as ClusterCreate, bare);
  const [remark] = found.filter(({ code }) => code === 'capability_missing');
  expect(inFrench<Refused>(remark as Refused)).toMatchObject({
    lang: 'fr',
    detail: expect.stringContaining(`retirez ${setting}`),
  });
});

test.each([
  ['nodes', '20', '34'],
  ['clusters', '3', '4'],
])('the quota of %s', (resource, limit, needed) => {
  const after = { ...NO_DEMAND, [resource]: parseQuantity(needed) ?? 0n };
  const found = checkQuota({ [resource]: limit }, { others: NO_DEMAND, before: NO_DEMAND, after });
  const { detail } = inFrench(found[0] as (typeof found)[0]);
  expect(detail).toMatch(new RegExp(`est de ${limit}, mais .* ${needed}\\u202f;`));
});

test('what has no sentence, or no values, is said as the rule says it', () => {
  for (const remark of [
    { code: 'immutable', detail: 'host cannot change.' },
    // As the service says it: of a key that no schema takes.
    { code: 'invalid_name', detail: 'This key is not allowed here: use letters, digits and "-".' },
  ])
    expect(inFrench(remark)).toBe(remark);
});

test('a name is said as it was written, whatever is in it', () => {
  const [found] = checkCluster({ name: '2" 3 "4' } as ClusterCreate, KNOWN);
  expect(inFrench<Refused>(found as Refused).detail).toContain(typeset('« 2" 3 "4 »'));
});
