// A storage that shows something else, such as the state of a simulation: it can be read and watched, not written.
import { equal } from '../json/json.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import { getOrMake } from '../map.ts';
import {
  byKey,
  COMPACTED,
  type ObjectKey,
  type Selection,
  type Storage,
  type StoredChange,
  type StoredList,
} from './storage.ts';

/** What is shown. */
export interface Projected {
  /** Grows with every change that an object shows; 1 or more. */
  readonly revision: number;
  /** Objects of a resource, in any order; their `resourceVersion` may be absent. */
  objects(resource: string): readonly KubernetesObject[];
}

export interface ProjectionOptions {
  /** The state as it is now. */
  read(): Promise<Projected>;
  /** Calls back after changes, once or more. @returns ends it */
  subscribe(listener: () => void): () => void;
  /** How many past states are kept for pages and for watches that come back; 32 by default. */
  readonly history?: number;
}

/** A storage that shows something else; every write is refused with an error. */
export function createProjection(options: ProjectionOptions): Storage {
  return new Projection(options);
}

class Projection implements Storage {
  readonly #options: ProjectionOptions;
  /** Past states, the newest last. */
  readonly #states: Projected[] = [];
  /** Revisions at which objects were last seen to change, by resource and key. */
  readonly #seen = new Map<string, Map<string, KubernetesObject>>();

  constructor(options: ProjectionOptions) {
    this.#options = options;
  }

  async #now(): Promise<Projected> {
    const state = await this.#options.read();
    const newest = this.#states.at(-1);
    if (newest !== undefined && newest.revision >= state.revision) return newest;
    this.#states.push(state);
    if (this.#states.length > (this.#options.history ?? 32)) this.#states.shift();
    return state;
  }

  async revision(): Promise<number> {
    return (await this.#now()).revision;
  }

  async get({ resource, namespace, name }: ObjectKey): Promise<KubernetesObject | undefined> {
    const items = this.#items(await this.#now(), { resource, namespace });
    return items.find(({ metadata }) => metadata.name === name);
  }

  async list(selection: Selection, at?: number): Promise<StoredList | typeof COMPACTED> {
    const now = await this.#now();
    const state =
      at === undefined || at >= now.revision ? now : this.#states.findLast(({ revision }) => revision <= at);
    if (state === undefined) return COMPACTED;
    return {
      revision: at === undefined ? state.revision : Math.min(at, now.revision),
      items: this.#items(state, selection),
    };
  }

  async write(): Promise<undefined> {
    throw new Error('a projection cannot be written');
  }

  #items(state: Projected, { resource, namespace }: Selection): KubernetesObject[] {
    return state
      .objects(resource)
      .filter(({ metadata }) => namespace === undefined || (metadata.namespace ?? '') === namespace)
      .map((object) => this.#withVersion(state, resource, object))
      .sort(byKey);
  }

  /** An object keeps its version until it shows something else. */
  #withVersion({ revision }: Projected, resource: string, object: KubernetesObject): KubernetesObject {
    if (object.metadata.resourceVersion !== undefined) return object;
    const seen = getOrMake(this.#seen, resource, () => new Map<string, KubernetesObject>());
    const key = `${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`;
    const before = seen.get(key);
    if (before !== undefined) {
      const same = {
        ...object,
        metadata: { ...object.metadata, resourceVersion: before.metadata.resourceVersion! },
      };
      if (equal(asJson(before), asJson(same))) return before;
    }
    const shown = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
    seen.set(key, shown);
    return shown;
  }

  async watch(
    selection: Selection,
    since: number,
    listener: (change: StoredChange) => void,
  ): Promise<(() => void) | typeof COMPACTED> {
    await this.#now();
    const first = this.#states.findLastIndex(({ revision }) => revision <= since);
    if (first < 0) return COMPACTED;
    let shown = this.#states[first]!;
    let ended = false;
    const tell = (next: Projected): void => {
      for (const change of changes(
        this.#items(shown, selection),
        this.#items(next, selection),
        next.revision,
      ))
        listener(change);
      shown = next;
    };
    for (const state of this.#states.slice(first + 1)) tell(state);
    let turn: Promise<void> = Promise.resolve();
    const end = this.#options.subscribe(() => {
      turn = turn.then(async () => {
        const next = await this.#now();
        if (!ended && next.revision > shown.revision) tell(next);
      });
    });
    return () => {
      ended = true;
      end();
    };
  }
}

function changes(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  revision: number,
): StoredChange[] {
  const key = ({ metadata }: KubernetesObject) => `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
  const old = new Map(before.map((object) => [key(object), object]));
  const found: StoredChange[] = [];
  for (const object of after) {
    const previous = old.get(key(object));
    old.delete(key(object));
    if (previous === undefined) found.push({ type: 'ADDED', revision, object });
    else if (!equal(asJson(previous), asJson(object)))
      found.push({ type: 'MODIFIED', revision, object, previous });
  }
  for (const previous of old.values()) {
    const object = { ...previous, metadata: { ...previous.metadata, resourceVersion: String(revision) } };
    found.push({ type: 'DELETED', revision, object, previous });
  }
  return found;
}
