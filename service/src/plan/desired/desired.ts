// The desired state of one cluster with everything in it: the input fields alone, complete and with their defaults.
// Every write is a step from one such state to another, whichever endpoint it came through.
import { INPUT_FIELDS } from '@hikube/domain';
import type { ClusterState } from '../../model/aggregate.ts';
import type { AddonRecord, ClusterRecord, NodeGroupRecord } from '../../model/records.ts';
import type { JsonObject } from './merge-patch.ts';

/** Input fields of a cluster. */
export interface ClusterInputs
  extends Pick<
    ClusterRecord,
    | 'displayName'
    | 'labels'
    | 'version'
    | 'topology'
    | 'controlPlane'
    | 'storageClass'
    | 'deletionProtection'
    | 'maintenance'
  > {
  /** Absent lets the platform derive it. */
  readonly host?: string;
  readonly network: Pick<ClusterRecord['network'], 'exposure'>;
}

/** Input fields of a node group. */
export type NodeGroupInputs = Pick<NodeGroupRecord, (typeof INPUT_FIELDS)['node-group'][number]>;

/** Input fields of an add-on; secret values as they are stored, sealed. */
export type AddonInputs = Pick<AddonRecord, (typeof INPUT_FIELDS)['addon'][number]>;

/** What shall be true of a cluster. */
export interface Desired {
  readonly cluster: ClusterInputs;
  readonly nodeGroups: ReadonlyMap<string, NodeGroupInputs>;
  readonly addons: ReadonlyMap<string, AddonInputs>;
}

/** The desired state that is stored. What is being deleted is not part of it. */
export function desiredOf(state: ClusterState): Desired {
  const kept = <Record extends { readonly deletion: unknown }>(records: readonly Record[]) =>
    records.filter(({ deletion }) => deletion === null);
  return {
    cluster: clusterInputs(state.cluster),
    nodeGroups: new Map(kept(state.nodeGroups).map((group) => [group.name, nodeGroupInputs(group)])),
    addons: new Map(kept(state.addons).map((addon) => [addon.name, addonInputs(addon)])),
  };
}

/** The input fields of a stored cluster. */
export function clusterInputs(record: ClusterRecord): ClusterInputs {
  const fields = pick(record, INPUT_FIELDS.cluster) as Pick<
    ClusterRecord,
    (typeof INPUT_FIELDS)['cluster'][number]
  >;
  return { ...fields, network: { exposure: record.network.exposure } };
}

/** The input fields of a stored node group. */
export function nodeGroupInputs(record: NodeGroupRecord): NodeGroupInputs {
  return pick(record, INPUT_FIELDS['node-group']) as NodeGroupInputs;
}

/** The input fields of a stored add-on. */
export function addonInputs(record: AddonRecord): AddonInputs {
  return pick(record, INPUT_FIELDS.addon) as AddonInputs;
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

function pick(record: object, fields: readonly string[]): JsonObject {
  const wanted = new Set(fields);
  return Object.fromEntries(Object.entries(record).filter(([key]) => wanted.has(key)));
}
