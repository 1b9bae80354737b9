// Owners and their dependents: what nobody owns any more goes, and the two finalizers that wait for dependents.
import type { KubernetesObject, OwnerReference } from '../kinds/object.ts';
import type { Server } from '../server.ts';
import type { StoredChange } from '../storage/storage.ts';
import { isFinished } from '../write/commit.ts';
import { changeObject, keyOf, tracked } from './change-object.ts';
import type { Owners } from './owners.ts';
import { removeObject } from './remove-object.ts';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

interface Dependent {
  readonly resource: string;
  readonly object: KubernetesObject;
}

/** Objects of all kinds that name an owner. */
async function dependentsOf(server: Server, owners: Owners, owner: KubernetesObject): Promise<Dependent[]> {
  const found: Dependent[] = [];
  const { uid = '', namespace } = owner.metadata;
  for (const key of owners.of(uid)) {
    const object = await server.storage.get(key);
    // An owner in a namespace owns only in its namespace.
    if (object === undefined || (namespace !== undefined && namespace !== object.metadata.namespace))
      continue;
    if (object.metadata.ownerReferences?.some((owned) => owned.uid === uid))
      found.push({ resource: key.resource, object });
  }
  return found;
}

/** Whether an owner is there, the very same. */
async function isThere(server: Server, dependent: KubernetesObject, owner: OwnerReference): Promise<boolean> {
  const [group, version] = owner.apiVersion.includes('/')
    ? owner.apiVersion.split('/')
    : ['', owner.apiVersion];
  const kind = server.registry.findKind(group ?? '', version ?? '', owner.kind);
  // Of a kind that is not served nobody knows; nothing is deleted for it.
  if (kind === undefined) return true;
  const namespace = kind.namespaced ? (dependent.metadata.namespace ?? '') : '';
  const found = await server.storage.get({ resource: kind.stored.resource, namespace, name: owner.name });
  return found !== undefined && found.metadata.uid === owner.uid;
}

/** Something came, changed or went. */
export async function handleGarbage(
  server: Server,
  owners: Owners,
  { type, object }: StoredChange,
  resource: string,
): Promise<void> {
  const key = keyOf(resource, object);
  if (type === 'DELETED') {
    owners.forget(key);
    for (const dependent of await dependentsOf(server, owners, object)) await collect(server, dependent);
    await wakeOwners(server, owners, object);
    return;
  }
  owners.note(key, object);
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  if (deletionTimestamp !== undefined && finalizers.includes(ORPHAN))
    await orphan(server, owners, resource, object);
  else if (deletionTimestamp !== undefined && finalizers.includes(FOREGROUND))
    await foreground(server, owners, resource, object);
  if ((object.metadata.ownerReferences ?? []).length > 0) await collect(server, { resource, object });
}

/** Deletes an object none of whose owners is there. */
async function collect(server: Server, { resource, object }: Dependent): Promise<void> {
  const owners = object.metadata.ownerReferences ?? [];
  const there: OwnerReference[] = [];
  for (const owner of owners) if (await isThere(server, object, owner)) there.push(owner);
  if (owners.length === 0 || object.metadata.deletionTimestamp !== undefined) return;
  if (there.length === 0) await removeObject(server, resource, object);
  else if (there.length < owners.length)
    await changeObject(server.storage, keyOf(resource, object), (now) =>
      now.metadata.uid === object.metadata.uid ? withOwners(server, resource, now, there) : now,
    );
}

function withOwners(
  server: Server,
  resource: string,
  object: KubernetesObject,
  owners: readonly OwnerReference[],
): KubernetesObject {
  const { ownerReferences: _dropped, ...metadata } = object.metadata;
  const next = {
    ...object,
    metadata: { ...metadata, ...(owners.length > 0 && { ownerReferences: [...owners] }) },
  };
  return tracked(server, resource, object, next);
}

async function orphan(
  server: Server,
  owners: Owners,
  resource: string,
  owner: KubernetesObject,
): Promise<void> {
  for (const dependent of await dependentsOf(server, owners, owner))
    await changeObject(server.storage, keyOf(dependent.resource, dependent.object), (now) =>
      withOwners(
        server,
        dependent.resource,
        now,
        (now.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid),
      ),
    );
  await dropFinalizer(server, resource, owner, ORPHAN);
}

async function foreground(
  server: Server,
  owners: Owners,
  resource: string,
  owner: KubernetesObject,
): Promise<void> {
  let blocked = false;
  for (const dependent of await dependentsOf(server, owners, owner)) {
    const reference = dependent.object.metadata.ownerReferences?.find(
      ({ uid }) => uid === owner.metadata.uid,
    );
    const left = await removeObject(server, dependent.resource, dependent.object, FOREGROUND);
    if (left !== undefined && reference?.blockOwnerDeletion === true) blocked = true;
  }
  if (!blocked) await dropFinalizer(server, resource, owner, FOREGROUND);
}

/** Owners that waited for a dependent look again. */
async function wakeOwners(server: Server, owners: Owners, dependent: KubernetesObject): Promise<void> {
  for (const owner of dependent.metadata.ownerReferences ?? []) {
    const [group, version] = owner.apiVersion.includes('/')
      ? owner.apiVersion.split('/')
      : ['', owner.apiVersion];
    const kind = server.registry.findKind(group ?? '', version ?? '', owner.kind);
    if (kind === undefined) continue;
    const namespace = kind.namespaced ? (dependent.metadata.namespace ?? '') : '';
    const found = await server.storage.get({ resource: kind.stored.resource, namespace, name: owner.name });
    if (found?.metadata.deletionTimestamp !== undefined && found.metadata.finalizers?.includes(FOREGROUND))
      await foreground(server, owners, kind.stored.resource, found);
  }
}

async function dropFinalizer(
  server: Server,
  resource: string,
  { metadata }: KubernetesObject,
  finalizer: string,
): Promise<void> {
  const key = { resource, namespace: metadata.namespace ?? '', name: metadata.name ?? '' };
  await changeObject(server.storage, key, (object) => {
    if (object.metadata.uid !== metadata.uid) return object;
    const { finalizers = [], ...rest } = object.metadata;
    const left = finalizers.filter((name) => name !== finalizer);
    const next = { ...object, metadata: { ...rest, ...(left.length > 0 && { finalizers: left }) } };
    return isFinished(next) ? undefined : next;
  });
}
