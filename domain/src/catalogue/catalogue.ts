// What a platform offers, as the rules see it: the shape of the catalogue endpoints, and of the files of profiles.
import type { OfferedVersion } from '../values/version.ts';
import type { AddonType } from './addon-type.ts';

/** A datacentre. */
export interface Site {
  readonly id: string;
  readonly displayName: string;
  readonly canton?: string;
}

/** A flavour of worker. */
export interface InstanceType {
  readonly name: string;
  readonly family: string;
  readonly vcpus: number;
  /** Quantity, such as `8Gi`. */
  readonly memory: string;
  /** Whether Hikube's documentation lists it. */
  readonly hikube?: boolean;
}

/** A GPU that nodes can have. */
export interface GpuType {
  /** Device name, such as `nvidia.com/AD102GL_L40S`. */
  readonly name: string;
  readonly displayName: string;
  /** Quantity, such as `48Gi`. */
  readonly memory: string;
}

/** How volumes are copied between sites. */
export type Replication = 'none' | 'synchronous' | 'asynchronous';

/** A class of persistent volumes. */
export interface StorageClass {
  readonly name: string;
  readonly replication: Replication;
  readonly default: boolean;
  /** Sites that hold a copy. */
  readonly siteCount?: number;
}

/** A named size of a control plane component. */
export interface Preset {
  readonly name: string;
  /** Quantity: CPU limit. */
  readonly cpu: string;
  /** Quantity: memory limit. */
  readonly memory: string;
}

/** Everything that a platform offers. */
export interface Catalogue {
  /** Name of the platform's shape, such as `hikube-1.1.2`. */
  readonly profile: string;
  readonly sites: readonly Site[];
  readonly kubernetesVersions: readonly OfferedVersion[];
  readonly instanceTypes: readonly InstanceType[];
  readonly gpuTypes: readonly GpuType[];
  readonly storageClasses: readonly StorageClass[];
  readonly presets: readonly Preset[];
  readonly addons: readonly AddonType[];
  /** Ids of what the platform can do, such as `etcd.perCluster`. */
  readonly capabilities: readonly string[];
  /** Those of `capabilities` that only the simulated platform adds to this profile. */
  readonly simulatedOnly?: readonly string[];
}

/**
 * The part of a catalogue that a caller has read. A rule that needs a part which is absent finds nothing, because
 * an old copy must never refuse what a newer platform offers.
 */
export type KnownCatalogue = Partial<Catalogue>;

/** Whether the platform has a capability; `undefined` when the capabilities are not known. */
export function hasCapability(catalogue: KnownCatalogue | undefined, id: string): boolean | undefined {
  return catalogue?.capabilities?.includes(id);
}
