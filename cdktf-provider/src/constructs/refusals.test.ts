// What a synth refuses, with the construct and the property in the message, on both engines.
import { describe, expect, test } from 'vitest';
import type { ClusterProps } from '../props.ts';
import { complaints, ENGINES, warnings } from '../testing/engines.ts';

const window = { days: ['sun'], startTime: '02:00', durationMinutes: 60 } as const;

/** Props that are wrong, and how the complaint about them begins. */
const WRONG: readonly [what: string, props: Partial<ClusterProps>, complaint: string][] = [
  [
    'min above max',
    { nodeGroups: { web: { minReplicas: 5, maxReplicas: 3 } } },
    'nodeGroups.web.minReplicas: minReplicas 5 is greater than maxReplicas 3',
  ],
  [
    'min above the default of max',
    { nodeGroups: { web: { minReplicas: 11 } } },
    'nodeGroups.web.minReplicas: minReplicas 11 is greater',
  ],
  [
    'a negative size',
    { nodeGroups: { web: { minReplicas: -1 } } },
    'nodeGroups.web.minReplicas: minReplicas must be 0 or more',
  ],
  [
    'half a node',
    { nodeGroups: { web: { maxReplicas: 1.5 } } },
    'nodeGroups.web.maxReplicas: maxReplicas must be a whole number',
  ],
  [
    'half of the resources',
    { nodeGroups: { web: { resources: { cpu: '4' } as never } } },
    'nodeGroups.web.resources.memory: resources has cpu without memory',
  ],
  ['a quantity that is none', { nodeGroups: { web: { diskSize: '20 gigs' } } }, 'nodeGroups.web.diskSize: '],
  [
    'a role that is no label',
    { nodeGroups: { web: { roles: ['not a role'] } } },
    'nodeGroups.web.roles[0]: ',
  ],
  ['a GPU that is no text', { nodeGroups: { web: { gpus: [7 as never] } } }, 'nodeGroups.web.gpus[0]: '],
  [
    'GPUs without memory',
    { nodeGroups: { ml: { minReplicas: 1, gpus: ['a'], resources: { cpu: '1', memory: '1Gi' } } } },
    'nodeGroups.ml.resources.memory: A node with GPUs needs at least 4Gi',
  ],
  [
    'a version that is none',
    { version: 'latest' },
    'version: The version "latest" is not a Kubernetes version',
  ],
  [
    'a first version that is none',
    { initialVersion: 'latest' },
    'initialVersion: The version "latest" is not a Kubernetes version',
  ],
  ['two versions', { version: '1.34', initialVersion: '1.33' }, 'initialVersion: It excludes version.'],
  [
    'an even number of etcd members',
    { controlPlane: { etcdMembers: 2 } },
    'controlPlane.etcdMembers: etcd with 2 members',
  ],
  ['no API server', { controlPlane: { replicas: 0 } }, 'controlPlane.replicas: '],
  ['a topology that is none', { topology: 'staging' as never }, 'topology: topology must be '],
  ['an exposure that is none', { network: { exposure: 'public' as never } }, 'network.exposure: '],
  ['a host that is none', { host: 'not a host' }, 'host: host "not a host" is not a host name'],
  ['a label value with a space', { labels: { team: 'a b' } }, 'labels.team: '],
  ['a label of Kubernetes', { labels: { 'kubernetes.io/x': 'y' } }, 'labels["kubernetes.io/x"]: '],
  [
    'a window at no time',
    { maintenance: { window: { ...window, startTime: '25:00' } } },
    'maintenance.window.startTime: ',
  ],
  [
    'a window that is too short',
    { maintenance: { window: { ...window, durationMinutes: 5 } } },
    'maintenance.window.durationMinutes: ',
  ],
  [
    'an exclusion that ends first',
    { maintenance: { window, exclusions: [{ start: '2027-01-02T00:00:00Z', end: '2027-01-01T00:00:00Z' }] } },
    'maintenance.exclusions[0]',
  ],
  [
    'options of another add-on',
    { addons: { flux: { options: { nfs: { size: '5Gi' } } } } },
    'addons.flux.options.nfs: options.nfs does not belong to the add-on flux',
  ],
  [
    'an issuer without its address',
    {
      addons: { 'cert-manager': { options: { certManager: { issuers: { le: { type: 'lets-encrypt' } } } } } },
    },
    'addons["cert-manager"].options.certManager.issuers.le',
  ],
  [
    'Helm values that are no JSON',
    { addons: { velero: { valuesOverride: 'a: b' } } },
    'addons.velero.valuesOverride: valuesOverride must be an object',
  ],
  ['a long name', { name: 'a'.repeat(43) }, 'name: The cluster name has 43 characters'],
  [
    'two long names',
    { name: 'a'.repeat(40), nodeGroups: { ['b'.repeat(12)]: {} } },
    'nodeGroups.bbbbbbbbbbbb: The names of the cluster and of the node group have 52 characters together',
  ],
];

