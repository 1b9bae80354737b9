// How controllers change objects: from what is there, until nobody is faster.
import { trackUpdate } from '../apply/field-manager.ts';
import { writerOf } from '../apply/writer.ts';
import { equal } from '../json/json.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import type { Server } from '../server.ts';
import { type ObjectKey, revisionOf, type Storage } from '../storage/storage.ts';

export function keyOf(resource: string, { metadata }: KubernetesObject): ObjectKey {
  return { resource, namespace: metadata.namespace ?? '', name: metadata.name ?? '' };
}

/** A change by the server itself, with what it holds by it. @param subresource as which it is noted */
export function tracked(
  server: Server,
  resource: string,
  before: KubernetesObject,
  after: KubernetesObject,
  subresource = '',
): KubernetesObject {
  const kind = server.registry.stored().find(({ stored }) => stored.resource === resource);
  if (kind === undefined) return after;
  const writer = writerOf(server, kind, server.controllerName, subresource);
  return trackUpdate(server.fieldType(kind), before, after, writer);
}

/**
 * @param change gives the new object; undefined removes it
 * @returns the object as it is stored now; undefined when there is none
 */
export async function changeObject(
  storage: Storage,
  key: ObjectKey,
  change: (object: KubernetesObject) => KubernetesObject | undefined,
): Promise<KubernetesObject | undefined> {
  for (;;) {
    const now = await storage.get(key);
    if (now === undefined) return undefined;
    const next = change(now);
    if (next !== undefined && equal(asJson(next), asJson(now))) return now;
    const written = await storage.write({
      key,
      expected: revisionOf(now),
      ...(next !== undefined && { object: next }),
    });
    if (written !== undefined) return next === undefined ? undefined : written;
  }
}
