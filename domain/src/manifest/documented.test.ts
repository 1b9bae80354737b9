// Every shape that Hikube's documentation shows, over all its ages, each with what it is read as and what is told.
import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { checkCluster } from '../cluster/cluster.ts';
import { readSpec, told } from './manifest.test.support.ts';
import { readManifest } from './read-manifest.ts';

interface Shape {
  readonly spec: unknown;
  /** The cluster without name and labels. */
  readonly cluster: unknown;
  readonly notes: readonly string[];
}

const general = { minReplicas: 1, maxReplicas: 5, instanceType: 's1.large', diskSize: '50Gi' };

const SHAPES: Readonly<Record<string, Shape>> = {
  'a version with its patch': {
    spec: { version: '1.30.3' },
    cluster: { version: '1.30', nodeGroups: {}, addons: {} },
    notes: ['normalised /spec/version → 1.30'],
  },
  'a version with v and patch': {
    spec: { version: 'v1.30.0' },
    cluster: { version: '1.30', nodeGroups: {}, addons: {} },
    notes: ['normalised /spec/version → 1.30'],
  },
  'a version as the platform spells it': {
    spec: { version: 'v1.35' },
    cluster: { version: '1.35', nodeGroups: {}, addons: {} },
    notes: [],
  },
  'the quick start: ephemeralStorage, an empty resources': {
    spec: {
      controlPlane: { replicas: 2 },
      nodeGroups: {
        general: {
          minReplicas: 1,
          maxReplicas: 5,
          instanceType: 's1.large',
          ephemeralStorage: '50Gi',
          resources: {},
          roles: ['ingress-nginx'],
        },
      },
      storageClass: 'replicated',
      addons: { certManager: { enabled: true }, ingressNginx: { enabled: true, hosts: ['app.example.ch'] } },
    },
    cluster: {
      storageClass: 'replicated',
      controlPlane: { replicas: 2 },
      nodeGroups: { general: { ...general, roles: ['ingress-nginx'] } },
      addons: {
        'cert-manager': {},
        'ingress-nginx': { options: { ingress: { hosts: ['app.example.ch'] } } },
      },
    },
    notes: [],
  },
  'resources that are left out, and a diskSize': {
    spec: { nodeGroups: { general } },
    cluster: { nodeGroups: { general }, addons: {} },
    notes: [],
  },
  'resources with numbers': {
    spec: { nodeGroups: { general: { resources: { cpu: 4, memory: '8Gi' } } } },
    cluster: { nodeGroups: { general: { resources: { cpu: '4', memory: '8Gi' } } }, addons: {} },
    notes: [],
  },
  'resources with empty texts': {
    spec: { nodeGroups: { md0: { resources: { cpu: '', memory: '' } } } },
    cluster: { nodeGroups: { md0: {} }, addons: {} },
    notes: ['normalised /spec/nodeGroups/md0/resources → {}'],
  },
  'the concepts page: nodeGroup, an ephemeralStorage object, a name of another cloud': {
    spec: {
      nodeGroup: {
        general: {
          ephemeralStorage: { size: '100Gi' },
          gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
          instanceType: 'm5.large',
          maxReplicas: 5,
          minReplicas: 2,
        },
      },
    },
    cluster: {
      nodeGroups: {
        general: {
          minReplicas: 2,
          maxReplicas: 5,
          instanceType: 'u1.large',
          diskSize: '100Gi',
          gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
        },
      },
      addons: {},
    },
    notes: [
      'moved /spec/nodeGroup → /spec/nodeGroups',
      'normalised /spec/nodeGroup/general/ephemeralStorage/size → 100Gi',
      'normalised /spec/nodeGroup/general/instanceType → u1.large',
    ],
  },
  'getting started: kamajiControlPlane with legacy presets': {
    spec: {
      controlPlane: { replicas: 3 },
      host: null,
      kamajiControlPlane: {
        addons: { konnectivity: { server: { resources: {}, resourcesPreset: 'small' } } },
        apiServer: { resources: {}, resourcesPreset: 'small' },
        controllerManager: { resources: {}, resourcesPreset: 'micro' },
        scheduler: { resources: { cpu: '', memory: '' } },
      },
      addons: {
        certManager: { enabled: true, valuesOverride: {} },
        fluxcd: { enabled: false, valuesOverride: {} },
        ingressNginx: { enabled: true, hosts: [null], valuesOverride: {} },
        monitoringAgents: { enabled: false, valuesOverride: {} },
        verticalPodAutoscaler: { valuesOverride: {} },
      },
    },
    cluster: {
      controlPlane: { replicas: 3 },
      nodeGroups: {},
      addons: {
        'cert-manager': { valuesOverride: {} },
        'ingress-nginx': { valuesOverride: {}, options: { ingress: { hosts: [] } } },
      },
    },
    notes: [
      'moved /spec/kamajiControlPlane → /spec/controlPlane',
      'ignored /spec/kamajiControlPlane/apiServer/resourcesPreset',
      'ignored /spec/kamajiControlPlane/addons/konnectivity/server/resourcesPreset',
      'ignored /spec/addons/ingressNginx/hosts/0',
    ],
  },
  'the GPU page: plugins': {
    spec: { plugins: { 'gpu-operator': { enabled: true } } },
    cluster: { nodeGroups: {}, addons: { 'gpu-operator': {} } },
    notes: ['moved /spec/plugins/gpu-operator → /spec/addons/gpuOperator'],
  },
  'the example of a class and a flavour that never were': {
    spec: { storageClass: 'fast-ssd', nodeGroups: { gpu: { instanceType: 'g1.2xlarge' } } },
    cluster: { storageClass: 'replicated', nodeGroups: { gpu: { instanceType: 'u1.2xlarge' } }, addons: {} },
    notes: [
      'normalised /spec/storageClass → replicated',
      'normalised /spec/nodeGroups/gpu/instanceType → u1.2xlarge',
    ],
  },
  'a GPU by its short name': {
    spec: { nodeGroups: { gpu: { gpus: [{ name: 'nvidia.com/L40S' }] } } },
    cluster: { nodeGroups: { gpu: { gpus: [{ name: 'nvidia.com/AD102GL_L40S' }] } }, addons: {} },
    notes: ['normalised /spec/nodeGroups/gpu/gpus/0/name → nvidia.com/AD102GL_L40S'],
  },
  'the overview that names a network': {
    spec: { network: { cni: 'cilium' }, replicas: 5 },
    cluster: { nodeGroups: {}, addons: {} },
    notes: ['ignored /spec/network', 'ignored /spec/replicas'],
  },
};

describe('a documented shape is read', () => {
  test.each(Object.entries(SHAPES))('%s', (_title, { spec, cluster, notes }) => {
    const reading = readSpec(spec);
    const { name, labels, ...rest } = reading.cluster;
    expect({ name, labels }).toEqual({ name: 'prod', labels: {} });
    expect(rest).toEqual(cluster);
    expect(told(reading)).toEqual(notes);
    expect(reading.findings).toEqual([]);
    expect(checkCluster(reading.cluster, HIKUBE).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('a name that only the documentation knows stays where the platform has it, or where nobody knows', () => {
  const spec = { storageClass: 'fast-ssd' };
  expect(readSpec(spec).cluster['storageClass']).toBe('replicated');
  const manifest = { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Kubernetes', spec };
  const storageClasses = [
    { name: 'fast-ssd', replication: 'none', default: false },
    { name: 'replicated', replication: 'synchronous', default: true },
  ] as const;
  const offered = readManifest(manifest, { name: 'prod', catalogue: { storageClasses } });
  expect(offered.cluster['storageClass']).toBe('fast-ssd');
  expect(readManifest(manifest, { name: 'prod' }).cluster['storageClass']).toBe('fast-ssd');
});
