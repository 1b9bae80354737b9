import { describe, expect, test } from 'vitest';
import { readSpec, told } from './manifest.test.support.ts';

describe('the size of the parts of the control plane', () => {
  test('is told to have no effect, with the name that a legacy preset has today', () => {
    const { notes } = readSpec({
      controlPlane: { apiServer: { resourcesPreset: 'small', resources: { cpu: 2 } } },
    });
    expect(notes.map(({ pointer, detail }) => [pointer, detail])).toEqual([
      [
        '/spec/controlPlane/apiServer/resourcesPreset',
        'The platform sizes its control plane itself, so apiServer.resourcesPreset "small" (today "t1.small") has no ' +
          'effect; choose controlPlane.replicas.',
      ],
      [
        '/spec/controlPlane/apiServer/resources',
        'The platform sizes its control plane itself, so apiServer.resources has no effect; choose ' +
          'controlPlane.replicas.',
      ],
    ]);
  });

  test('says nothing where it is what the platform does anyway, in either release', () => {
    const parts = (api: string, other: string) => ({
      controlPlane: {
        apiServer: { resources: {}, resourcesPreset: api, extraArgs: [] },
        controllerManager: { resources: {}, resourcesPreset: other },
        konnectivity: { server: { resources: {}, resourcesPreset: other } },
      },
    });
    expect(told(readSpec(parts('large', 'micro')))).toEqual([]);
    expect(told(readSpec(parts('c1.medium', 't1.micro')))).toEqual([]);
  });

  test('and flags of the API server are told', () => {
    const reading = readSpec({ controlPlane: { apiServer: { extraArgs: ['--v=4'] }, replica: 3 } });
    expect(reading.cluster['controlPlane']).toEqual({ replicas: 3 });
    expect(told(reading)).toEqual([
      'moved /spec/controlPlane/replica → /spec/controlPlane/replicas',
      'ignored /spec/controlPlane/apiServer/extraArgs',
    ]);
  });
});

test('keys that no release has are told at every level', () => {
  const reading = readSpec({
    controlPlane: {
      etcd: { members: 3 },
      scheduler: { preset: 'x' },
      konnectivity: { client: {}, agent: 1 },
    },
    kamajiControlPlane: { dataStore: 'etcd', addons: { proxy: true } },
  });
  expect(told(reading)).toEqual([
    'ignored /spec/controlPlane/etcd',
    'ignored /spec/controlPlane/scheduler/preset',
    'ignored /spec/controlPlane/konnectivity/client',
    'ignored /spec/controlPlane/konnectivity/agent',
    'ignored /spec/kamajiControlPlane/dataStore',
    'moved /spec/kamajiControlPlane → /spec/controlPlane',
    'ignored /spec/kamajiControlPlane/addons/proxy',
  ]);
});

test('a part that is no object refuses the manifest', () => {
  const { findings } = readSpec({ controlPlane: { apiServer: 'large' }, kamajiControlPlane: [1] });
  expect(findings.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/spec/controlPlane/apiServer', 'invalid_type'],
    ['/spec/kamajiControlPlane', 'invalid_type'],
  ]);
});
