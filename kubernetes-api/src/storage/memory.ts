// Objects in memory.
import type { KubernetesObject } from '../kinds/object.ts';
import { ObjectHistory, type ObjectHistoryOptions } from './object-history.ts';
import { revisionOf, type Storage, StorageFull } from './storage.ts';

export interface MemoryStorageOptions extends ObjectHistoryOptions {
  /** Objects beyond this number are refused with a `StorageFull`; a million by default. */
  readonly mostObjects?: number;
}

/** Objects in memory. */
export function createMemoryStorage(options: MemoryStorageOptions = {}): Storage {
  const { mostObjects = 1_000_000 } = options;
  const objects = new ObjectHistory(options);
  return {
    revision: async () => objects.revision,
    get: async (key) => objects.get(key),
    list: async (selection, at) => objects.list(selection, at),
    async write({ key, expected, object }): Promise<KubernetesObject | undefined> {
      const previous = objects.get(key);
      if ((previous === undefined ? 0 : revisionOf(previous)) !== expected) return undefined;
      if (previous === undefined && object !== undefined && objects.count >= mostObjects)
        throw new StorageFull(`the storage holds ${objects.count} objects and takes no more; delete some`);
      return objects.record({ key, revision: objects.revision + 1, ...(object !== undefined && { object }) })
        ?.object;
    },
    watch: async (selection, since, listener) => objects.watch(selection, since, listener),
  };
}
