// Objects as they are now, with enough of what happened to them for pages of one list and for watches that come back.
import type { KubernetesObject } from '../kinds/object.ts';
import { getOrMake } from '../map.ts';
import {
  byKey,
  COMPACTED,
  type ObjectKey,
  type Selection,
  type StoredChange,
  type StoredList,
} from './storage.ts';

export interface ObjectHistoryOptions {
  /** How many changes are remembered for watches and pages; 10,000 by default. */
  readonly history?: number;
  /** What happened up to this revision is not known; 1 by default. */
  readonly firstRevision?: number;
}

/** Something that happened before anybody looked: only its end is known. */
export interface Recalled {
  readonly resource: string;
  /** As it is, or as it was when it went, with the revision of that. */
  readonly object: KubernetesObject;
  /** The revision at which it came. */
  readonly created: number;
  readonly removed: boolean;
}

/** What is recorded of one object. */
export interface HistoryWrite {
  readonly key: ObjectKey;
  readonly revision: number;
  /** Absent: it went. */
  readonly object?: KubernetesObject;
}

interface Recorded extends StoredChange {
  readonly resource: string;
  readonly key: string;
  /** Of what was recalled. */
  readonly created?: number;
}

interface Watcher {
  readonly selection: Selection;
  readonly listener: (change: StoredChange) => void;
}

/** The part that storages share. Revisions must grow; several objects may change at one. */
export class ObjectHistory {
  readonly #resources = new Map<string, Map<string, KubernetesObject>>();
  readonly #most: number;
  readonly #watchers = new Set<Watcher>();
  /** Changes in order; the oldest go first. */
  #history: Recorded[] = [];
  /** Everything after this revision is in the history. */
  #known: number;
  /** Resources of which less is known than of the others. */
  readonly #knownOf = new Map<string, number>();
  #revision: number;
  #count = 0;

  constructor({ history = 10_000, firstRevision = 1 }: ObjectHistoryOptions = {}) {
    this.#revision = firstRevision;
    this.#known = firstRevision;
    this.#most = history;
  }

  /** The newest revision. */
  get revision(): number {
    return this.#revision;
  }

  /** How many objects there are. */
  get count(): number {
    return this.#count;
  }

  get({ resource, namespace, name }: ObjectKey): KubernetesObject | undefined {
    return this.#resources.get(resource)?.get(keyText(namespace, name));
  }

  list(selection: Selection, at = this.#revision): StoredList | typeof COMPACTED {
    if (at < this.#knownFor(selection.resource)) return COMPACTED;
    const now = this.#resources.get(selection.resource) ?? new Map<string, KubernetesObject>();
    const then = at >= this.#revision ? now : this.#rewind(selection.resource, now, at);
    if (then === COMPACTED) return COMPACTED;
    const items = [...then.values()].filter((object) => isSelected(selection, object)).sort(byKey);
    return { revision: Math.min(at, this.#revision), items };
  }

  #knownFor(resource: string): number {
    return Math.max(this.#known, this.#knownOf.get(resource) ?? 0);
  }

  /** Undoes what happened since. */
  #rewind(
    resource: string,
    now: ReadonlyMap<string, KubernetesObject>,
    at: number,
  ): Map<string, KubernetesObject> | typeof COMPACTED {
    const then = new Map(now);
    for (let index = this.#history.length - 1; index >= 0; index -= 1) {
      const change = this.#history[index]!;
      if (change.revision <= at) break;
      if (change.resource !== resource) continue;
      if (change.created !== undefined && change.created <= at) return COMPACTED;
      if (change.previous === undefined || change.created !== undefined) then.delete(change.key);
      else then.set(change.key, change.previous);
    }
    return then;
  }

  /** Takes in what is there, in any order, before anything is recorded. */
  recall(all: readonly Recalled[]): void {
    for (const { resource, object, created, removed } of all) {
      const { namespace = '', name = '', resourceVersion } = object.metadata;
      const key = keyText(namespace, name);
      if (!removed) this.#set(resource, key, object);
      const type = removed ? 'DELETED' : 'MODIFIED';
      const revision = Number(resourceVersion);
      this.#history.push({ type, revision, object, previousUnknown: true, created, resource, key });
    }
    this.#history.sort((one, other) => one.revision - other.revision);
    this.#revision = Math.max(this.#revision, this.#history.at(-1)?.revision ?? 0);
    this.#history = this.#history.filter(({ revision }) => revision > this.#known);
  }

  /** What happened to a resource up to a revision is not known. */
  forget(resource: string, through: number): void {
    this.#knownOf.set(resource, through);
  }

  /** @returns what that comes to; undefined for an object that went and was not there */
  record({ key: place, revision, object }: HistoryWrite): StoredChange | undefined {
    const { resource, namespace, name } = place;
    const key = keyText(namespace, name);
    const previous = this.get(place);
    if (object === undefined && previous === undefined) return undefined;
    this.#revision = Math.max(this.#revision, revision);
    const stored = withRevision(object ?? previous!, revision);
    if (object === undefined) this.#remove(resource, key);
    else this.#set(resource, key, stored);
    const type = object === undefined ? 'DELETED' : previous === undefined ? 'ADDED' : 'MODIFIED';
    const change = { type, revision, object: stored, ...(previous !== undefined && { previous }) } as const;
    this.#remember({ ...change, resource, key });
    return change;
  }

  #set(resource: string, key: string, object: KubernetesObject): void {
    const objects = getOrMake(this.#resources, resource, () => new Map<string, KubernetesObject>());
    if (!objects.has(key)) this.#count += 1;
    objects.set(key, object);
  }

  #remove(resource: string, key: string): void {
    if (this.#resources.get(resource)?.delete(key)) this.#count -= 1;
  }

  #remember(change: Recorded): void {
    this.#history.push(change);
    // Forgotten in large steps: shifting an array for each change would cost as much as the array is long.
    if (this.#history.length >= 2 * this.#most) {
      this.#known = this.#history.at(-this.#most - 1)!.revision;
      this.#history = this.#history.slice(-this.#most);
    }
    for (const { selection, listener } of [...this.#watchers])
      if (selection.resource === change.resource && isSelected(selection, change.object)) listener(change);
  }

  watch(
    selection: Selection,
    since: number,
    listener: (change: StoredChange) => void,
  ): (() => void) | typeof COMPACTED {
    if (since < this.#knownFor(selection.resource)) return COMPACTED;
    for (const change of this.#history.slice(this.#firstAfter(since))) {
      if (change.resource !== selection.resource || !isSelected(selection, change.object)) continue;
      const told = asSeen(change, since);
      if (told !== undefined) listener(told);
    }
    const watcher = { selection, listener };
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  #firstAfter(since: number): number {
    let [low, high] = [0, this.#history.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#history[middle]!.revision <= since) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What was recalled, to somebody who knows what was there at a revision. */
function asSeen({ created, ...change }: Recorded, since: number): StoredChange | undefined {
  if (created === undefined || created <= since) return change;
  if (change.type === 'DELETED') return undefined;
  const { previousUnknown: _unknown, ...added } = change;
  return { ...added, type: 'ADDED' };
}

function keyText(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function isSelected({ namespace }: Selection, { metadata }: KubernetesObject): boolean {
  return namespace === undefined || namespace === (metadata.namespace ?? '');
}

/** The object, as something that was written at a revision. */
export function withRevision(object: KubernetesObject, revision: number): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
}
