// Custom resource definitions: their names are accepted, their kinds served, and their objects deleted before they go.
import { CLEANUP_FINALIZER } from '../behaviour/definitions.ts';
import { timeOf } from '../clock.ts';
import { kindsOf } from '../crd/build.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../json/json.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Server } from '../server.ts';
import { COMPACTED, type StoredChange } from '../storage/storage.ts';
import { changeObject, keyOf } from './change-object.ts';
import { removeObject } from './remove-object.ts';

export const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

type Condition = readonly [status: string, reason: string, message: string];

function withCondition(
  object: KubernetesObject,
  now: string,
  type: string,
  [status, reason, message]: Condition,
): KubernetesObject {
  const before = listOf(objectOf(object['status'])['conditions']).map(objectOf);
  const same = before.find((one) => one['type'] === type);
  if (same !== undefined && same['status'] === status && same['reason'] === reason) return object;
  const next: JsonObject = { type, status, lastTransitionTime: now, reason, message };
  const conditions =
    same === undefined ? [...before, next] : before.map((one) => (one['type'] === type ? next : one));
  return { ...object, status: { ...objectOf(object['status']), conditions } };
}

/** Names of the group that another definition has. */
function takenNames(server: Server, object: KubernetesObject): string[] {
  const spec = objectOf(object['spec']);
  const names = objectOf(spec['names']);
  const others = server.registry.all.filter(
    (kind) => kind.group === spec['group'] && kind.custom?.definition !== object.metadata.name,
  );
  const resources = new Set(others.flatMap((kind) => [kind.resource, kind.singular, ...kind.shortNames]));
  const kinds = new Set(others.flatMap((kind) => [kind.kind, kind.listKind]));
  return [
    ...[
      textOf(names['plural']),
      textOf(names['singular']),
      ...listOf(names['shortNames']).map(String),
    ].filter((name) => resources.has(name)),
    ...[textOf(names['kind']), textOf(names['listKind'])].filter((name) => kinds.has(name)),
  ];
}

/** @returns whether kinds came or went */
export async function handleDefinition(server: Server, { type, object }: StoredChange): Promise<void> {
  const name = object.metadata.name ?? '';
  if (type === 'DELETED') {
    server.registry.setCustom(name, []);
    return;
  }
  const now = timeOf(server.clock.now());
  const key = keyOf(DEFINITIONS, object);
  const taken = takenNames(server, object);
  const established = await changeObject(server.storage, key, (definition) => {
    const names = objectOf(objectOf(definition['spec'])['names']);
    if (taken.length > 0)
      return withCondition(definition, now, 'NamesAccepted', [
        'False',
        'NameConflict',
        `"${taken[0]}" is already in use`,
      ]);
    const accepted = { ...definition, status: { ...objectOf(definition['status']), acceptedNames: names } };
    return withCondition(
      withCondition(accepted, now, 'NamesAccepted', ['True', 'NoConflicts', 'no conflicts found']),
      now,
      'Established',
      ['True', 'InitialNamesAccepted', 'the initial names have been accepted'],
    );
  });
  if (established === undefined) return;
  const guarded = await changeObject(server.storage, key, withFinalizer);
  if (guarded !== undefined) server.registry.setCustom(name, kindsOf(guarded));
  if (guarded?.metadata.deletionTimestamp !== undefined) await cleanUp(server, guarded);
}

function withFinalizer(definition: KubernetesObject): KubernetesObject {
  const { finalizers = [], deletionTimestamp } = definition.metadata;
  if (deletionTimestamp !== undefined || finalizers.includes(CLEANUP_FINALIZER)) return definition;
  return {
    ...definition,
    metadata: { ...definition.metadata, finalizers: [...finalizers, CLEANUP_FINALIZER] },
  };
}

/** Deletes the custom objects; the definition goes with the last of them. */
async function cleanUp(server: Server, definition: KubernetesObject): Promise<void> {
  const { finalizers = [] } = definition.metadata;
  if (!finalizers.includes(CLEANUP_FINALIZER)) return;
  const now = timeOf(server.clock.now());
  const key = keyOf(DEFINITIONS, definition);
  const terminating = (object: KubernetesObject, condition: Condition): KubernetesObject =>
    withCondition(object, now, 'Terminating', condition);
  await changeObject(server.storage, key, (object) =>
    terminating(object, ['True', 'InstanceDeletionInProgress', 'CustomResource deletion is in progress']),
  );
  const resource = definition.metadata.name ?? '';
  const list = await server.storage.list({ resource });
  if (list === COMPACTED) return;
  let left = 0;
  for (const object of list.items)
    if ((await removeObject(server, resource, object)) !== undefined) left += 1;
  if (left > 0) return;
  await changeObject(server.storage, key, (object) => {
    const rest = (object.metadata.finalizers ?? []).filter((one) => one !== CLEANUP_FINALIZER);
    if (rest.length === 0) return undefined;
    return { ...object, metadata: { ...object.metadata, finalizers: rest } };
  });
}

/** A custom object has gone; perhaps its definition waits for that. */
export async function handleInstance(
  server: Server,
  { type }: StoredChange,
  resource: string,
): Promise<void> {
  if (type !== 'DELETED') return;
  const definition = await server.storage.get({ resource: DEFINITIONS, namespace: '', name: resource });
  if (definition?.metadata.deletionTimestamp !== undefined) await cleanUp(server, definition);
}
