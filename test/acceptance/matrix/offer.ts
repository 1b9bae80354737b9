// What of the contract this platform offers. What it does not is refused in plan, which `life-of-attributes.ts` tries for each
// attribute that is left out here: none of them is accepted and forgotten.
import type { Hikube } from '@hikube/sdk';
import type { Leaf } from './leaves.ts';

/** Resources that have attributes to write. */
export type Kind = 'cluster' | 'node_group' | 'addon' | 'version_upgrade';

export interface Offer {
  /** Whether an attribute can be written here. @param kind of the resource in which the leaf stands */
  has(kind: Kind, leaf: Pick<Leaf, 'name'>): boolean;
  /** Whether an add-on can be had. */
  hasAddon(id: string): boolean;
}

/** By where an attribute stands, or an object around it: what it needs, a capability or something that the place itself has. */
const NEEDS: Readonly<Record<string, string>> = {
  'cluster.site': 'cluster.site',
  'cluster.control_plane.etcd_members': 'etcd.perCluster',
  'cluster.network.exposure': 'network.loadBalancer',
  'cluster.deletion.volumes': 'volumes.retain',
  'cluster.maintenance': 'a service that lives on',
  'node_group.labels': 'nodeGroup.labels',
  'node_group.taints': 'nodeGroup.taints',
  'node_group.rollout': 'nodeGroup.rollout',
  'node_group.storage_class': 'nodeGroup.storageClass',
  'node_group.kubelet': 'nodeGroup.kubelet',
  'node_group.health_check': 'nodeGroup.healthCheck',
  'version_upgrade.max_surge': 'nodeGroup.rollout',
  'version_upgrade.max_unavailable': 'nodeGroup.rollout',
  'addon.version': 'versions of ingress-traefik',
  'addon.options.cert_manager': 'options of cert-manager',
  'addon.options.monitoring': 'options of monitoring',
  'addon.options.nfs': 'options of nfs',
};

/** Asks what can be had here. */
export async function offerOf(hikube: Hikube): Promise<Offer> {
  const capabilities = await hikube.catalogue.capabilities().toArray();
  const addons = (await hikube.catalogue.addons().toArray()).filter(({ available }) => available);
  const there = new Set([
    ...capabilities.filter(({ available }) => available).map(({ name }) => name),
    ...addons.filter(({ versions }) => versions.length > 0).map(({ name }) => `versions of ${name}`),
    ...addons.filter(({ options }) => options !== null).map(({ name }) => `options of ${name}`),
    ...(process.env['HIKUBE_ACCEPTANCE']?.startsWith('direct') ? [] : ['a service that lives on']),
  ]);
  return {
    has(kind, { name }) {
      const place = placeOf(kind, name);
      return Object.entries(NEEDS).every(
        ([prefix, need]) => (place !== prefix && !place.startsWith(`${prefix}.`)) || there.has(need),
      );
    },
    hasAddon: (id) => addons.some(({ name }) => name === id),
  };
}

/** An attribute of an inline map is one of the resource that the map holds. */
function placeOf(kind: Kind, name: string): string {
  return `${kind}.${name}`
    .replace(/^cluster\.node_groups\.\*\./, 'node_group.')
    .replace(/^cluster\.addons\.\*\./, 'addon.');
}
