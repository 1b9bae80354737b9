// Keeps managed fields through every write, and merges what is applied: Kubernetes' field manager.
import { clone, equal, isObject, type JsonObject } from '../json/json.ts';
import { asJson, asObject, type KubernetesObject } from '../kinds/object.ts';
import { badRequest, internal } from '../status/status.ts';
import { checkTyped, problemsText } from './check.ts';
import { compare } from './compare.ts';
import { conflictError } from './conflicts.ts';
import {
  deepDifference,
  difference,
  emptySet,
  type FieldSet,
  fromFieldsV1,
  intersection,
  isEmpty,
  union,
  withNamedFields,
} from './field-set.ts';
import type { FieldType } from './field-type.ts';
import { capped, type Managed, type Manager, managerKey, readManaged, writeManaged } from './managed.ts';
import { merge } from './merge.ts';
import { remove } from './remove.ts';
import { toSet } from './to-set.ts';

/** Who writes, and how. */
export interface Writer {
  readonly name: string;
  readonly apiVersion: string;
  readonly subresource: string;
  /** The moment, as `metav1.Time`; none where it is not noted. */
  readonly time?: string;
  /** Fields that this way of writing cannot change. */
  readonly reset?: FieldSet;
  /** What a new object has before anybody writes; nothing by default. */
  readonly blank?: JsonObject;
  /** Managed fields of other versions are not understood. */
  readonly oneVersion?: boolean;
}

/** Fields that belong to the server. */
const NOBODYS = fromFieldsV1({
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': {
    '.': {},
    'f:name': {},
    'f:namespace': {},
    'f:creationTimestamp': {},
    'f:selfLink': {},
    'f:uid': {},
    'f:clusterName': {},
    'f:generation': {},
    'f:managedFields': {},
    'f:resourceVersion': {},
  },
})!;

