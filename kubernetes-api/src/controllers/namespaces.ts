// The life of namespaces: what they are born with, and how they empty before they go.

import { trackUpdate } from '../apply/field-manager.ts';
import { writerOf } from '../apply/writer.ts';
import { timeOf } from '../clock.ts';
import { at, equal, listOf, objectOf, textOf } from '../json/json.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import type { Server } from '../server.ts';
import { COMPACTED, type StoredChange } from '../storage/storage.ts';
import { isFinished } from '../write/commit.ts';
import { changeObject, tracked } from './change-object.ts';
import { rootCertificate, serviceAccount } from './initial.ts';
import { removeObject } from './remove-object.ts';

const OK: Readonly<Record<string, readonly [reason: string, message: string]>> = {
  NamespaceDeletionDiscoveryFailure: ['ResourcesDiscovered', 'All resources successfully discovered'],
  NamespaceDeletionGroupVersionParsingFailure: [
    'ParsedGroupVersions',
    'All legacy kube types successfully parsed',
  ],
  NamespaceDeletionContentFailure: [
    'ContentDeleted',
    'All content successfully deleted, may be waiting on finalization',
  ],
  NamespaceContentRemaining: ['ContentRemoved', 'All content successfully removed'],
  NamespaceFinalizersRemaining: ['ContentHasNoFinalizers', 'All content-preserving finalizers finished'],
};

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime: string;
  readonly reason: string;
  readonly message: string;
}

/** A namespace has come, or has changed. */
export async function handleNamespace(
  server: Server,
  { type, object }: StoredChange,
  rootCa: string | undefined,
): Promise<void> {
  if (type === 'DELETED') return;
  const name = object.metadata.name ?? '';
  if (object.metadata.deletionTimestamp === undefined) await furnish(server, name, rootCa);
  else await empty(server, name);
}

/** Something in a namespace has gone; perhaps it was the last. */
export async function handleContent(server: Server, { type, object }: StoredChange): Promise<void> {
  const { namespace } = object.metadata;
  if (namespace === undefined || (type !== 'DELETED' && object.metadata.deletionTimestamp === undefined))
    return;
  const found = await server.storage.get({ resource: 'namespaces', namespace: '', name: namespace });
  if (found?.metadata.deletionTimestamp !== undefined) await empty(server, namespace);
}

/** A service account, and what is needed to trust the server, as every namespace has them. */
async function furnish(server: Server, namespace: string, rootCa: string | undefined): Promise<void> {
  const { registry } = server;
  if (registry.find('', 'v1', 'serviceaccounts') !== undefined)
    await make(server, 'serviceaccounts', serviceAccount(namespace));
  const kind = registry.find('', 'v1', 'configmaps');
  if (rootCa === undefined || kind === undefined) return;
  const object = rootCertificate(namespace, rootCa);
  const writer = writerOf(server, kind, server.controllerName);
  const tracked = trackUpdate(server.fieldType(kind), undefined, object, writer);
  await make(server, 'configmaps', tracked);
}

async function make(server: Server, resource: string, object: KubernetesObject): Promise<void> {
  const { name = '', namespace = '' } = object.metadata;
  const metadata = {
    ...object.metadata,
    uid: server.random.uuid(),
    creationTimestamp: timeOf(server.clock.now()),
  };
  await server.storage.write({
    key: { resource, namespace, name },
    expected: 0,
    object: { ...object, metadata },
  });
}

/** Deletes what is in a namespace, says what holds it, and lets it go when it is empty. */
async function empty(server: Server, namespace: string): Promise<void> {
  const left = new Map<string, number>();
  const held = new Map<string, number>();
  for (const kind of server.registry.stored()) {
    if (!kind.namespaced || !kind.verbs.includes('delete')) continue;
    const { resource } = kind.stored;
    const found = await server.storage.list({ resource, namespace });
    if (found === COMPACTED) continue;
    for (const object of found.items) {
      const remaining = await removeObject(server, resource, object);
      if (remaining === undefined) continue;
      left.set(resource, (left.get(resource) ?? 0) + 1);
      for (const finalizer of remaining.metadata.finalizers ?? [])
        held.set(finalizer, (held.get(finalizer) ?? 0) + 1);
    }
  }
  const now = timeOf(server.clock.now());
  const key = { resource: 'namespaces', namespace: '', name: namespace };
  await changeObject(server.storage, key, (object) => {
    const conditions = conditionsOf(object, now, left, held) as never;
    const next = { ...object, status: { ...objectOf(object['status']), phase: 'Terminating', conditions } };
    return equal(asJson(next), asJson(object))
      ? object
      : tracked(server, 'namespaces', object, next, 'status');
  });
  if (left.size > 0) return;
  await changeObject(server.storage, key, (object) => {
    const finalizers = listOf(at(object, 'spec', 'finalizers')).filter((name) => name !== 'kubernetes');
    const next = { ...object, spec: finalizers.length > 0 ? { finalizers } : {} };
    return isFinished(next) ? undefined : next;
  });
}

function countText(
  counts: ReadonlyMap<string, number>,
  word: (name: string, count: number) => string,
): string {
  return [...counts]
    .sort()
    .map(([name, count]) => word(name, count))
    .join(', ');
}

function conditionsOf(
  object: KubernetesObject,
  now: string,
  left: ReadonlyMap<string, number>,
  held: ReadonlyMap<string, number>,
): Condition[] {
  const before = listOf(at(object, 'status', 'conditions')).map(objectOf);
  return Object.entries(OK).map(([type, [reason, message]]) => {
    let condition = { type, status: 'False', lastTransitionTime: now, reason, message };
    if (type === 'NamespaceContentRemaining' && left.size > 0)
      condition = {
        ...condition,
        status: 'True',
        reason: 'SomeResourcesRemain',
        message: `Some resources are remaining: ${countText(left, (name, count) => `${name.includes('.') ? name : `${name}.`} has ${count} resource instances`)}`,
      };
    if (type === 'NamespaceFinalizersRemaining' && held.size > 0)
      condition = {
        ...condition,
        status: 'True',
        reason: 'SomeFinalizersRemain',
        message: `Some content in the namespace has finalizers remaining: ${countText(held, (name, count) => `${name} in ${count} resource instances`)}`,
      };
    const same = before.find((one) => one['type'] === type && one['status'] === condition.status);
    return same === undefined
      ? condition
      : { ...condition, lastTransitionTime: textOf(same['lastTransitionTime']) };
  });
}
