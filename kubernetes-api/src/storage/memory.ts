// Objects in memory, with enough history for pages of one list and for watches that come back.
import type { KubernetesObject } from '../kinds/object.ts';
import { getOrMake } from '../map.ts';
import {
  byKey,
  COMPACTED,
  type ObjectKey,
  revisionOf,
  type Selection,
  type Storage,
  StorageFull,
  type StoredChange,
  type StoredList,
  type Write,
} from './storage.ts';

export interface MemoryStorageOptions {
  /** How many changes are remembered for watches and pages; 10,000 by default. */
  readonly history?: number;
  /** Objects beyond this number are refused with a `StorageFull`; a million by default. */
  readonly mostObjects?: number;
  /** Where revisions begin; what would have been before is forgotten. 1 by default. */
  readonly firstRevision?: number;
}

interface Recorded extends StoredChange {
  readonly resource: string;
  readonly key: string;
}

interface Watcher {
  readonly selection: Selection;
  readonly listener: (change: StoredChange) => void;
}

/** Objects in memory. */
export function createMemoryStorage(options: MemoryStorageOptions = {}): Storage {
  return new MemoryStorage(options);
}

class MemoryStorage implements Storage {
  readonly #resources = new Map<string, Map<string, KubernetesObject>>();
  readonly #most: number;
  readonly #mostObjects: number;
  readonly #watchers = new Set<Watcher>();
  /** Changes in order; the oldest go first. */
  #history: Recorded[] = [];
  /** Everything after this revision is in the history. */
  #known: number;
  #revision: number;
  #count = 0;

  constructor({ history = 10_000, mostObjects = 1_000_000, firstRevision = 1 }: MemoryStorageOptions) {
    this.#revision = firstRevision;
    this.#known = firstRevision;
    this.#most = history;
    this.#mostObjects = mostObjects;
  }

  async revision(): Promise<number> {
    return this.#revision;
  }

  async get({ resource, namespace, name }: ObjectKey): Promise<KubernetesObject | undefined> {
    return this.#resources.get(resource)?.get(keyText(namespace, name));
  }

  async list(selection: Selection, at = this.#revision): Promise<StoredList | typeof COMPACTED> {
    if (at < this.#known) return COMPACTED;
    const now = this.#resources.get(selection.resource) ?? new Map<string, KubernetesObject>();
    const then = at >= this.#revision ? now : this.#rewind(selection.resource, now, at);
    const items = [...then.values()].filter((object) => isSelected(selection, object)).sort(byKey);
    return { revision: Math.min(at, this.#revision), items };
  }

  /** Undoes what happened since. */
  #rewind(
    resource: string,
    now: ReadonlyMap<string, KubernetesObject>,
    at: number,
  ): Map<string, KubernetesObject> {
    const then = new Map(now);
    for (let index = this.#history.length - 1; index >= 0; index -= 1) {
      const change = this.#history[index]!;
      if (change.revision <= at) break;
      if (change.resource !== resource) continue;
      if (change.previous === undefined) then.delete(change.key);
      else then.set(change.key, change.previous);
    }
    return then;
  }

  async write({ key, expected, object }: Write): Promise<KubernetesObject | undefined> {
    const { resource, namespace, name } = key;
    const objects = getOrMake(this.#resources, resource, () => new Map<string, KubernetesObject>());
    const text = keyText(namespace, name);
    const previous = objects.get(text);
    if ((previous === undefined ? 0 : revisionOf(previous)) !== expected) return undefined;
    if (object === undefined && previous === undefined) return undefined;
    if (previous === undefined && this.#count >= this.#mostObjects)
      throw new StorageFull(`the storage holds ${this.#count} objects and takes no more; delete some`);
    this.#revision += 1;
    const stored = withRevision(object ?? previous!, this.#revision);
    if (object === undefined) objects.delete(text);
    else objects.set(text, stored);
    this.#count += (object === undefined ? 0 : 1) - (previous === undefined ? 0 : 1);
    this.#record({
      type: object === undefined ? 'DELETED' : previous === undefined ? 'ADDED' : 'MODIFIED',
      revision: this.#revision,
      object: stored,
      ...(previous !== undefined && { previous }),
      resource,
      key: text,
    });
    return stored;
  }

  #record(change: Recorded): void {
    this.#history.push(change);
    // Forgotten in large steps: shifting an array for each change would cost as much as the array is long.
    if (this.#history.length >= 2 * this.#most) {
      this.#history = this.#history.slice(-this.#most);
      this.#known = this.#history[0]!.revision - 1;
    }
    for (const { selection, listener } of [...this.#watchers])
      if (selection.resource === change.resource && isSelected(selection, change.object)) listener(change);
  }

  async watch(
    selection: Selection,
    since: number,
    listener: (change: StoredChange) => void,
  ): Promise<(() => void) | typeof COMPACTED> {
    if (since < this.#known) return COMPACTED;
    for (const change of this.#history.slice(this.#firstAfter(since)))
      if (change.resource === selection.resource && isSelected(selection, change.object)) listener(change);
    const watcher = { selection, listener };
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Revisions grow by one, so that a position follows from a revision unless something was forgotten. */
  #firstAfter(since: number): number {
    return Math.max(0, since - this.#known);
  }
}

function keyText(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function isSelected({ namespace }: Selection, { metadata }: KubernetesObject): boolean {
  return namespace === undefined || namespace === (metadata.namespace ?? '');
}

function withRevision(object: KubernetesObject, revision: number): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
}