function withoutManaged(object: KubernetesObject): KubernetesObject {
  const { managedFields: _dropped, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function stripped(set: FieldSet, reset: FieldSet | undefined): FieldSet {
  const own = difference(set, NOBODYS);
  return reset === undefined ? own : deepDifference(own, reset);
}

/** Takes from everybody else what somebody changed or removed. */
function takeAway(managed: Managed, self: string, changed: FieldSet, removed: FieldSet): void {
  for (const [key, held] of managed) {
    if (key === self) continue;
    const set = difference(difference(held.set, changed), removed);
    if (isEmpty(set)) managed.delete(key);
    else managed.set(key, { ...held, set });
  }
}

function liveOrNew(live: KubernetesObject | undefined, next: KubernetesObject, subresource: string): Managed {
  const ofLive = (): Managed => readManaged(live?.metadata.managedFields ?? []) ?? new Map();
  if (subresource !== '') return ofLive();
  const entries = next.metadata.managedFields;
  if (entries === undefined) return ofLive();
  // An empty list, or one empty entry, is how a client takes back everything that is managed.
  if (entries.every((entry) => Object.keys(entry).length === 0) && entries.length < 2) return new Map();
  const own = readManaged(entries);
  return own === undefined || own.size === 0 ? ofLive() : own;
}

/**
 * After a create, an update or a patch: the writer holds what it changed.
 * @param live as it is stored; undefined for a new object
 */
export function trackUpdate(
  type: FieldType,
  live: KubernetesObject | undefined,
  next: KubernetesObject,
  writer: Writer,
): KubernetesObject {
  const managed = liveOrNew(live, next, writer.subresource);
  const bare = withoutManaged(next);
  // Nobody holds anything of an object that came to be without managed fields; that stays so.
  if (managed.size === 0 && live !== undefined) return bare;
  // What was written in another version of a custom kind cannot be compared: nobody holds anything any more.
  if (
    writer.oneVersion &&
    [...managed.values()].some(({ manager }) => manager.apiVersion !== writer.apiVersion)
  )
    return bare;
  const before = live === undefined ? (writer.blank ?? {}) : asJson(withoutManaged(live));
  noteUpdate(type, before, asJson(bare), managed, { ...writer, operation: 'Update' });
  return withManaged(bare, managed);
}

function noteUpdate(
  type: FieldType,
  before: JsonObject,
  after: JsonObject,
  managed: Managed,
  writer: Writer & { readonly operation: 'Update' },
): void {
  const manager: Manager = {
    manager: writer.name,
    operation: 'Update',
    apiVersion: writer.apiVersion,
    subresource: writer.subresource,
  };
  const key = managerKey(manager);
  const { added, modified, ...gone } = compare(type, before, after);
  const changed = stripped(union(added, modified), writer.reset);
  const removed = stripped(gone.removed, writer.reset);
  takeAway(managed, key, changed, removed);
  const own = managed.get(key);
  const kept = own === undefined ? emptySet() : difference(own.set, removed);
  if (!isEmpty(changed)) managed.set(key, { manager, set: union(kept, changed), time: writer.time });
  else if (own !== undefined && isEmpty(kept)) managed.delete(key);
  else if (own !== undefined) managed.set(key, { ...own, set: kept });
}

function withManaged(object: KubernetesObject, managed: Managed): KubernetesObject {
  const entries = writeManaged(capped(managed));
  if (entries.length === 0) return object;
  return { ...object, metadata: { ...object.metadata, managedFields: entries } };
}

/**
 * Applies a configuration.
 * @param live as it is stored; undefined when there is none
 * @param force takes fields that others hold instead of refusing
 * @throws StatusError for a configuration that does not fit, or conflicts
 */
export function applyConfiguration(
  type: FieldType,
  live: KubernetesObject | undefined,
  config: JsonObject,
  writer: Writer & { readonly gvk: string },
  force: boolean,
): KubernetesObject {
  const applied = asObject(clone(config));
  if (applied.metadata.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
  const problems = checkTyped(type, asJson(applied));
  if (problems.length > 0) {
    const { namespace = '', name = '' } = applied.metadata;
    throw internal(
      `failed to create typed patch object (${namespace}/${name}; ${writer.gvk}): ${problemsText(problems)}`,
    );
  }
  const managed = readManaged(live?.metadata.managedFields ?? []) ?? new Map();
  const bareLive = live === undefined ? undefined : withoutManaged(live);
  if (managed.size === 0 && bareLive !== undefined)
    noteUpdate(type, writer.blank ?? {}, asJson(bareLive), managed, {
      ...writer,
      name: 'before-first-apply',
      subresource: '',
      operation: 'Update',
    });
  const manager: Manager = {
    manager: writer.name,
    operation: 'Apply',
    apiVersion: writer.apiVersion,
    subresource: writer.subresource,
  };
  const key = managerKey(manager);
  const before = bareLive === undefined ? (writer.blank ?? {}) : asJson(bareLive);
  const last = managed.get(key);
  const claimed = toSet(type, asJson(applied));
  const set = stripped(claimed, writer.reset);
  managed.set(key, { manager, set: claimed, time: last?.time });
  let next = merge(type, before, asJson(applied)) as JsonObject;
  if (last !== undefined) next = prune(type, next, managed, last.set);
  restore(next, bareLive);
  const { added, modified, ...gone } = compare(type, before, next);
  const changed = stripped(union(added, modified), writer.reset);
  const removed = stripped(gone.removed, writer.reset);
  if (!force) refuseConflicts(managed, key, changed);
  takeAway(managed, key, changed, removed);
  // The moment is that at which the object changed.
  const same = live !== undefined && equal(before, next);
  if (isEmpty(set)) managed.delete(key);
  else managed.set(key, { manager, set, time: same ? last?.time : writer.time });
  return withManaged(asObject(next), managed);
}

/** What belongs to the server and to nobody else stays when it is in no configuration; changes the new object. */
function restore(next: JsonObject, live: KubernetesObject | undefined): void {
  if (live === undefined) return;
  const metadata = { ...(isObject(next['metadata']) ? next['metadata'] : {}) };
  for (const name of [
    'name',
    'namespace',
    'uid',
    'creationTimestamp',
    'generation',
    'resourceVersion',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'generateName',
  ] as const) {
    const value = live.metadata[name];
    if (metadata[name] === undefined && value !== undefined) metadata[name] = value;
  }
  next['metadata'] = metadata;
}

function refuseConflicts(managed: Managed, self: string, changed: FieldSet): void {
  const found = [...managed]
    .filter(([key]) => key !== self)
    .map(([, { manager, set }]) => ({ manager, set: intersection(set, changed) }))
    .filter(({ set }) => !isEmpty(set));
  if (found.length > 0) throw conflictError(found);
}

/** Takes out what the applier held before and does not name any more, unless somebody else holds it. */
function prune(type: FieldType, merged: JsonObject, managed: Managed, last: FieldSet): JsonObject {
  const named = (set: FieldSet): FieldSet => withNamedFields(set, type);
  const everything = named(toSet(type, merged));
  let pruned = (remove(type, merged, named(last)) ?? {}) as JsonObject;
  const held = [...managed.values()].map(({ set }) => set).reduce(union, emptySet());
  const left = named(toSet(type, pruned));
  pruned = (remove(type, merged, difference(difference(everything, left), named(held))) ?? {}) as JsonObject;
  const kept = named(toSet(type, pruned));
  return (remove(type, merged, intersection(difference(everything, kept), named(last))) ?? {}) as JsonObject;
}
