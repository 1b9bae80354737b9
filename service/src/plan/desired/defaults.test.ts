import type { Catalogue } from '@hikube/domain';
import hikube from '@hikube/openapi/catalogue/hikube-1.1.2.json' with { type: 'json' };
import contract from '@hikube/openapi/openapi.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { completeAddon, completeCluster, completeNodeGroup } from './defaults.ts';

const catalogue = hikube as Catalogue;

interface Schema {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The constant defaults that the contract states for the properties of a schema. */
function stated(name: string): Record<string, unknown> {
  const schemas = contract.components.schemas as unknown as Record<string, Schema>;
  const properties = Object.entries(schemas[name]?.properties ?? {});
  const given = properties.filter(([, property]) => property.default !== undefined);
  return Object.fromEntries(given.map(([key, property]) => [key, property.default]));
}

describe('defaults', () => {
  test('of a cluster are those of the contract', () => {
    const complete = completeCluster({}, catalogue);
    expect(complete).toMatchObject(stated('ClusterCreate'));
    expect(complete).toMatchObject({ version: '1.35', network: { exposure: 'proxied' } });
    expect(complete).not.toHaveProperty('host');
    expect(complete).not.toHaveProperty('maintenance');
  });

  test('of a node group are those of the contract, and there are no others', () => {
    expect(completeNodeGroup({})).toEqual(stated('NodeGroupInline'));
  });

  test.each([
    ['ingress', {}, 'IngressOptions'],
    ['certManager', {}, 'CertManagerOptions'],
    ['monitoring', {}, 'MonitoringOptions'],
    ['nfs', {}, 'NfsOptions'],
  ] as const)('of the options %s are those of the contract', (name, sparse, schema) => {
    expect(completeAddon({ options: { [name]: sparse } })).toEqual({ options: { [name]: stated(schema) } });
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