describe.each(ENGINES)('$name', (engine) => {
  test.each(WRONG)('%s', (_what, props, complaint) => {
    const found = complaints(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'main', { name: 'prod', ...props });
    });
    expect(found).toEqual([expect.stringContaining(`[test/main] ${complaint}`)]);
  });

  test('separate children are refused alike', () => {
    const found = complaints(engine, (stack, { hikube }) => {
      const separate = { nodeGroupManagement: 'separate', addonManagement: 'separate' } as const;
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'a'.repeat(40), ...separate });
      cluster.addNodeGroup('web', { minReplicas: 5, maxReplicas: 3 });
      cluster.addNodeGroup('b'.repeat(12));
      cluster.enableAddon('flux', { options: { nfs: {} } });
    });
    expect(found).toEqual([
      expect.stringContaining('[test/main] nodeGroups.web.minReplicas: minReplicas 5 is greater'),
      expect.stringContaining('[test/main] nodeGroups.bbbbbbbbbbbb: The names of the cluster'),
      expect.stringContaining('[test/main] addons.flux.options.nfs: options.nfs does not belong'),
    ]);
  });

  test('every mistake is told at once', () => {
    const found = complaints(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'one', { name: 'One', version: 'x' });
      new hikube.KubernetesCluster(stack, 'two', { name: 'two', nodeGroups: { web: { minReplicas: -1 } } });
    });
    expect(found.map((line) => line.slice(0, 18))).toEqual([
      '[test/one] name: T',
      '[test/one] version',
      '[test/two] nodeGro',
    ]);
  });

  test('what is not known at synth is never refused', () => {
    const found = complaints(engine, (stack, { core, hikube }) => {
      const text = new core.TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
      const number = new core.TerraformVariable(stack, 'number', { type: 'number' }).numberValue;
      new hikube.KubernetesCluster(stack, 'main', {
        name: text,
        version: text,
        host: text,
        topology: text as never,
        controlPlane: { replicas: number, etcdMembers: number },
        labels: { team: text },
        maintenance: { window: { ...window, startTime: text, durationMinutes: number } },
        nodeGroups: { web: { minReplicas: number, maxReplicas: 1, diskSize: text, roles: [text] } },
        addons: { velero: { version: text, valuesOverride: text } },
      });
    });
    expect(found).toEqual([]);
  });

  test('what this package has not heard of is never refused: it may be newer', () => {
    const found = complaints(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'main', {
        name: 'prod',
        version: '1.99',
        storageClass: 'faster',
        nodeGroups: { web: { instanceType: 'z9.huge', gpus: ['amd.com/MI999'] } },
        addons: { 'gpu-operator': {}, 'brand-new': { version: '99.0', valuesOverride: { a: 1 } } },
      });
    });
    expect(found).toEqual([]);
  });

  test('but it gets a warning, because it may be a slip', () => {
    const found = warnings(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'main', {
        name: 'prod',
        version: '1.53.2',
        storageClass: 'replicatd',
        nodeGroups: { web: { minReplicas: 1, instanceType: 's1.larg', gpus: ['amd.com/MI999'] } },
        addons: { 'cert-manger': {}, 'gpu-operator': {} },
      });
    });
    const newer = 'One that is newer than the package is no mistake.';
    expect(found).toEqual([
      `version: This package does not know the Kubernetes version "1.53". Did you mean 1.33? ${newer}`,
      `storageClass: This package does not know the storage class "replicatd". Did you mean replicated? ${newer}`,
      `nodeGroups.web.instanceType: This package does not know the instance type "s1.larg". Did you mean s1.large? ${newer}`,
      `nodeGroups.web.gpus[0]: This package does not know the GPU "amd.com/MI999". ${newer}`,
      `addons["cert-manger"]: This package does not know the add-on "cert-manger". Did you mean cert-manager? ${newer}`,
    ]);
  });

  test('a warning refuses nothing and stays on the construct, once', () => {
    const found = warnings(engine, (stack, { core, hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod' });
      cluster.addNodeGroup('ml', { minReplicas: 1, gpus: [hikube.GpuType.AD102GL_L40S] });
      cluster.enableAddon('cert-manager');
      core.Testing.synth(stack, true);
    });
    expect(found).toEqual([
      'nodeGroups.ml.gpus: Pods cannot use the GPUs until the add-on gpu-operator is enabled; enable it in the same cluster.',
    ]);
  });
});
