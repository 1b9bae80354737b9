// A cluster as somebody would write it: the fields that are chosen, without those that a default of the contract says
// anyway. From this, every language says the same.
import { controlPlaneSize, platformName } from '@hikube/domain';
import { type Field, type Fields, fields } from '@hikube/openapi/fields';
import type { Addon, Cluster, ClusterCreate, NodeGroup } from '@hikube/sdk';

/** What a cluster is made of. */
export interface ClusterParts {
  readonly cluster: Cluster;
  readonly nodeGroups: readonly NodeGroup[];
  readonly addons: readonly Addon[];
}

type JsonObject = Readonly<Record<string, unknown>>;

/** The definition of a cluster that exists. */
export function definitionOf({ cluster, nodeGroups, addons }: ClusterParts): ClusterCreate {
  const { controlPlane, topology, host, name, version } = cluster;
  const { replicas, etcdMembers } = controlPlaneSize({ topology });
  const isOfTopology = controlPlane.replicas === replicas && controlPlane.etcdMembers === etcdMembers;
  return {
    name,
    ...chosen(fields.Cluster, cluster as unknown as JsonObject),
    version,
    ...(isOfTopology ? {} : { controlPlane }),
    ...(isDerived(host, cluster) ? {} : { host }),
    ...mapped('nodeGroups', nodeGroups, fields.NodeGroup),
    ...mapped('addons', addons, fields.Addon),
  };
}

/** The platform calls a host after the cluster. */
function isDerived(host: string, { name, tenant }: Pick<Cluster, 'name' | 'tenant'>): boolean {
  const [first, second] = host.split('.');
  return (
    (first === name || first === platformName({ cluster: name })) &&
    (second === tenant || second?.includes(tenant) === true)
  );
}

/** The fields of an object that say something: what a default says, and what follows from others, is left out. */
export function chosen(known: Fields, value: JsonObject): JsonObject {
  const entries = Object.entries(known).flatMap(([name, field]) => {
    const said = saidBy(field, value[name]);
    return said === undefined ? [] : [[name, said] as const];
  });
  return Object.fromEntries(entries);
}

/** Kinds that have fields of their own. */
const OBJECTS: ReadonlySet<string> = new Set(['object', 'choice']);

function saidBy(field: Field, value: unknown): unknown {
  if (value === undefined || value === null || field.writeOnly === true) return undefined;
  if (field.class === 'constant-default' && isSame(field.default, value)) return undefined;
  if (field.class === 'derived-default' && field.fields === undefined) return undefined;
  if (field.fields === undefined || !OBJECTS.has(field.kind)) return value;
  const said = chosen(field.fields, value as JsonObject);
  return Object.keys(said).length === 0 && field.class !== 'input' ? undefined : said;
}

function mapped(
  field: 'nodeGroups' | 'addons',
  things: readonly (NodeGroup | Addon)[],
  known: Fields,
): JsonObject {
  if (things.length === 0) return {};
  const entries = things.map((thing) => [thing.name, chosen(known, thing as unknown as JsonObject)] as const);
  return { [field]: Object.fromEntries(entries) };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
