// What is sent to the platform, by example; the laws behind it are in test/cozystack/chart.test.ts.
import { addonWish, clusterWish, groupWish } from '@hikube/service/platform/suite';
import { describe, expect, test } from 'vitest';
import { shapeOf } from '../testing/schemas.ts';
import { specOf } from './spec.ts';

const WEB = groupWish('web', { roles: ['edge', 'db'], gpus: [] });

describe('a new cluster', () => {
  test('says what the contract owns and nothing else', () => {
    expect(specOf(clusterWish({ nodeGroups: [WEB] }), shapeOf('1.6.2'))).toEqual({
      version: 'v1.34',
      host: 'prod.example.test',
      storageClass: 'replicated',
      controlPlane: { replicas: 3 },
      nodeGroups: {
        web: {
          minReplicas: 1,
          maxReplicas: 3,
          instanceType: 's1.large',
          diskSize: '20Gi',
          roles: ['edge', 'db'],
        },
      },
    });
  });

  test('speaks the language of an older release, and leaves no room to the group that comes along', () => {
    const { nodeGroups } = specOf(clusterWish({ nodeGroups: [WEB] }), shapeOf('1.1.2')) as {
      nodeGroups: object;
    };
    expect(nodeGroups).toEqual({
      web: {
        minReplicas: 1,
        maxReplicas: 3,
        instanceType: 's1.large',
        ephemeralStorage: '20Gi',
        resources: {},
        roles: ['edge', 'db'],
      },
      md0: {
        minReplicas: 0,
        maxReplicas: 1,
        instanceType: 'u1.medium',
        ephemeralStorage: '20Gi',
        resources: {},
        roles: [],
      },
    });
  });

  test('leaves an empty list written out where somebody wrote it out', () => {
    const web = groupWish('web', { roles: [], gpus: [] });
    const stored = { nodeGroups: { web: { minReplicas: 2, maxReplicas: 3, roles: [] } } };
    const { nodeGroups } = specOf(clusterWish({ nodeGroups: [web] }), shapeOf('1.6.2'), stored) as {
      nodeGroups: { web: object };
    };
    expect(nodeGroups.web).toMatchObject({ roles: [] });
    expect(nodeGroups.web).not.toHaveProperty('gpus');
  });

  test('says what a group says of its nodes, as far as the release takes it', () => {
    const web = groupWish('web', {
      storageClass: 'local',
      kubelet: { systemReservedMemory: '1Gi', evictionHardMemory: '5%' },
      healthCheck: { maxUnhealthy: '1', nodeStartupTimeout: '30m' },
    });
    const said = (release: Parameters<typeof shapeOf>[0], stored = {}) => {
      const spec = specOf(clusterWish({ nodeGroups: [web] }), shapeOf(release), {
        nodeGroups: { web: stored },
      });
      const { storageClass, kubelet, maxUnhealthy, nodeStartupTimeout } = (
        spec['nodeGroups'] as { web: Record<string, unknown> }
      ).web;
      return { storageClass, kubelet, maxUnhealthy, nodeStartupTimeout };
    };
    const { storageClass, kubelet } = web;
    expect(said('1.6.2')).toEqual({ storageClass, kubelet, ...web.healthCheck });
    expect(said('1.4.0')).toEqual({ storageClass, kubelet });
    expect(said('1.1.2')).toEqual({});
    // Another spelling stays, what others put beside it, too; and what a release does not take is not ours.
    const stored = { kubelet: { systemReservedMemory: '1024Mi', maxPods: 200, kubeReservedCpu: '1' } };
    expect(said('1.6.2', stored).kubelet).toEqual({
      maxPods: 200,
      systemReservedMemory: '1024Mi',
      evictionHardMemory: '5%',
    });
    expect(said('1.1.2', stored)).toEqual(stored);
  });

  test('has no machines without groups', () => {
    const { nodeGroups } = specOf(clusterWish(), shapeOf('1.6.2')) as { nodeGroups: object };
    expect(nodeGroups).toEqual({
      md0: { minReplicas: 0, maxReplicas: 0, instanceType: 'u1.medium', diskSize: '20Gi', roles: [] },
    });
  });

  test('names the group of the chart itself where it is wanted', () => {
    const md0 = groupWish('md0', { roles: [] });
    const { nodeGroups } = specOf(clusterWish({ nodeGroups: [md0] }), shapeOf('1.1.2')) as {
      nodeGroups: Record<string, object>;
    };
    expect(Object.keys(nodeGroups)).toEqual(['md0']);
    expect(nodeGroups['md0']).toMatchObject({ maxReplicas: 3, roles: [] });
  });

  test('gives a size of its own in place of the type, where both would be rendered', () => {
    const sized = groupWish('big', { resources: { cpu: '4', memory: '8Gi' } });
    const of = (release: '1.4.0' | '1.6.2') =>
      specOf(clusterWish({ nodeGroups: [sized] }), shapeOf(release))['nodeGroups'];
    expect(of('1.4.0')).toMatchObject({ big: { instanceType: '', resources: { cpu: '4', memory: '8Gi' } } });
    expect(of('1.6.2')).toMatchObject({ big: { instanceType: 's1.large' } });
  });

  test('switches add-ons, with their values and their repository', () => {
    const addons = [
      addonWish('cert-manager', { values: { 'cert-manager': { replicaCount: 2 } } }),
      addonWish('ingress-nginx', {
        options: { ingress: { exposure: 'load-balancer', hosts: ['a.example'] } },
      }),
      addonWish('coredns', { values: { coredns: { replicaCount: 3 } } }),
      addonWish('flux', {
        options: { flux: { gitRepository: { url: 'https://git.example/a', branch: 'main', path: './' } } },
      }),
    ];
    expect(specOf(clusterWish({ addons }), shapeOf('1.6.2'))['addons']).toEqual({
      certManager: { enabled: true, valuesOverride: { 'cert-manager': { replicaCount: 2 } } },
      ingressNginx: { enabled: true, exposeMethod: 'LoadBalancer', hosts: ['a.example'] },
      coredns: { valuesOverride: { coredns: { replicaCount: 3 } } },
      fluxcd: {
        enabled: true,
        valuesOverride: {
          'flux-instance': {
            instance: {
              sync: {
                kind: 'GitRepository',
                url: 'https://git.example/a',
                ref: 'refs/heads/main',
                path: './',
              },
            },
          },
        },
      },
    });
  });
});

