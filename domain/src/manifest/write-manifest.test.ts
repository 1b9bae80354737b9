import { describe, expect, test } from 'vitest';
import { writeManifest } from './write-manifest.ts';

const repository = { url: 'https://git.example.ch/x.git' };

const CLUSTER = {
  name: 'prod',
  displayName: 'Shop',
  labels: { team: 'platform' },
  version: '1.34',
  topology: 'development',
  controlPlane: { replicas: 2, etcdMembers: 3 },
  storageClass: 'replicated',
  host: 'k8s.example.ch',
  network: { exposure: 'load-balancer' },
  deletionProtection: true,
  nodeGroups: {
    web: {
      minReplicas: 2,
      maxReplicas: 4,
      instanceType: 's1.large',
      diskSize: '50Gi',
      roles: ['ingress-nginx'],
    },
    big: { resources: { cpu: '6', memory: '48Gi' }, gpus: [{ name: 'nvidia.com/AD102GL_L40S' }] },
  },
  addons: {
    'cert-manager': { version: '1.19.3', valuesOverride: { installCRDs: true } },
    'ingress-nginx': { options: { ingress: { exposure: 'load-balancer', hosts: ['a.example.ch'] } } },
    flux: { options: { flux: { gitRepository: repository } } },
    monitoring: { options: { monitoring: { nodeExporter: true, fluentBit: false } } },
    'vertical-pod-autoscaler': {},
    cilium: { valuesOverride: { cilium: { hubble: { enabled: true } } } },
    dashboard: { version: '0.40.0' },
  },
} as const;

test('what the older shape has no key for in a group travels with what no shape has', () => {
  const settings = {
    storageClass: 'local',
    kubelet: { evictionHardMemory: '5%' },
    healthCheck: { maxUnhealthy: '1' },
  };
  const cluster = { name: 'prod', nodeGroups: { web: settings } };
  const written = (shape: '1.1.2' | '1.6') => {
    const { metadata, spec } = writeManifest(cluster, shape) as {
      metadata: { annotations?: Record<string, string> };
      spec: { nodeGroups: { web: object } };
    };
    const keys = ['storageClass', 'kubelet', 'maxUnhealthy'].filter((key) => key in spec.nodeGroups.web);
    return [keys, metadata.annotations?.['platform.hikube.cloud/node-groups']];
  };
  expect(written('1.6')).toEqual([['storageClass', 'kubelet', 'maxUnhealthy'], undefined]);
  expect(written('1.1.2')).toEqual([[], JSON.stringify({ web: settings })]);
});

test('a cluster in the shape that Hikube reads today', () => {
  expect(writeManifest(CLUSTER, '1.1.2')).toEqual({
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: {
      name: 'prod',
      labels: { team: 'platform' },
      annotations: {
        'platform.hikube.cloud/display-name': 'Shop',
        'platform.hikube.cloud/topology': 'development',
        'platform.hikube.cloud/etcd-members': '3',
        'platform.hikube.cloud/exposure': 'load-balancer',
        'platform.hikube.cloud/deletion-protection': 'true',
        'platform.hikube.cloud/addons':
          '{"cert-manager":{"version":"1.19.3"},"dashboard":{"version":"0.40.0"}}',
      },
    },
    spec: {
      version: 'v1.34',
      host: 'k8s.example.ch',
      storageClass: 'replicated',
      controlPlane: { replicas: 2 },
      nodeGroups: {
        web: {
          minReplicas: 2,
          maxReplicas: 4,
          instanceType: 's1.large',
          ephemeralStorage: '50Gi',
          resources: {},
          roles: ['ingress-nginx'],
          gpus: [],
        },
        big: {
          minReplicas: 0,
          maxReplicas: 10,
          instanceType: 'u1.medium',
          ephemeralStorage: '20Gi',
          resources: { cpu: '6', memory: '48Gi' },
          roles: [],
          gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
        },
      },
      addons: {
        certManager: { enabled: true, valuesOverride: { 'cert-manager': { installCRDs: true } } },
        ingressNginx: { enabled: true, exposeMethod: 'LoadBalancer', hosts: ['a.example.ch'] },
        fluxcd: { enabled: true, valuesOverride: { gitRepository: repository } },
        monitoringAgents: {
          enabled: true,
          valuesOverride: { nodeExporter: { enabled: true }, fluentbit: { enabled: false } },
        },
        verticalPodAutoscaler: {},
        cilium: { valuesOverride: { cilium: { hubble: { enabled: true } } } },
      },
    },
  });
});

test('the newer shape calls the disk by its new name and needs no resources', () => {
  const { spec } = writeManifest({ name: 'prod', nodeGroups: { web: {} } }, '1.6');
  expect((spec as Record<string, unknown>)['nodeGroups']).toEqual({
    web: {
      minReplicas: 0,
      maxReplicas: 10,
      instanceType: 'u1.medium',
      diskSize: '20Gi',
      roles: [],
      gpus: [],
    },
  });
});

describe('what is as it would be anyway is left out', () => {
  test('of a cluster with nothing in it', () => {
    expect(
      writeManifest({ name: 'prod', labels: {}, displayName: '', deletionProtection: false }, '1.6'),
    ).toEqual({
      apiVersion: 'apps.cozystack.io/v1alpha1',
      kind: 'Kubernetes',
      metadata: { name: 'prod' },
      spec: { controlPlane: { replicas: 3 }, nodeGroups: {}, addons: {} },
    });
  });

  test('of what is being deleted', () => {
    const cluster = { name: 'prod', nodeGroups: { web: null }, addons: { flux: null, dashboard: null } };
    expect(writeManifest(cluster, '1.6')['spec']).toEqual({
      controlPlane: { replicas: 3 },
      nodeGroups: {},
      addons: {},
    });
  });

  test('but not an autoscaler that the form cannot have alone', () => {
    const { metadata, spec } = writeManifest(
      { name: 'prod', addons: { 'vertical-pod-autoscaler': {} } },
      '1.6',
    );
    expect(metadata).toMatchObject({
      annotations: { 'platform.hikube.cloud/addons': '{"vertical-pod-autoscaler":{}}' },
    });
    expect((spec as Record<string, unknown>)['addons']).toEqual({});
  });
});
