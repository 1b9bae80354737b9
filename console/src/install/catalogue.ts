// What can be chosen, as the API offers it now, in the form in which the rules of the domain read it.
import type { KnownCatalogue } from '@hikube/domain';
import type {
  AddonType,
  GpuType,
  Hikube,
  InstanceTypeInfo,
  KubernetesVersion,
  Site,
  StorageClass,
  Tenant,
} from '@hikube/sdk';
import { inOrder } from '../drawings/sites.ts';

/** The offer. */
export interface Offer {
  readonly versions: readonly KubernetesVersion[];
  readonly instanceTypes: readonly InstanceTypeInfo[];
  readonly gpuTypes: readonly GpuType[];
  readonly storageClasses: readonly StorageClass[];
  /** Those that this platform has and that can be chosen. */
  readonly addons: readonly AddonType[];
  readonly sites: readonly Site[];
  readonly tenant: Tenant;
  /** Names of the clusters that there are. */
  readonly taken: ReadonlySet<string>;
  /** For the rules. */
  readonly known: KnownCatalogue;
}

/** Reads the offer. */
export async function readOffer(client: Hikube, signal: AbortSignal): Promise<Offer> {
  const { catalogue } = client;
  const [versions, instanceTypes, gpuTypes, storageClasses, addons, sites, capabilities, tenant, clusters] =
    await Promise.all([
      catalogue.kubernetesVersions({ signal }).toArray(),
      catalogue.instanceTypes({ signal }).toArray(),
      catalogue.gpuTypes({ signal }).toArray(),
      catalogue.storageClasses({ signal }).toArray(),
      catalogue.addons({ signal }).toArray(),
      catalogue.sites({ signal }).toArray(),
      catalogue.capabilities({ signal }).toArray(),
      client.tenant({ signal }),
      client.clusters.list({ signal }).toArray(),
    ]);
  return {
    ...{ versions, instanceTypes, gpuTypes, storageClasses, tenant },
    sites: inOrder(sites),
    addons: addons.filter(({ available, alwaysOn }) => available && !alwaysOn),
    taken: new Set(clusters.map(({ name }) => name)),
    known: {
      kubernetesVersions: versions,
      instanceTypes,
      gpuTypes,
      storageClasses: storageClasses as NonNullable<KnownCatalogue['storageClasses']>,
      sites: sites.map(({ name, displayName }) => ({ id: name, displayName })),
      addons: addons.map(({ name, ...addon }) => ({ id: name, ...addon })) as NonNullable<
        KnownCatalogue['addons']
      >,
      capabilities: capabilities.filter(({ available }) => available).map(({ name }) => name),
    },
  };
}

/** Whether the platform can do something. */
export function can({ known }: Pick<Offer, 'known'>, capability: string): boolean {
  return known.capabilities?.includes(capability) === true;
}
