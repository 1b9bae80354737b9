// Which properties there are. The compiler keeps these tables complete; it is not there any more when people run a
// program, and a misspelt `minReplica` would make a group without nodes.
import type {
  AddonOptions,
  AddonProps,
  CertificateIssuer,
  ClusterProps,
  MaintenanceProps,
  NodeGroupProps,
  Taint,
  Timeouts,
  VersionUpgradeProps,
} from '../props.ts';

/** The form of a value: anything, one of a few texts, an object of named properties, a list, or a map by name. */
export type Shape =
  | 'any'
  | ObjectShape
  | { readonly oneOf: readonly string[] }
  | { readonly items: Shape }
  | { readonly values: Shape };

export interface ObjectShape {
  readonly properties: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}

/** A table of every property of `T`. */
function object<T extends object>(
  properties: Readonly<Record<keyof Required<T> & string, Shape>>,
  required: readonly (keyof T & string)[] = [],
): ObjectShape {
  return { properties, required };
}

type Part<T, Key extends keyof T> = NonNullable<T[Key]>;

/** Not in the API's objects, so that no rule of theirs looks at it. */
const APPLY_IN: Shape = { oneOf: ['now', 'window'] };

/** A choice of the constructs themselves: nobody behind them would notice another value. */
const MANAGEMENT: Shape = { oneOf: ['inline', 'separate'] };

const timeouts = object<Timeouts>({ create: 'any', update: 'any', delete: 'any' });

export const NODE_GROUP = object<NodeGroupProps>({
  minReplicas: 'any',
  maxReplicas: 'any',
  instanceType: 'any',
  resources: object<Part<NodeGroupProps, 'resources'>>({ cpu: 'any', memory: 'any' }),
  diskSize: 'any',
  storageClass: 'any',
  kubelet: object<Part<NodeGroupProps, 'kubelet'>>({
    systemReservedCpu: 'any',
    systemReservedMemory: 'any',
    kubeReservedCpu: 'any',
    kubeReservedMemory: 'any',
    evictionHardMemory: 'any',
    evictionSoftMemory: 'any',
  }),
  healthCheck: object<Part<NodeGroupProps, 'healthCheck'>>({
    maxUnhealthy: 'any',
    nodeStartupTimeout: 'any',
  }),
  roles: 'any',
  gpus: 'any',
  labels: 'any',
  taints: { items: object<Taint>({ key: 'any', value: 'any', effect: 'any' }, ['key', 'effect']) },
  rollout: object<Part<NodeGroupProps, 'rollout'>>({ maxSurge: 'any', maxUnavailable: 'any' }),
  applyIn: APPLY_IN,
  timeouts,
});

const options = object<AddonOptions>({
  ingress: object<Part<AddonOptions, 'ingress'>>({ exposure: 'any', hosts: 'any' }),
  flux: object<Part<AddonOptions, 'flux'>>(
    {
      gitRepository: object<Part<AddonOptions, 'flux'>['gitRepository']>(
        { url: 'any', branch: 'any', path: 'any' },
        ['url'],
      ),
    },
    ['gitRepository'],
  ),
  certManager: object<Part<AddonOptions, 'certManager'>>({
    issuers: {
      values: object<CertificateIssuer>({ type: 'any', email: 'any', secretName: 'any' }, ['type']),
    },
  }),
  monitoring: object<Part<AddonOptions, 'monitoring'>>({
    nodeExporter: 'any',
    fluentBit: 'any',
    kubeStateMetrics: 'any',
  }),
  nfs: object<Part<AddonOptions, 'nfs'>>({ size: 'any' }),
});

export const ADDON = object<AddonProps>({
  version: 'any',
  valuesOverride: 'any',
  options,
  secretValues: object<Part<AddonProps, 'secretValues'>>({ values: 'any', version: 'any' }, [
    'values',
    'version',
  ]),
  timeouts,
});

export const UPGRADE = object<VersionUpgradeProps>(
  {
    targetVersion: 'any',
    start: 'any',
    startAt: 'any',
    maxSurge: 'any',
    maxUnavailable: 'any',
    timeouts,
  },
  ['targetVersion'],
);

/** Arguments that Terraform itself reads; the engine checks them. */
type Meta = Readonly<Record<'provider' | 'dependsOn' | 'lifecycle', unknown>>;

export const CLUSTER = object<ClusterProps & Meta>(
  {
    name: 'any',
    preset: 'any',
    displayName: 'any',
    labels: 'any',
    version: 'any',
    initialVersion: 'any',
    topology: 'any',
    site: 'any',
    controlPlane: object<Part<ClusterProps, 'controlPlane'>>({ replicas: 'any', etcdMembers: 'any' }),
    storageClass: 'any',
    host: 'any',
    network: object<Part<ClusterProps, 'network'>>({ exposure: 'any' }),
    deletionProtection: 'any',
    deletion: object<Part<ClusterProps, 'deletion'>>({ volumes: 'any' }),
    maintenance: object<MaintenanceProps>(
      {
        window: object<MaintenanceProps['window']>({
          days: 'any',
          startTime: 'any',
          durationMinutes: 'any',
          timeZone: 'any',
        }),
        autoPatch: 'any',
        exclusions: {
          items: object<Part<MaintenanceProps, 'exclusions'>[number]>({
            start: 'any',
            end: 'any',
            reason: 'any',
          }),
        },
      },
      ['window'],
    ),
    nodeGroups: { values: NODE_GROUP },
    addons: { values: ADDON },
    nodeGroupManagement: MANAGEMENT,
    addonManagement: MANAGEMENT,
    applyIn: APPLY_IN,
    timeouts,
    provider: 'any',
    dependsOn: 'any',
    lifecycle: 'any',
  },
  ['name'],
);
