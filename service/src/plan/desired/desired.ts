// The desired state of one cluster with everything in it: the input fields alone, complete and with their defaults.
// Every write is a step from one such state to another, whichever endpoint it came through.
import {
  type Catalogue,
  type ControlPlaneSize,
  controlPlaneSize,
  defaultVersion,
  isObject,
  type JsonObject,
  normaliseVersion,
} from '@hikube/domain';
import { type Field, type Fields, fields } from '@hikube/openapi/fields';
import type { AddonInline, ClusterCreate, NodeGroupInline } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import {
  type AddonInputs,
  addonInputs,
  type ClusterInputs,
  clusterInputs,
  type NodeGroupInputs,
  nodeGroupInputs,
} from '../../model/inputs.ts';

/** What shall be true of a cluster. */
export interface Desired {
  readonly cluster: ClusterInputs;
  readonly nodeGroups: ReadonlyMap<string, NodeGroupInputs>;
  readonly addons: ReadonlyMap<string, AddonInputs>;
}

/** The desired state that is stored. What is being deleted is not part of it. */
export function desiredOf(state: ClusterState): Desired {
  const kept = <Record extends { readonly removal?: unknown }>(records: readonly Record[]) =>
    records.filter(({ removal }) => removal === undefined);
  return {
    cluster: clusterInputs(state.cluster),
    nodeGroups: new Map(kept(state.nodeGroups).map((group) => [group.name, nodeGroupInputs(group)])),
    addons: new Map(kept(state.addons).map((addon) => [addon.name, addonInputs(addon)])),
  };
}

/** The state as one document, as the domain's rules read it. */
export function asDocument(name: string, { cluster, nodeGroups, addons }: Desired): JsonObject {
  return {
    name,
    ...cluster,
    nodeGroups: Object.fromEntries(nodeGroups),
    addons: Object.fromEntries(addons),
  };
}

/** The same without secret values, for what is shown and for what callers can write without knowing them. */
export function withoutSecrets(desired: Desired): Desired {
  const addons = [...desired.addons].map(([id, addon]) => [id, addonSettings(addon)] as const);
  return { ...desired, addons: new Map(addons) };
}

/** The settings of an add-on that are no secret. */
export function addonSettings({ secretValues: _secret, ...settings }: AddonInputs): AddonInputs {
  return settings;
}

/** The state in which every add-on that stays has the secret values that it had. */
export function keepSecrets(before: Desired, after: Desired): Desired {
  const addons = [...after.addons].map(([id, addon]) => {
    const secretValues = before.addons.get(id)?.secretValues;
    return [id, secretValues === undefined ? addon : { ...addon, secretValues }] as const;
  });
  return { ...after, addons: new Map(addons) };
}

// What absent fields are: the constant defaults of the contract, and what is derived here.

/** A cluster as a caller writes it, without what stands inside it. */
export type SparseCluster = Omit<ClusterCreate, 'name' | 'nodeGroups' | 'addons'>;

/** What the defaults of a cluster derive from. */
interface ClusterGround {
  readonly size: ControlPlaneSize;
  readonly catalogue: Catalogue;
}

const CLUSTER: Derivations<typeof fields.Cluster, ClusterGround> = {
  version: ({ catalogue }) => defaultVersion(catalogue.kubernetesVersions) ?? '',
  controlPlane: {
    replicas: ({ size }) => size.replicas,
    etcdMembers: ({ size }) => size.etcdMembers,
  },
  // The platform derives it, when it assigns everything else.
  host: () => undefined,
};

// Nothing derives inside a cluster.
const NODE_GROUP: Derivations<typeof fields.NodeGroup, undefined> = {};
const ADDON: Derivations<typeof fields.Addon, undefined> = {};

/**
 * The complete cluster. The rules judge the result: what is no size of etcd does not get past them.
 * @param catalogue has the version for a cluster that names none
 */
export function completeCluster(sparse: SparseCluster, catalogue: Catalogue): ClusterInputs {
  const version = normaliseVersion(sparse.version) ?? sparse.version;
  const size = controlPlaneSize({ topology: sparse.topology });
  const written = { ...sparse, ...(version === undefined ? {} : { version }) };
  return complete(fields.Cluster, written, CLUSTER, { size, catalogue }) as unknown as ClusterInputs;
}

/** The complete node group. */
export function completeNodeGroup(sparse: NodeGroupInline): NodeGroupInputs {
  return complete(fields.NodeGroup, sparse, NODE_GROUP, undefined) as unknown as NodeGroupInputs;
}

/** The complete add-on. Options exist only where the caller wrote some: without them the platform chooses. */
export function completeAddon(sparse: AddonInline): AddonInputs {
  const version = sparse.version?.replace(/^v(?=[0-9])/, '');
  const written = { ...sparse, ...(version === undefined ? {} : { version }) };
  return complete(fields.Addon, written, ADDON, undefined);
}

// Fills in what a caller left out, field by field, as the contract says of each: a constant, or what derives from others.

/** Whether a field, or one inside it, has a default that derives. */
type IsDerived<Entry> = Entry extends { readonly fields: infer Inner }
  ? true extends { [Name in keyof Inner]: IsDerived<Inner[Name]> }[keyof Inner]
    ? true
    : false
  : Entry extends { readonly class: 'derived-default' }
    ? true
    : false;

/** A function for each default that derives: a field without one does not compile. */
export type Derivations<Table, From> = {
  readonly [Name in keyof Table as IsDerived<Table[Name]> extends true ? Name : never]: Table[Name] extends {
    readonly fields: infer Inner;
  }
    ? Derivations<Inner, From>
    : (from: From) => unknown;
};

/** The same, for whoever walks over a table. */
interface AnyDerivations<From> {
  readonly [name: string]: ((from: From) => unknown) | AnyDerivations<From>;
}

/**
 * The object with every default. What it has beside the fields of the table is left out.
 * @param from what is handed to the derivations
 */
export function complete<From>(
  table: Fields,
  sparse: object,
  derivations: AnyDerivations<From>,
  from: From,
): JsonObject {
  const entries = Object.entries(table).flatMap(([name, field]) => {
    const value = completeField(field, (sparse as JsonObject)[name], derivations[name], from);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function completeField<From>(
  field: Field,
  written: unknown,
  derivation: AnyDerivations<From>[string] | undefined,
  from: From,
): unknown {
  if (typeof derivation === 'function') return written ?? derivation(from);
  const value = written ?? defaultOf(field);
  if (field.fields !== undefined && isObject(value))
    return complete(field.fields, value, derivation ?? {}, from);
  if (field.elements !== undefined) return completeElements(field.elements, value);
  return value;
}

/** An object that nobody wrote is what its fields derive. */
function defaultOf(field: Field): unknown {
  if (field.default !== undefined) return structuredClone(field.default);
  return field.class === 'derived-default' && field.fields !== undefined ? {} : undefined;
}

function completeElements(table: Fields, value: unknown): unknown {
  const whole = (element: unknown) => (isObject(element) ? complete(table, element, {}, undefined) : element);
  if (Array.isArray(value)) return value.map(whole);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, whole(element)]));
}
