import type { Catalogue } from '@hikube/domain';
import hikube from '@hikube/openapi/catalogue/hikube-1.1.2.json' with { type: 'json' };
import type { Fields } from '@hikube/openapi/fields';
import { describe, expect, test } from 'vitest';
import { complete, completeAddon, completeCluster, completeNodeGroup } from './desired.ts';

const catalogue = hikube as Catalogue;

describe('defaults', () => {
  test('of a cluster, without what nobody has to have', () => {
    expect(completeCluster({}, catalogue)).toEqual({
      displayName: '',
      labels: {},
      version: '1.35',
      topology: 'production',
      controlPlane: { replicas: 3, etcdMembers: 3 },
      storageClass: 'replicated',
      network: { exposure: 'proxied' },
      deletionProtection: false,
      deletion: { volumes: 'delete' },
    });
  });

  test('of a node group', () => {
    expect(completeNodeGroup({})).toEqual({
      minReplicas: 0,
      maxReplicas: 10,
      instanceType: 'u1.medium',
      diskSize: '20Gi',
      roles: [],
      gpus: [],
      labels: {},
      taints: [],
      rollout: { maxSurge: 1, maxUnavailable: 0 },
    });
  });

  test.each([
    ['ingress', { exposure: 'proxied', hosts: [] }],
    ['certManager', { issuers: {} }],
    ['monitoring', { nodeExporter: true, fluentBit: true, kubeStateMetrics: true }],
    ['nfs', { size: '50Gi' }],
  ])('of the options %s', (name, expected) => {
    expect(completeAddon({ options: { [name]: {} } })).toEqual({ options: { [name]: expected } });
  });

  test('are never the same list or map twice', () => {
    expect(completeNodeGroup({}).roles).not.toBe(completeNodeGroup({}).roles);
  });

  test('of flux stand inside its repository', () => {
    const options = { flux: { gitRepository: { url: 'https://git.example.com/x' } } };
    expect(completeAddon({ options })).toEqual({
      options: { flux: { gitRepository: { url: 'https://git.example.com/x', branch: 'main', path: './' } } },
    });
  });

  test('of an add-on without options are none: the platform chooses', () => {
    expect(completeAddon({})).toEqual({});
  });

  test('of a maintenance window', () => {
    const window = { days: ['mon' as const], startTime: '02:00', durationMinutes: 60 };
    expect(completeCluster({ maintenance: { window } }, catalogue).maintenance).toEqual({
      window: { ...window, timeZone: 'Europe/Zurich' },
      autoPatch: false,
      exclusions: [],
    });
  });
});

describe('what is written', () => {
  test.each([
    [{ topology: 'development' as const }, { replicas: 1, etcdMembers: 1 }],
    [{ controlPlane: { replicas: 2 } }, { replicas: 2, etcdMembers: 3 }],
    [
      { topology: 'development' as const, controlPlane: { etcdMembers: 3 as const } },
      { replicas: 1, etcdMembers: 3 },
    ],
  ])('%j wins over what is derived', (sparse, controlPlane) => {
    expect(completeCluster(sparse, catalogue).controlPlane).toEqual(controlPlane);
  });

  test.each(['1.34', 'v1.34', '1.34.2', 'v1.34.2'])('the version %s is the minor 1.34', (version) => {
    expect(completeCluster({ version }, catalogue).version).toBe('1.34');
  });
});

const zone = { kind: 'text', class: 'constant-default', default: 'utc', compare: 'json' } as const;
const note = { kind: 'text', class: 'input', optional: true, compare: 'json' } as const;
const size = { kind: 'number', class: 'derived-default', dependsOn: [], compare: 'json' } as const;

const TABLE: Fields = {
  plan: {
    kind: 'object',
    class: 'derived-default',
    dependsOn: [],
    compare: 'json',
    fields: { size, zone, note },
  },
  window: { kind: 'object', class: 'input', optional: true, compare: 'json', fields: { zone, note } },
  breaks: { kind: 'list', class: 'input', optional: true, compare: 'json', elements: { zone, note } },
  users: { kind: 'map', class: 'input', optional: true, compare: 'json', elements: { zone } },
  way: {
    kind: 'choice',
    class: 'input',
    optional: true,
    compare: 'json',
    fields: { short: { kind: 'object', class: 'input', optional: true, compare: 'json', fields: { zone } } },
  },
};

const filled = (sparse: object) => complete(TABLE, sparse, { plan: { size: (from) => from } }, 3);

test.each([
  [{}, {}],
  [{ plan: { zone: 'cet' } }, { plan: { size: 3, zone: 'cet' } }],
  [{ plan: { size: 1, note: '' } }, { plan: { size: 1, zone: 'utc', note: '' } }],
  [{ window: {} }, { window: { zone: 'utc' } }],
  [{ breaks: [{ note: 'a' }, { zone: 'cet' }] }, { breaks: [{ zone: 'utc', note: 'a' }, { zone: 'cet' }] }],
  [{ breaks: [] }, { breaks: [] }],
  [{ users: { ann: {} } }, { users: { ann: { zone: 'utc' } } }],
  [{ way: { short: {} } }, { way: { short: { zone: 'utc' } } }],
  [{ way: {} }, { way: {} }],
  [{ unheardOf: 1 }, {}],
])('%j with its defaults has %j', (sparse, expected) => {
  expect(filled(sparse)).toEqual({ plan: { size: 3, zone: 'utc' }, ...expected });
});
