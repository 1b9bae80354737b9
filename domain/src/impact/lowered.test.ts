import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../values/unknown.ts';
import { loweredAddon, loweredCluster, loweredNodeGroup } from './lowered.ts';

const of = (before: object, after: object) =>
  loweredCluster(before as never, after as never).map(({ pointer, code, detail, severity }) => {
    expect(severity).toBe('warning');
    return `${pointer} ${code}: ${detail}`;
  });

describe('what a change of a cluster takes away', () => {
  test('from production to development', () => {
    expect(of({ topology: 'production' }, { topology: 'development' })).toEqual([
      '/controlPlane/replicas availability_lowered: The API of the cluster goes from 3 servers to 1: it is away whenever that one, or its site, is.',
      '/controlPlane/etcdMembers availability_lowered: etcd goes from 3 members to 1: the loss of a site is not survived any more, and may take the state of the cluster with it.',
    ]);
  });

  test.each<[string, object, object, RegExp]>([
    ['fewer API servers', { controlPlane: { replicas: 5 } }, {}, /5 servers to 3: fewer of them may fail/],
    [
      'fewer etcd members',
      { controlPlane: { etcdMembers: 5 } },
      {},
      /5 members to 3: it survives the loss of 1 at once, 2 before/,
    ],
    [
      'no protection',
      { deletionProtection: true },
      { deletionProtection: false },
      /^\/deletionProtection protection_lowered/,
    ],
    ['no protection that is written', { deletionProtection: true }, {}, /can be deleted/],
    ['no maintenance', { maintenance: { autoPatch: true } }, { maintenance: null }, /security fixes/],
    [
      'no patches',
      { maintenance: { autoPatch: true } },
      { maintenance: { autoPatch: false } },
      /autoPatch goes off/,
    ],
    [
      'no exclusion',
      {
        maintenance: {
          exclusions: [
            { start: 'a', end: 'b' },
            { start: 'c', end: 'd' },
          ],
        },
      },
      { maintenance: { exclusions: [{ start: 'c', end: 'd', reason: 'new' }] } },
      /An exclusion of maintenance is gone/,
    ],
    [
      'fewer nodes',
      { nodeGroups: { web: { minReplicas: 3 } } },
      { nodeGroups: { web: { minReplicas: 1 } } },
      /^\/nodeGroups\/web\/minReplicas .* at least 1, 3 before/,
    ],
    ['no velero', { addons: { velero: {} } }, { addons: {} }, /no more backups/],
    ['no velero, by patch', { addons: { velero: {} } }, { addons: { velero: null } }, /no more backups/],
  ])('%s', (_what, before, after, text) => {
    expect(of(before, after)).toEqual([expect.stringMatching(text)]);
  });

  test.each<[string, object, object]>([
    ['nothing changes', { topology: 'production' }, {}],
    ['it grows', { topology: 'development' }, { topology: 'production' }],
    [
      'explicit sizes stay',
      { controlPlane: { replicas: 2, etcdMembers: 1 } },
      { topology: 'development', controlPlane: { replicas: 2 } },
    ],
    ['the topology is not known', {}, { topology: UNKNOWN }],
    ['a size is not known', {}, { topology: 'development', controlPlane: { replicas: UNKNOWN } }],
    ['protection is not known', { deletionProtection: true }, { deletionProtection: UNKNOWN }],
    [
      'maintenance is not known',
      { maintenance: { autoPatch: true, exclusions: [{}] } },
      { maintenance: UNKNOWN },
    ],
    [
      'exclusions are not known',
      { maintenance: { exclusions: [{ start: 'a' }] } },
      { maintenance: { exclusions: [UNKNOWN] } },
    ],
    [
      'a map is not known',
      { addons: { velero: {} }, nodeGroups: { a: {} } },
      { addons: UNKNOWN, nodeGroups: UNKNOWN },
    ],
    ['a map lets go', { addons: { velero: {} } }, {}],
    ['a map is of something else', { nodeGroups: { a: 1 } }, { nodeGroups: { a: {} } }],
  ])('nothing, when %s', (_when, before, after) => {
    expect(of(before, after)).toEqual([]);
  });
});

test.each<[object, object, readonly string[]]>([
  [
    { minReplicas: 2, maxReplicas: 5 },
    { minReplicas: 0, maxReplicas: 3 },
    ['at least no node, 2 before', 'at most 3, 5 before'],
  ],
  [{ roles: ['ingress-nginx', 'edge'] }, { roles: ['edge'] }, ['loses the role ingress-nginx']],
  [{ roles: ['edge'] }, { roles: UNKNOWN }, []],
  [{ roles: ['edge'] }, { roles: [UNKNOWN] }, []],
  [{ maxReplicas: 20 }, {}, ['at most 10, 20 before']],
  [{ minReplicas: 2 }, { minReplicas: UNKNOWN }, []],
])('a node group from %j to %j', (before, after, texts) => {
  const details = loweredNodeGroup('web', before as never, after as never).map(({ detail }) => detail);
  expect(details).toEqual(texts.map((text) => expect.stringContaining(text)));
});

test('an add-on that protects nothing', () => {
  expect(loweredAddon('flux')).toEqual([]);
});
