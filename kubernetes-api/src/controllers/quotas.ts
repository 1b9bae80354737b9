// Counts what namespaces have, for their quotas.
import { countedAs } from '../admission/quota.ts';
import { type JsonObject, objectOf } from '../json/json.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Server } from '../server.ts';
import { COMPACTED, type StoredChange } from '../storage/storage.ts';
import { changeObject, keyOf } from './change-object.ts';

/** A quota came or changed. */
export async function handleQuota(server: Server, { type, object }: StoredChange): Promise<void> {
  if (type !== 'DELETED') await recount(server, object);
}

/** Something that may be counted has gone. */
export async function handleCounted(server: Server, { type, object }: StoredChange): Promise<void> {
  const { namespace } = object.metadata;
  if (type !== 'DELETED' || namespace === undefined) return;
  const quotas = await server.storage.list({ resource: 'resourcequotas', namespace });
  if (quotas !== COMPACTED) for (const quota of quotas.items) await recount(server, quota);
}

async function recount(server: Server, quota: KubernetesObject): Promise<void> {
  const hard = objectOf(objectOf(quota['spec'])['hard']);
  const used: JsonObject = {};
  const namespace = quota.metadata.namespace ?? '';
  for (const kind of server.registry.stored()) {
    const names = countedAs(kind).filter((name) => Object.hasOwn(hard, name));
    if (names.length === 0) continue;
    const list = await server.storage.list({ resource: kind.stored.resource, namespace });
    if (list !== COMPACTED) for (const name of names) used[name] = String(list.items.length);
  }
  await changeObject(server.storage, keyOf('resourcequotas', quota), (now) => ({
    ...now,
    status: { hard: { ...objectOf(objectOf(now['spec'])['hard']) }, used },
  }));
}
