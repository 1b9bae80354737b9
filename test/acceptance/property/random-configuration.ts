// Random valid configurations of 25 resources: clusters with and without inline maps, and children of their own.
import { type TerraformAttribute, terraformResources } from '@hikube/openapi/terraform-attributes';
import * as fc from 'fast-check';
import { Expression, type HclValue, resource } from '../hcl.ts';
import { type Leaf, leavesOf } from '../matrix/leaves.ts';
import type { Offer } from '../matrix/offer.ts';
import { anyValue } from './random-values.ts';

/** How many resources one configuration has. */
export const RESOURCES = 25;

type Body = Readonly<Record<string, HclValue>>;

const rowsOf = (name: 'kubernetes_cluster' | 'kubernetes_node_group' | 'kubernetes_addon') =>
  terraformResources[name].attributes.filter(
    ({ immutable, inline, class: kind }) =>
      immutable === undefined && inline === undefined && kind !== 'output',
  );

type Chain = readonly TerraformAttribute[];
/** Whether the platform offers an attribute. */
type IsOffered = (leaf: Pick<Leaf, 'name'>) => boolean;

const nameOf = (chain: Chain) => chain.map(({ name }) => name).join('.');

/** Any values for an object; what is optional may be left out. */
function anyBody(rows: Chain, isOffered: IsOffered, path: Chain = []): fc.Arbitrary<Body> {
  const fields = rows
    .filter((row) => row.class !== 'output' && !row.parent && row.name !== 'options')
    .map((row) => [...path, row])
    .filter((chain) => isOffered({ name: nameOf(chain) }))
    .map((chain) => anyField(chain, isOffered));
  return fc.tuple(...fields).map((parts) => Object.assign({}, ...parts) as Body);
}

function anyField(chain: Chain, isOffered: IsOffered): fc.Arbitrary<Body> {
  const row = chain.at(-1) as TerraformAttribute;
  const isObject = row.type === 'object' && row.attributes !== undefined;
  const leaf: Leaf = { name: nameOf(chain), chain: chain as unknown as Leaf['chain'] };
  const value = isObject ? anyBody(row.attributes ?? [], isOffered, chain) : anyValue(leaf);
  const written = value.map((some): Body => ({ [row.name]: some }));
  return row.required ? written : fc.oneof({ weight: 2, arbitrary: written }, fc.constant<Body>({}));
}

const anyGroupOf = (offer: Offer) =>
  anyBody(rowsOf('kubernetes_node_group'), (leaf) => offer.has('node_group', leaf));
const anyClusterOf = (offer: Offer) =>
  anyBody(rowsOf('kubernetes_cluster'), (leaf) => offer.has('cluster', leaf));

const optionRows =
  terraformResources.kubernetes_addon.attributes.find(({ name }) => name === 'options')?.attributes ?? [];
const optionLeaves = (option: string) => leavesOf(optionRows.filter(({ name }) => name === option));

/** Add-ons with the options that they take, and whether they read Helm values. */
const ADDONS: readonly (readonly [id: string, option: string | undefined, readsValues: boolean])[] = [
  ['cert-manager', 'cert_manager', true],
  ['ingress-nginx', 'ingress', true],
  ['flux', 'flux', true],
  ['monitoring', 'monitoring', false],
  ['nfs', 'nfs', true],
  ['velero', undefined, true],
  ['dashboard', undefined, true],
];

type Addon = (typeof ADDONS)[number];

function anyAddon([, option, readsValues]: Addon, offer: Offer): fc.Arbitrary<Body> {
  const isOffered: IsOffered = (leaf) => offer.has('addon', leaf);
  const rows = rowsOf('kubernetes_addon').filter(({ name }) => name === 'values_override' && readsValues);
  const values = anyBody(rows, isOffered);
  if (option === undefined || !isOffered({ name: `options.${option}` })) return values;
  const row = optionRows.find(({ name }) => name === option) as TerraformAttribute;
  const options = anyField([{ ...row, required: optionLeaves(option).length > 0 }], isOffered).map(
    (some): Body => ({ options: some }),
  );
  return fc.tuple(values, fc.oneof(options, fc.constant<Body>({}))).map(([a, b]) => ({ ...a, ...b }));
}

const addonsOf = (offer: Offer) => ADDONS.filter(([id]) => offer.hasAddon(id));

const anyName = (prefix: string, index: number) => `${prefix}${index}`;

/** A map of some of the add-ons, or of some groups. */
const anyAddonMap = (offer: Offer) =>
  fc
    .subarray([...addonsOf(offer)], { maxLength: 3 })
    .chain((chosen) =>
      fc
        .tuple(...chosen.map((addon) => anyAddon(addon, offer)))
        .map((bodies): Body => Object.fromEntries(chosen.map(([id], index) => [id, bodies[index] as Body]))),
    );
const anyGroupMap = (offer: Offer) =>
  fc
    .array(anyGroupOf(offer), { maxLength: 3 })
    .map((groups): Body => Object.fromEntries(groups.map((group, index) => [anyName('g', index), group])));

const maybe = (name: string, map: fc.Arbitrary<Body>) =>
  fc.oneof(
    map.map((some): Body => ({ [name]: some })),
    fc.constant<Body>({}),
  );

/** Clusters keep their names when a configuration changes into another. @param workspace keeps names apart */
export function anyConfiguration(workspace: number, offer: Offer): fc.Arbitrary<string> {
  const [addons, anyGroup, anyCluster] = [addonsOf(offer), anyGroupOf(offer), anyClusterOf(offer)];
  // Inline clusters first, then clusters whose children are resources of their own.
  const inline = Array.from({ length: 9 }, (_, index) =>
    fc
      .tuple(anyCluster, maybe('node_groups', anyGroupMap(offer)), maybe('addons', anyAddonMap(offer)))
      .map((parts) => cluster(`w${workspace}i${index}`, Object.assign({}, ...parts) as Body)),
  );
  const separate = Array.from({ length: 4 }, (_, index) => {
    const name = `w${workspace}s${index}`;
    const groups = fc.tuple(anyGroup, anyGroup);
    const addon = addons[(index + workspace) % addons.length] as Addon;
    return fc
      .tuple(anyCluster, groups, anyAddon(addon, offer))
      .map(([own, [a, b], values]) =>
        [
          cluster(name, own),
          child('node_group', name, 'a', a),
          child('node_group', name, 'b', b),
          child('addon', name, addon[0], values),
        ].join(''),
      );
  });
  return fc.tuple(...inline, ...separate).map((parts) => parts.join(''));
}

const cluster = (name: string, body: Body) => resource('hikube_kubernetes_cluster', name, { name, ...body });

function child(kind: 'node_group' | 'addon', parent: string, name: string, body: Body): string {
  const cluster_id = new Expression(`hikube_kubernetes_cluster.${parent}.id`);
  return resource(`hikube_kubernetes_${kind}`, `${parent}_${name}`, { cluster_id, name, ...body });
}
