// What the service keeps of a cluster beside the wish: on a platform that remembers it, a service without its store finds
// again who made what, who holds it, and what goes on. Others may write where it is kept, so that nothing in it is
// believed that has not the right shape.
import { isObject, type JsonObject } from '@hikube/domain';
import { bodies } from '@hikube/openapi/validators';
import type { ClusterState } from './aggregate.ts';
import { type ClusterInputs, clusterInputs } from './inputs.ts';
import { isActive, isUpgrade, type NewOperation, waitsForWindow } from './operation.ts';
import type { CreatedBy, Holder, NodeGroupRecord, OperationRecord } from './records.ts';

/** Of an object: who made it, and whose it is. */
export interface Origin {
  readonly manager: NodeGroupRecord['manager'];
  readonly createdAt: string;
  readonly createdBy: CreatedBy;
  readonly holder?: Holder;
}

/** An operation that goes on. What it has done so far, the platform shows. */
export type OpenWork = Pick<NewOperation, 'id' | 'kind' | 'target' | 'generation' | 'fields' | 'children'> & {
  readonly createdAt: string;
};

/** What of a cluster only people read, and what is about the service. */
export type KeptInputs = Pick<
  ClusterInputs,
  'displayName' | 'labels' | 'deletionProtection' | 'deletion' | 'maintenance'
>;

export interface Memo {
  readonly inputs: Partial<KeptInputs>;
  readonly cluster: Partial<Origin>;
  /** By name. */
  readonly nodeGroups: Readonly<Record<string, Partial<Origin>>>;
  /** By id; with the Helm values that are not secret. */
  readonly addons: Readonly<Record<string, Partial<Origin> & { readonly valuesOverride?: JsonObject }>>;
  readonly operations: readonly OpenWork[];
}

/** The memo of a cluster. */
export function memoOf({ cluster, nodeGroups, addons }: ClusterState): JsonObject {
  const { displayName, labels, deletionProtection, deletion, maintenance } = clusterInputs(cluster);
  const inputs = { displayName, labels, deletionProtection, deletion, ...(maintenance && { maintenance }) };
  const stays = ({ removal }: { readonly removal?: unknown }) => removal === undefined;
  return {
    inputs,
    cluster: originOf(cluster),
    nodeGroups: Object.fromEntries(nodeGroups.filter(stays).map((group) => [group.name, originOf(group)])),
    addons: Object.fromEntries(
      addons.filter(stays).map((addon) => {
        const { valuesOverride } = addon;
        return [addon.name, { ...originOf(addon), ...(valuesOverride && { valuesOverride }) }];
      }),
    ),
  } as unknown as JsonObject;
}

/** What goes on in a cluster, as far as another service can go on with it. */
export function workOf({ operations }: Pick<ClusterState, 'operations'>): readonly JsonObject[] {
  return operations.filter(canGoOn).map(openWork) as unknown as readonly JsonObject[];
}

function originOf({ manager, createdAt, createdBy, holder }: Origin): Origin {
  return { manager, createdAt, createdBy, ...(holder && { holder }) };
}

/** What needs nothing but generations to come to its end. */
function canGoOn(operation: OperationRecord): boolean {
  return isActive(operation) && !isUpgrade(operation) && !waitsForWindow(operation);
}

function openWork({ id, kind, target, generation, fields, children, createdAt }: OperationRecord): OpenWork {
  return { id, kind, target, generation, fields, children, createdAt };
}

/** What can be believed of a memo; of none, nothing. */
export function readMemo(memo: unknown, work: unknown = []): Memo {
  const read = objectOf(memo);
  const inputs = read['inputs'];
  return {
    // The same rules as for whoever changes them.
    inputs: isObject(inputs) && bodies.ClusterPatch(structuredClone(inputs)) ? inputs : {},
    cluster: readOrigin(read['cluster']),
    nodeGroups: mapOf(read['nodeGroups'], readOrigin),
    addons: mapOf(read['addons'], (each) => {
      const { valuesOverride } = objectOf(each);
      return { ...readOrigin(each), ...(isObject(valuesOverride) && { valuesOverride }) };
    }),
    operations: (Array.isArray(work) ? work : []).flatMap(readWork),
  };
}

const MANAGERS = ['cluster', 'separate', 'manifest', 'other'] as const;

function readOrigin(value: unknown): Partial<Origin> {
  const { manager, createdAt, createdBy, holder } = objectOf(value);
  const { token, fingerprint } = objectOf(createdBy);
  const { id, since } = objectOf(holder);
  const known = MANAGERS.find((each) => each === manager);
  return {
    ...(known && { manager: known }),
    ...(isTimestamp(createdAt) && { createdAt }),
    ...(isText(token) && isText(fingerprint) && { createdBy: { token, fingerprint } }),
    ...(isText(id) && (since === null || isTimestamp(since)) && { holder: { id, since } }),
  };
}

const KINDS = [
  'Cluster.create',
  'Cluster.update',
  'NodeGroup.create',
  'NodeGroup.update',
  'NodeGroup.delete',
  'Addon.create',
  'Addon.update',
  'Addon.delete',
] as const;

function readWork(value: unknown): OpenWork[] {
  const { id, kind, target, generation, fields, children, createdAt } = objectOf(value);
  const known = KINDS.find((each) => each === kind);
  const { kind: of, cluster, name, uid } = objectOf(target);
  const ofKind = (['Cluster', 'NodeGroup', 'Addon'] as const).find((each) => each === of);
  const isWhole =
    isText(id) && isText(cluster) && isText(name) && isText(uid) && Number.isSafeInteger(generation);
  if (!isWhole || known === undefined || ofKind === undefined) return [];
  if (!isTexts(fields) || !isTexts(children) || !isTimestamp(createdAt)) return [];
  const about = { kind: ofKind, cluster, name, uid };
  return [{ id, kind: known, target: about, generation: Number(generation), fields, children, createdAt }];
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function mapOf<Value>(value: unknown, read: (each: unknown) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([key, each]) => [key, read(each)]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 300;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isTimestamp(value: unknown): value is string {
  return isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);
}
