// Removes an object as a deletion in the background does.
import { timeOf } from '../clock.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Server } from '../server.ts';
import { isFinished } from '../write/commit.ts';
import { changeObject, keyOf } from './change-object.ts';

/** @returns what still holds the object, as the object itself; undefined when it is gone */
export function removeObject(
  server: Server,
  resource: string,
  { metadata: { uid, name, namespace } }: KubernetesObject,
  finalizer?: string,
): Promise<KubernetesObject | undefined> {
  const key = keyOf(resource, {
    kind: '',
    apiVersion: '',
    metadata: { name: name!, ...(namespace !== undefined && { namespace }) },
  });
  return changeObject(server.storage, key, (object) => {
    // Another object of the same name is not meant.
    if (object.metadata.uid !== uid) return object;
    if (object.metadata.deletionTimestamp !== undefined) return isFinished(object) ? undefined : object;
    const finalizers = [
      ...(object.metadata.finalizers ?? []),
      ...(finalizer === undefined ? [] : [finalizer]),
    ];
    const next: KubernetesObject = {
      ...object,
      metadata: {
        ...object.metadata,
        deletionTimestamp: timeOf(server.clock.now()),
        deletionGracePeriodSeconds: 0,
        ...(finalizers.length > 0 && { finalizers }),
      },
    };
    return isFinished(next) ? undefined : next;
  });
}
