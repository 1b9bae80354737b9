// The resources of the matrix: one object for each attribute, so that one run of Terraform tries all of them at once.
import {
  type TerraformAttribute,
  type TerraformResourceName,
  terraformResources,
} from '@hikube/openapi/terraform-attributes';
import type { ClusterPatch, Hikube } from '@hikube/sdk';
import { Expression, type HclValue, resource } from '../hcl.ts';
import { type Leaf, leavesOf } from './leaves.ts';
import type { Kind, Offer } from './offer.ts';
import { addonFor } from './samples.ts';

/** A kind of resource, and how its objects are reached beside Terraform. */
export interface Subject {
  readonly type: string;
  readonly rows: readonly TerraformAttribute[];
  /** What is offered. */
  readonly leaves: readonly Leaf[];
  /** What is not. */
  readonly refused: readonly Leaf[];
  /** What the objects stand in. */
  readonly parents: string;
  /** Attributes that name the object on which a leaf is tried. */
  naming(leaf: Leaf): Readonly<Record<string, HclValue>>;
  /** Id for import, and address in the API. */
  idOf(leaf: Leaf): string;
  read(hikube: Hikube, leaf: Leaf): Promise<object>;
  /** Changes the object as somebody else would. */
  patch(hikube: Hikube, leaf: Leaf, patch: object): Promise<unknown>;
  remove(hikube: Hikube, leaf: Leaf): Promise<unknown>;
}

/** Leaves whose change needs no new object and is not refused. */
const mutable = (resourceName: TerraformResourceName): readonly Leaf[] =>
  leavesOf(terraformResources[resourceName].attributes).filter(({ chain }) =>
    chain.every(({ immutable }) => immutable === undefined),
  );

/** Without an offer, all are offered. */
function parted(all: readonly Leaf[], kind: Kind, offer?: Offer): Pick<Subject, 'leaves' | 'refused'> {
  const has = (leaf: Leaf) => offer?.has(kind, leaf) ?? true;
  return { leaves: all.filter(has), refused: all.filter((leaf) => !has(leaf)) };
}

/** `g07`: short, because lengths of names add up. */
const numbered = (letter: string, leaves: readonly Leaf[], leaf: Leaf) =>
  `${letter}${String(leaves.indexOf(leaf)).padStart(2, '0')}`;

const byName = <T extends { readonly name: string }>(items: readonly T[]) =>
  Object.fromEntries(items.map((item) => [item.name, item]));

export function clusters(offer?: Offer): Subject {
  const all = mutable('kubernetes_cluster');
  const name = (leaf: Leaf) => numbered('c', all, leaf);
  return {
    type: 'hikube_kubernetes_cluster',
    rows: terraformResources.kubernetes_cluster.attributes,
    ...parted(all, 'cluster', offer),
    parents: '',
    naming: (leaf) => ({ name: name(leaf) }),
    idOf: name,
    read: async (hikube, leaf) => ({
      ...(await hikube.clusters.get(name(leaf))),
      nodeGroups: byName(await hikube.nodeGroups.list(name(leaf)).toArray()),
      addons: byName(await hikube.addons.list(name(leaf)).toArray()),
    }),
    patch: async (hikube, leaf, patch) => hikube.clusters.update(name(leaf), patch as ClusterPatch),
    remove: async (hikube, leaf) => hikube.clusters.delete(name(leaf)),
  };
}

export function nodeGroups(offer?: Offer): Subject {
  const all = mutable('kubernetes_node_group');
  const name = (leaf: Leaf) => numbered('g', all, leaf);
  return {
    type: 'hikube_kubernetes_node_group',
    rows: terraformResources.kubernetes_node_group.attributes,
    ...parted(all, 'node_group', offer),
    parents: resource('hikube_kubernetes_cluster', 'home', { name: 'home' }),
    naming: (leaf) => ({ cluster_id: new Expression('hikube_kubernetes_cluster.home.id'), name: name(leaf) }),
    idOf: (leaf) => `home/${name(leaf)}`,
    read: (hikube, leaf) => hikube.nodeGroups.get('home', name(leaf)),
    patch: async (hikube, leaf, patch) => hikube.nodeGroups.update('home', name(leaf), patch),
    remove: async (hikube, leaf) => hikube.nodeGroups.delete('home', name(leaf)),
  };
}

export function addons(offer?: Offer): Subject {
  const all = mutable('kubernetes_addon');
  const cluster = (leaf: Leaf) => numbered('a', all, leaf);
  return {
    type: 'hikube_kubernetes_addon',
    rows: terraformResources.kubernetes_addon.attributes,
    ...parted(all, 'addon', offer),
    parents: all
      .map((leaf) => resource('hikube_kubernetes_cluster', cluster(leaf), { name: cluster(leaf) }))
      .join(''),
    naming: (leaf) => ({
      cluster_id: new Expression(`hikube_kubernetes_cluster.${cluster(leaf)}.id`),
      name: addonFor(leaf),
    }),
    idOf: (leaf) => `${cluster(leaf)}/${addonFor(leaf)}`,
    read: (hikube, leaf) => hikube.addons.get(cluster(leaf), addonFor(leaf)),
    patch: async (hikube, leaf, patch) =>
      hikube.clusters.update(cluster(leaf), { addons: { [addonFor(leaf)]: patch } } as ClusterPatch),
    remove: async (hikube, leaf) => hikube.addons.delete(cluster(leaf), addonFor(leaf)),
  };
}
