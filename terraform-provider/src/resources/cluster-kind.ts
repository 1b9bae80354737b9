// The cluster and its two inline maps, as the lifecycle sees them.
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import type { Addon, Cluster, ClusterCreate, ClusterPatch, NodeGroup } from '@hikube/sdk';
import {
  attribute,
  defineSchema,
  type ObjectValue,
  objectFrom,
  own,
  type Schema,
  type Value,
} from 'terraform-plugin';
import { attributesOf } from '../bridge/attribute.ts';
import { fromApi } from '../bridge/from-api.ts';
import { mergePatch } from '../bridge/merge-patch.ts';
import { type ApiObject, toApi } from '../bridge/to-api.ts';
import { versionValidators } from '../bridge/validators.ts';
import type { Kind } from '../lifecycle/kind.ts';
import type { ChildNames } from '../lifecycle/memory.ts';
import { applyIn, applyInOf, id, lastOperation, timeouts } from './common.ts';
import { degradedNote } from './degraded-note.ts';
import { withoutDerivedSizes } from './derived-sizes.ts';

const { attributes: rows, description } = terraformResources.kubernetes_cluster;
const ownRows = rows.filter((row) => row.inline === undefined);
/** What a map of children means is Terraform's own matter; the contract has lists and patches. */
const WHOLE =
  'All that the cluster shall have: what is not in the map is deleted, and `{}` deletes all. Left out, they are not managed here, as is needed beside resources of their own; taken out of the configuration, they stay in the cluster.';
const shownRows = rows.map((row) =>
  row.inline === undefined ? row : { ...row, description: `${row.description} ${WHOLE}` },
);
const rowOf = (name: string) => rows.find((row) => row.name === name)?.attributes ?? [];

const schema: Schema = defineSchema({
  description,
  attributes: {
    ...attributesOf(shownRows),
    id: id('the name of the cluster'),
    initial_version: attribute.string({
      optional: true,
      validators: versionValidators,
      description:
        'Version at creation only, for clusters that are upgraded with `hikube_kubernetes_version_upgrade`. Conflicts with `version`.',
    }),
    apply_in: applyIn,
    last_operation: lastOperation,
    timeouts: timeouts.attribute,
  },
});

/** A cluster with those children that an inline map speaks of. */
export interface ClusterView extends Cluster {
  readonly children: { readonly nodeGroups?: readonly NodeGroup[]; readonly addons?: readonly Addon[] };
}

/** Names of the children that resources of their own keep. */
export function separateChildren({ children }: ClusterView): ChildNames {
  const names = (list: readonly { name: string; manager: string }[] = []) =>
    list.filter((child) => child.manager === 'separate').map((child) => child.name);
  return { nodeGroups: names(children.nodeGroups), addons: names(children.addons) };
}

export const clusterKind: Kind<ClusterView> = {
  noun: 'cluster',
  type: 'hikube_kubernetes_cluster',
  schema,
  rows,
  idOf: (values) => String(values['name']),
  heldAs: (values) => ({ kind: 'Cluster', cluster: String(values['name']), name: String(values['name']) }),
  get: async (hikube, values, signal) => {
    const cluster = await hikube.clusters.get(String(values['name']), { signal });
    const options = { limit: 200, signal };
    const children = await childrenOf(values, {
      nodeGroups: () => hikube.nodeGroups.list(cluster.name, options).toArray(),
      addons: () => hikube.addons.list(cluster.name, options).toArray(),
    });
    return { ...cluster, children };
  },
  refresh: async (reads, values, signal) => {
    const cluster = await reads.clusters.read(String(values['name']), signal);
    const children = await childrenOf(values, {
      nodeGroups: () => reads.nodeGroupsOf.read(cluster.name, signal),
      addons: () => reads.addonsOf.read(cluster.name, signal),
    });
    return { ...cluster, children };
  },
  notes: degradedNote,
  toState: (cluster, known) =>
    objectFrom([
      ...Object.entries(fromApi(ownRows, cluster as unknown as ApiObject)),
      ['id', cluster.name],
      ['initial_version', known['initial_version'] ?? null],
      ['apply_in', known['apply_in'] ?? null],
      ['last_operation', known['last_operation'] ?? null],
      ['timeouts', known['timeouts'] ?? null],
      ['node_groups', inlineMap(cluster.children.nodeGroups, 'node_groups', known)],
      ['addons', inlineMap(cluster.children.addons, 'addons', known)],
    ]),
  create: (hikube, _values, body, options) =>
    hikube.clusters.create(body as unknown as ClusterCreate, { manager: 'cluster', ...options }),
  previewCreate: (hikube, _values, body, options) =>
    hikube.clusters.previewCreate(body as unknown as ClusterCreate, options),
  update: (hikube, values, body, options) =>
    hikube.clusters.update(String(values['name']), body as ClusterPatch, {
      manager: 'cluster',
      ...applyInOf(values),
      ...options,
    }),
  previewUpdate: (hikube, values, body, options) =>
    hikube.clusters.previewUpdate(String(values['name']), body as ClusterPatch, {
      ...applyInOf(values),
      ...options,
    }),
  delete: (hikube, values, options) => hikube.clusters.delete(String(values['name']), options),
  createBody: (plan, config) => {
    const body = toApi(rows, plan, 'create');
    const initial = own(config, 'initial_version');
    return initial === null ? body : { ...body, version: initial };
  },
  updateBody: (state, plan, config, { removing }) => {
    const patch = mergePatch(rows, state, withoutDerivedSizes(plan, config));
    releaseOrTakeOver(patch, 'nodeGroups', plan['node_groups'] ?? null, removing?.nodeGroups);
    releaseOrTakeOver(patch, 'addons', plan['addons'] ?? null, removing?.addons);
    return Object.keys(patch).length === 0 ? undefined : patch;
  },
};

/** A map that left the configuration releases its children; one that is new deletes what it does not have. */
function releaseOrTakeOver(
  patch: ApiObject,
  property: string,
  planned: Value,
  removing: readonly string[] = [],
): void {
  if (planned === null) {
    delete patch[property];
  } else if (removing.length > 0) {
    const gone = Object.fromEntries(removing.map((name) => [name, null]));
    patch[property] = { ...gone, ...(patch[property] as object | undefined) };
  }
}

/** After an import nothing is known, not even the uid: then a map holds what the cluster itself made. */
const wasImported = (known: ObjectValue, map: string) =>
  own(known, 'uid') === null && own(known, map) === null;

interface ChildLists {
  nodeGroups(): Promise<readonly NodeGroup[]>;
  addons(): Promise<readonly Addon[]>;
}

/** Children are read only where a map speaks of them. */
async function childrenOf(known: ObjectValue, lists: ChildLists): Promise<ClusterView['children']> {
  const wanted = (name: string) => wasImported(known, name) || own(known, name) !== null;
  const [nodeGroups, addons] = await Promise.all([
    wanted('node_groups') ? lists.nodeGroups() : undefined,
    wanted('addons') ? lists.addons() : undefined,
  ]);
  return { ...(nodeGroups && { nodeGroups }), ...(addons && { addons }) };
}

function inlineMap(
  children: readonly (NodeGroup | Addon)[] | undefined,
  name: string,
  known: ObjectValue,
): ObjectValue | null {
  if (children === undefined) return null;
  const imported = wasImported(known, name);
  const mine = children.filter(({ manager }) => (imported ? manager === 'cluster' : manager !== 'separate'));
  if (imported && mine.length === 0) return null;
  return objectFrom(mine.map((child) => [child.name, fromApi(rowOf(name), child as unknown as ApiObject)]));
}
