// Everything that can be configured in Terraform can be configured with the constructs, down to the last attribute.
import { expect, test } from 'vitest';
import document from '../../schema.json' with { type: 'json' };
import type { AddonOptions, ClusterProps, NodeGroupProps } from '../props.ts';
import { ENGINES, synth, type TestedEngine } from '../testing/engines.ts';

interface Attribute {
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly nested_type?: { readonly nesting_mode: string; readonly attributes: Attributes };
}
type Attributes = Readonly<Record<string, Attribute>>;

const provider = document.provider_schemas['registry.terraform.io/hidora/hikube'];
const resources = provider.resource_schemas as Readonly<Record<string, { block: { attributes: object } }>>;

/** Paths of what can be written; elements of collections have no name of their own. */
function configurable(attributes: Attributes, place = ''): string[] {
  return Object.entries(attributes).flatMap(([name, { required, optional, nested_type }]) => {
    if (!required && !optional) return [];
    return nested_type ? configurable(nested_type.attributes, `${place}${name}.`) : [place + name];
  });
}

/** Paths of what a synth wrote, in the same form. */
function written(attributes: Attributes, value: Readonly<Record<string, unknown>>, place = ''): string[] {
  return Object.entries(value).flatMap(([name, content]) => {
    const nested = attributes[name]?.nested_type;
    if (!nested) return [place + name];
    const single = nested.nesting_mode === 'single';
    const items = single ? [content] : Object.values(content as object);
    return items.flatMap((item) => written(nested.attributes, item, `${place}${name}.`));
  });
}

const timeouts = { create: '1h', update: '1h', delete: '1h' };
const group: Required<Omit<NodeGroupProps, 'timeouts' | 'applyIn'>> = {
  minReplicas: 1,
  maxReplicas: 2,
  instanceType: 's1.large',
  resources: { cpu: '4', memory: '16Gi' },
  diskSize: '20Gi',
  storageClass: 'replicated',
  kubelet: {
    systemReservedCpu: '100m',
    systemReservedMemory: '512Mi',
    kubeReservedCpu: '100m',
    kubeReservedMemory: '512Mi',
    evictionHardMemory: '5%',
    evictionSoftMemory: '8%',
  },
  healthCheck: { maxUnhealthy: '50%', nodeStartupTimeout: '20m' },
  roles: ['ingress-nginx'],
  gpus: ['nvidia.com/AD102GL_L40S'],
  labels: { tier: 'web' },
  taints: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }],
  rollout: { maxSurge: 2, maxUnavailable: 1 },
};
const options: Readonly<Record<string, AddonOptions>> = {
  'ingress-nginx': { ingress: { exposure: 'proxied', hosts: ['a.example.ch'] } },
  flux: { flux: { gitRepository: { url: 'https://g.example/r', branch: 'main', path: './' } } },
  'cert-manager': {
    certManager: {
      issuers: {
        le: { type: 'lets-encrypt', email: 'a@b.ch' },
        own: { type: 'private-ca', secretName: 'ca' },
      },
    },
  },
  monitoring: { monitoring: { nodeExporter: true, fluentBit: true, kubeStateMetrics: true } },
  nfs: { nfs: { size: '50Gi' } },
};
const addons = Object.fromEntries(
  Object.entries(options).map(([id, its]) => [id, { version: '1.0.0', valuesOverride: {}, options: its }]),
);
const cluster: Omit<Required<ClusterProps>, 'preset' | 'initialVersion' | `${string}Management`> = {
  name: 'prod',
  displayName: 'Production',
  labels: { team: 'web' },
  version: '1.34',
  topology: 'development',
  site: 'geneva',
  controlPlane: { replicas: 3, etcdMembers: 3 },
  storageClass: 'replicated',
  host: 'k8s.example.ch',
  network: { exposure: 'proxied' },
  deletionProtection: true,
  deletion: { volumes: 'retain' },
  maintenance: {
    window: { days: ['sun'], startTime: '02:00', durationMinutes: 60, timeZone: 'UTC' },
    autoPatch: true,
    exclusions: [{ start: '2027-01-01T00:00:00Z', end: '2027-01-02T00:00:00Z', reason: 'holidays' }],
  },
  applyIn: 'window',
  timeouts,
  nodeGroups: { web: group },
  addons,
};

/** Everything that the constructs can write, by resource. */
function everything(engine: TestedEngine): Record<string, Set<string>> {
  const { resource } = synth(engine, (stack, { hikube }) => {
    new hikube.KubernetesCluster(stack, 'inline', cluster);
    const separate = new hikube.KubernetesCluster(stack, 'separate', {
      name: 'separate',
      initialVersion: '1.34',
      nodeGroupManagement: 'separate',
      addonManagement: 'separate',
      nodeGroups: { web: { ...group, timeouts, applyIn: 'window' } },
      addons,
    });
    separate.enableAddon('velero', { secretValues: { values: {}, version: 1 }, timeouts });
    separate.scheduleUpgrade({
      targetVersion: '1.35',
      start: 'at',
      startAt: '2027-01-01T00:00:00Z',
      maxSurge: 1,
      maxUnavailable: 1,
      timeouts,
    });
  });
  return Object.fromEntries(
    Object.entries(resource).map(([type, made]) => {
      const { attributes } = (resources[type] as { block: { attributes: Attributes } }).block;
      return [type, new Set(Object.values(made).flatMap((config) => written(attributes, config)))];
    }),
  );
}

test.each(ENGINES)('$name', (engine) => {
  const found = everything(engine);
  for (const [type, { block }] of Object.entries(resources)) {
    const expected = configurable(block.attributes as Attributes);
    expect([...(found[type] ?? [])].sort(), type).toEqual(expected.sort());
  }
});
