import { describe, expect, test } from 'vitest';
import { readSpec, told } from './manifest.test.support.ts';

/** What a group is read as, and what is told about it without the place of the group. */
function readGroup(group: unknown): readonly [unknown, readonly string[], readonly string[]] {
  const reading = readSpec({ nodeGroups: { web: group } });
  const groups = reading.cluster['nodeGroups'] as Record<string, unknown>;
  const place = '/spec/nodeGroups/web';
  return [
    groups['web'],
    told(reading).map((note) => note.replaceAll(place, '')),
    reading.findings.map(({ pointer, code }) => `${code} ${pointer.replace(place, '')}`),
  ];
}

describe('the disk of a node', () => {
  test.each([
    ['under its new name', { diskSize: '20Gi' }, '20Gi', []],
    ['under its old name', { ephemeralStorage: '20Gi' }, '20Gi', []],
    ['as a number of bytes', { ephemeralStorage: 21474836480 }, '21474836480', []],
    [
      'as an object',
      { ephemeralStorage: { size: '20Gi' } },
      '20Gi',
      ['normalised /ephemeralStorage/size → 20Gi'],
    ],
    [
      'as an object with more',
      { ephemeralStorage: { class: 'x' } },
      undefined,
      ['ignored /ephemeralStorage/class'],
    ],
    ['twice with the same size', { diskSize: '1Gi', ephemeralStorage: '1024Mi' }, '1Gi', []],
    ['twice', { diskSize: '20Gi', ephemeralStorage: '50Gi' }, '20Gi', ['ignored /ephemeralStorage']],
    ['as nothing', { ephemeralStorage: null }, undefined, []],
  ])('%s', (_title, group, diskSize, notes) => {
    const expected = diskSize === undefined ? {} : { diskSize };
    expect(readGroup(group)).toEqual([expected, notes, []]);
  });
});

describe('the size of a node', () => {
  test.each([
    ['nothing', null, {}, []],
    ['an empty object', {}, {}, []],
    ['only nulls', { cpu: null, memory: null }, {}, []],
    ['empty texts', { cpu: '', memory: '' }, {}, ['normalised /resources → {}']],
    ['both', { cpu: '4', memory: '8Gi' }, { resources: { cpu: '4', memory: '8Gi' } }, []],
    ['one, which the contract refuses', { cpu: 4, memory: '' }, { resources: { cpu: '4' } }, []],
    [
      'more',
      { cpu: 1, memory: 2, gpu: 1 },
      { resources: { cpu: '1', memory: '2' } },
      ['ignored /resources/gpu'],
    ],
    ['a text, which the contract refuses', 'large', { resources: 'large' }, []],
  ])('from %s', (_title, resources, expected, notes) => {
    expect(readGroup({ resources })).toEqual([expected, notes, []]);
  });

  test('an empty instance type is none', () => {
    expect(readGroup({ instanceType: '' })).toEqual([{}, [], []]);
  });
});

describe('lists', () => {
  test('lose entries that say nothing', () => {
    expect(readGroup({ roles: ['ingress-nginx', null, ''], gpus: [null] })).toEqual([
      { roles: ['ingress-nginx'], gpus: [] },
      ['ignored /roles/1', 'ignored /roles/2', 'ignored /gpus/0'],
      [],
    ]);
  });

  test('of GPUs keep two of a kind, and tell what a GPU does not have', () => {
    const name = 'nvidia.com/AD102GL_L40S';
    expect(readGroup({ gpus: [{ name }, { name, count: 2 }] })).toEqual([
      { gpus: [{ name }, { name }] },
      ['ignored /gpus/1/count'],
      [],
    ]);
  });

  test('of another type are left to the contract', () => {
    const group = { roles: 'ingress-nginx', gpus: ['nvidia.com/AD102GL_L40S', { name: null }] };
    const expected = { roles: 'ingress-nginx', gpus: ['nvidia.com/AD102GL_L40S', {}] };
    expect(readGroup(group)).toEqual([expected, [], []]);
  });
});

describe('settings of newer releases', () => {
  test('are those of the contract', () => {
    const kubelet = { systemReservedMemory: 536870912, evictionHardMemory: '5%', kubeReservedCpu: '' };
    const form = { storageClass: 'local', kubelet, maxUnhealthy: '50%', nodeStartupTimeout: '20m' };
    const group = {
      storageClass: 'local',
      kubelet: { systemReservedMemory: '536870912', evictionHardMemory: '5%' },
      healthCheck: { maxUnhealthy: '50%', nodeStartupTimeout: '20m' },
    };
    expect(readGroup(form)).toEqual([group, [], []]);
  });

  test('say nothing when they are blank', () => {
    const kubelet = { evictionHardMemory: null, evictionSoftMemory: '' };
    const form = { kubelet, storageClass: '', maxUnhealthy: null, nodeStartupTimeout: '' };
    expect(readGroup(form)).toEqual([{}, [], []]);
    expect(readGroup({ kubelet: {} })).toEqual([{}, [], []]);
  });

  test('that are misspelt are told', () => {
    const [group, told] = readGroup({ kubelet: { evictionHard: '5%' } });
    expect(group).toEqual({});
    expect(told).toEqual(['ignored /kubelet/evictionHard']);
  });
});

describe('settings without a place here', () => {
  test.each([
    ['podCpuLimit', '2'],
    ['podCpuRequest', '1'],
    ['logSerialConsole', true],
  ])('%s is told', (key, value) => {
    expect(readGroup({ [key]: value })).toEqual([{}, [`ignored /${key}`], []]);
  });

  test('say nothing when they are blank', () => {
    expect(readGroup({ podCpuLimit: '', podCpuRequest: null })).toEqual([{}, [], []]);
  });

  test('that no release has are told', () => {
    expect(readGroup({ taints: [{ key: 'x' }], minReplica: 1 })).toEqual([
      { minReplicas: 1 },
      ['moved /minReplica → /minReplicas', 'ignored /taints'],
      [],
    ]);
  });
});

test('a group that is null is none, and the platform deletes it too', () => {
  const reading = readSpec({ nodeGroups: { md0: null, web: {} } });
  expect(reading.cluster['nodeGroups']).toEqual({ web: {} });
  expect(told(reading)).toEqual(['ignored /spec/nodeGroups/md0']);
});

test.each([['a text'], [7], [[{ name: 'web' }]]])('groups cannot be %j', (nodeGroups) => {
  const { cluster, findings } = readSpec({ nodeGroups });
  expect(findings.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/spec/nodeGroups', 'invalid_type'],
  ]);
  expect(cluster['nodeGroups']).toEqual({});
});

test('a name that breaks objects stays a name, for the contract to refuse', () => {
  const groups = JSON.parse('{"__proto__": {"minReplicas": 1}, "constructor": {}}') as unknown;
  const { nodeGroups } = readSpec({ nodeGroups: groups }).cluster;
  expect(Object.keys(nodeGroups as object)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(nodeGroups)).toBe(Object.prototype);
});