describe('a cluster that exists', () => {
  const stored = {
    version: 'v1.34',
    host: '',
    storageClass: 'local',
    custom: { of: 'somebody' },
    talos: { version: 'v1.12.0', imageFactoryURL: 'https://factory.talos.dev' },
    controlPlane: { replicas: 2, apiServer: { resourcesPreset: 'c1.medium', note: 1 } },
    nodeGroups: {
      web: {
        minReplicas: 1,
        maxReplicas: 3,
        instanceType: 's1.large',
        diskSize: '20480Mi',
        roles: ['db', 'edge'],
        kubelet: { evictionHardMemory: '7%', evictionSoftMemory: '12%', maxPods: 200 },
        maxUnhealthy: '40%',
      },
      old: { diskSize: '20Gi' },
    },
    addons: {
      velero: { enabled: true, valuesOverride: {}, note: 'mine' },
      certManager: { enabled: false, valuesOverride: {} },
      later: { enabled: true },
    },
  };

  test('keeps what it does not know and how things are spelled, and takes defaults out', () => {
    expect(specOf(clusterWish({ nodeGroups: [WEB] }), shapeOf('1.6.2'), stored)).toEqual({
      version: 'v1.34',
      storageClass: 'local',
      custom: { of: 'somebody' },
      talos: { version: 'v1.12.0' },
      controlPlane: { replicas: 3, apiServer: { note: 1 } },
      nodeGroups: {
        web: {
          minReplicas: 1,
          maxReplicas: 3,
          instanceType: 's1.large',
          diskSize: '20480Mi',
          roles: ['db', 'edge'],
          kubelet: { maxPods: 200 },
        },
      },
      addons: { velero: { note: 'mine' }, later: { enabled: true } },
    });
  });

  test('is repaired where something else stands in place of an object of ours', () => {
    const broken = { controlPlane: 'two', nodeGroups: ['web'], addons: 7, images: 'none' };
    const spec = specOf(
      clusterWish({ nodeGroups: [WEB], addons: [addonWish('velero')] }),
      shapeOf('1.6.2'),
      broken,
    );
    expect(spec).toMatchObject({
      controlPlane: { replicas: 3 },
      nodeGroups: { web: { maxReplicas: 3 } },
      addons: { velero: { enabled: true } },
      images: 'none',
    });
  });

  test('leaves the old name of the disk behind after the platform has moved on', () => {
    const before = { nodeGroups: { web: { ephemeralStorage: '20480Mi' } } };
    const { nodeGroups } = specOf(clusterWish({ nodeGroups: [WEB] }), shapeOf('1.6.2'), before) as {
      nodeGroups: { web: object };
    };
    expect(nodeGroups.web).toMatchObject({ diskSize: '20480Mi' });
    expect(nodeGroups.web).not.toHaveProperty('ephemeralStorage');
  });
});
