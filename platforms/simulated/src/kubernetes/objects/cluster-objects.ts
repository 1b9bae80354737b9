// The objects of one cluster as a storage: what is kept in the store of the service, between two layers of what the
// cluster shows by itself. Sequence numbers of the store are the revisions, so that all of it is in one order, the same
// for all replicas.
import {
  COMPACTED,
  type KubernetesObject,
  ObjectHistory,
  type ObjectKey,
  type Recalled,
  type Selection,
  type Storage,
  StorageFull,
  type StoredChange,
  type StoredList,
  type Write,
} from '@hikube/kubernetes-api';
import type { Clock, ClusterRef } from '@hikube/service/platform';
import type { Envelope } from '@hikube/service/secrets';
import type { Change, CommitResult, Document, DocumentKey, Store } from '@hikube/service/store';
import { compact } from './compact.ts';
import { documentKey, documentsOf, horizonKey, type Kept, keptOf, type ObjectBody } from './documents.ts';
import type { Feed } from './feed.ts';
import { gone, refuseTooLong, staysAsItIs, tryAgain, unreachable } from './refusals.ts';
import { differing, EMPTY, keyText, type Layer, layerOf, type Shown } from './shown.ts';
import { Turns } from './turns.ts';
import { documentFor, type ObjectLimits, sumsAfter, type WantedDocument } from './wanted.ts';

export interface ClusterObjectsOptions {
  readonly store: Store;
  readonly feed: Feed;
  readonly envelope: Envelope;
  readonly clock: Clock;
  readonly ref: ClusterRef;
  /** A document that is there as long as the cluster is: without it nothing is written. */
  readonly guard: DocumentKey;
  readonly limits: ObjectLimits;
  /** What the cluster shows by itself now; undefined when it is gone. By default nothing. */
  readonly look?: () => Promise<Shown | undefined>;
  /** How an object looks at this moment, for what changes without anybody being told. */
  readonly present?: (resource: string, object: KubernetesObject) => KubernetesObject;
}

/** Of an object whose document is not there any more, in place of a moment. */
const VANISHED = 0;
const NOTHING: Shown = { revision: 1, fixed: [], initial: [] };

/** See `Storage`. Reads answer from memory, as of the last `sync`. */
export class ClusterObjects implements Storage {
  readonly #options: ClusterObjectsOptions;
  readonly #kept = new Map<string, Kept>();
  /** The last write of each document that was not looked at yet. */
  readonly #pending = new Map<string, Change>();
  /** What was written here, by its sequence number, so that it need not be read again. */
  readonly #mine = new Map<number, Kept>();
  readonly #turns = new Turns(() => this.#sync());
  #history = new ObjectHistory();
  #shown: Shown = NOTHING;
  #fixed: Layer = EMPTY;
  #initial: Layer = EMPTY;
  #guard = 0;
  #state: 'there' | 'gone' | 'lost' = 'there';
  #unfollow = (): void => {};

  private constructor(options: ClusterObjectsOptions) {
    this.#options = options;
  }

  /** Reads everything. @returns undefined when there is no such cluster @throws StatusError when it cannot be followed now */
  static async open(options: ClusterObjectsOptions): Promise<ClusterObjects | undefined> {
    // What others have missed of the feed does not concern who begins to follow it.
    await options.feed.advance();
    const objects = new ClusterObjects(options);
    try {
      await objects.#load();
    } catch (error) {
      objects.close();
      throw error;
    }
    const { state } = objects;
    if (state === 'there') return objects;
    objects.close();
    if (state === 'lost') throw tryAgain();
    return undefined;
  }

  /** `gone`: there is no such cluster any more; `lost`: what happened is not known, and all must be read again. */
  get state(): 'there' | 'gone' | 'lost' {
    return this.#state;
  }

  close(): void {
    this.#unfollow();
  }

  async #load(): Promise<void> {
    const { store, feed, ref, envelope, guard, look } = this.#options;
    this.#unfollow = feed.follow(ref.uid, {
      tell: (change) => void this.#pending.set(change.key.kind + change.key.id, change),
      lost: () => {
        if (this.#state === 'there') this.#state = 'lost';
      },
    });
    await feed.advance();
    this.#guard = (await store.get(guard))?.revision ?? 0;
    const horizon = (await store.get<{ readonly through: number }>(horizonKey(ref)))?.body.through ?? 1;
    for await (const document of documentsOf(store, ref)) {
      const kept = await keptOf(envelope, document);
      if (kept !== undefined) this.#kept.set(keyText(kept.key), kept);
    }
    const shown = look === undefined ? NOTHING : await look();
    if (shown === undefined || this.#guard === 0) {
      this.#state = 'gone';
      return;
    }
    // What was written while this was read is read again, until nothing is from after what the feed has told.
    for (let newest = shown.revision; this.#pending.size > 0 || newest > feed.position; ) {
      await feed.advance();
      for (const kept of await this.#take()) this.#set(kept);
      newest = Math.max(shown.revision, ...[...this.#kept.values()].map(({ revision }) => revision));
    }
    this.#show(shown);
    this.#begin(horizon);
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.#fixed = layerOf(shown.fixed);
    this.#initial = layerOf(shown.initial);
  }

  #begin(horizon: number): void {
    this.#history = new ObjectHistory({ firstRevision: horizon });
    const { revision } = this.#shown;
    const recalled: Recalled[] = [];
    const add = (layer: Layer, isSeen: (text: string) => boolean): void => {
      for (const [text, { key, object }] of layer) {
        const { resource } = key;
        // What was not born with the cluster came at some time before, nobody knows when.
        if (object.metadata.resourceVersion === undefined) this.#history.forget(resource, revision);
        const { resourceVersion = String(revision) } = object.metadata;
        const shown = { ...object, metadata: { ...object.metadata, resourceVersion } };
        if (isSeen(text))
          recalled.push({ resource, object: shown, created: Number(resourceVersion), removed: false });
      }
    };
    const isLive = (text: string) => this.#kept.has(text) && this.#kept.get(text)?.removedAt === undefined;
    add(this.#fixed, () => true);
    add(this.#initial, (text) => !this.#fixed.has(text) && !isLive(text));
    for (const [text, { key, object, created }] of this.#kept) {
      const isSeen = isLive(text)
        ? !this.#fixed.has(text)
        : !this.#fixed.has(text) && !this.#initial.has(text);
      if (isSeen) recalled.push({ resource: key.resource, object, created, removed: !isLive(text) });
    }
    this.#history.recall(recalled);
  }

  /** Resolves when everything is known that was committed before the call. */
  async sync(): Promise<void> {
    if (this.#state === 'there') await this.#turns.take();
  }

  async #sync(): Promise<void> {
    const { feed, look } = this.#options;
    await feed.advance();
    const shown = look === undefined ? this.#shown : await look();
    if (shown === undefined) {
      this.#state = 'gone';
      return;
    }
    // Nothing is recorded before what came earlier.
    while (shown.revision > feed.position && this.#state === 'there') await feed.advance();
    const changes = (await this.#take()).sort((one, other) => one.revision - other.revision);
    const isNew = shown.revision > this.#shown.revision;
    const before = changes.filter(({ revision }) => isNew && revision < shown.revision);
    for (const kept of before) this.#keep(kept);
    if (isNew) this.#change(shown);
    for (const kept of changes.slice(before.length)) this.#keep(kept);
  }

  /** Reads what was written since. */
  async #take(): Promise<Kept[]> {
    const taken = [...this.#pending.values()];
    this.#pending.clear();
    try {
      return await this.#read(taken);
    } catch (error) {
      // Nothing that happened is forgotten because it could not be read now.
      for (const change of taken) {
        const id = change.key.kind + change.key.id;
        if (!this.#pending.has(id)) this.#pending.set(id, change);
      }
      throw error;
    }
  }

  async #read(taken: readonly Change[]): Promise<Kept[]> {
    const { store, envelope, feed } = this.#options;
    const known = taken.flatMap(({ sequence }) => this.#mine.get(sequence) ?? []);
    const unknown = taken.filter(({ sequence }) => !this.#mine.has(sequence));
    for (const sequence of this.#mine.keys()) if (sequence <= feed.position) this.#mine.delete(sequence);
    const found: Kept[] = known;
    for (let from = 0; from < unknown.length; from += 100) {
      const some = unknown.slice(from, from + 100);
      const documents = await store.getMany<ObjectBody>(some.map(({ key }) => key));
      for (const [index, document] of documents.entries()) {
        // One that was written again meanwhile is told of again.
        if (document !== undefined && document.revision > feed.position) continue;
        const kept = document === undefined ? this.#without(some[index]!) : await keptOf(envelope, document);
        if (kept !== undefined) found.push(kept);
      }
    }
    return found;
  }

  /** A document that is no longer there: what it was about had gone before. */
  #without({ key, sequence }: Change): Kept | undefined {
    const text = key.id.slice(key.id.indexOf('/') + 1);
    const last = this.#kept.get(text);
    if (last === undefined || last.removedAt !== undefined) {
      this.#kept.delete(text);
      return undefined;
    }
    return { ...last, revision: sequence, removedAt: VANISHED };
  }

  #keep(kept: Kept): void {
    if (this.#set(kept) && !this.#fixed.has(keyText(kept.key))) this.#record(kept.key, kept.revision);
  }

  /** @returns whether it is news */
  #set(kept: Kept): boolean {
    const text = keyText(kept.key);
    if ((this.#kept.get(text)?.revision ?? 0) >= kept.revision) return false;
    if (kept.removedAt === VANISHED) this.#kept.delete(text);
    else this.#kept.set(text, kept);
    return true;
  }

  #change(shown: Shown): void {
    const [fixed, initial] = [this.#fixed, this.#initial];
    this.#show(shown);
    const keys = [...differing(fixed, this.#fixed), ...differing(initial, this.#initial)];
    const once = new Map(keys.map((key) => [keyText(key), key]));
    for (const key of once.values()) this.#record(key, shown.revision);
  }

  /** What is there now under a key: the upper layer, what is kept, or the lower layer. */
  #record(key: ObjectKey, revision: number): void {
    const text = keyText(key);
    const kept = this.#kept.get(text);
    const live = kept?.removedAt === undefined ? kept?.object : undefined;
    const object = this.#fixed.get(text)?.object ?? live ?? this.#initial.get(text)?.object;
    const before = this.#history.get(key);
    // What stands below an upper layer may change without being seen.
    if (
      object !== undefined &&
      object === live &&
      before?.metadata.resourceVersion === object.metadata.resourceVersion
    )
      return;
    this.#history.record({ key, revision, ...(object !== undefined && { object }) });
  }

  async revision(): Promise<number> {
    return this.#history.revision;
  }

  async get(key: ObjectKey): Promise<KubernetesObject | undefined> {
    const object = this.#history.get(key);
    const { present } = this.#options;
    return object === undefined || present === undefined ? object : present(key.resource, object);
  }

  async list(selection: Selection, at?: number): Promise<StoredList | typeof COMPACTED> {
    const list = this.#history.list(selection, at);
    const { present } = this.#options;
    if (list === COMPACTED || present === undefined) return list;
    return { ...list, items: list.items.map((object) => present(selection.resource, object)) };
  }

  async watch(selection: Selection, since: number, listener: (change: StoredChange) => void) {
    return this.#history.watch(selection, since, listener);
  }

  /** Whether an object shows what the cluster is, and so is not written by anybody. */
  isFixed(key: ObjectKey): boolean {
    return this.#fixed.has(keyText(key));
  }

  /** Whether an object is there because every cluster has it: changing it keeps another one in its place. */
  isInitial(key: ObjectKey): boolean {
    return this.#initial.has(keyText(key));
  }

  /** Namespaces that are not there, although somebody's objects are in them. */
  lostNamespaces(): string[] {
    const live = [...this.#kept.values()].filter(({ removedAt }) => removedAt === undefined);
    const used = new Set(live.map(({ key }) => key.namespace).filter((namespace) => namespace !== ''));
    const isLost = (name: string) =>
      this.#history.get({ resource: 'namespaces', namespace: '', name }) === undefined;
    return [...used].filter(isLost);
  }

  /** @throws StatusError when the object is not to be written, StorageFull when the cluster keeps as much as it may */
  async write({ key, expected, object }: Write): Promise<KubernetesObject | undefined> {
    const text = keyText(key);
    refuseTooLong(key, documentKey(this.#options.ref, key).id);
    if (this.#revisionOf(key) !== expected) {
      // Nobody takes away what is there by itself, so that there is nothing to look for.
      if (expected === 0 && !this.#kept.has(text)) return undefined;
      await this.sync();
      if (this.#revisionOf(key) !== expected) return undefined;
    }
    const now = this.#history.get(key);
    if (object === undefined && now === undefined) return undefined;
    const kept = this.#kept.get(text);
    const live = kept !== undefined && kept.removedAt === undefined;
    if (this.#fixed.has(text) || (object === undefined && !live)) throw staysAsItIs(key);
    const wanted = await documentFor(this.#options, { key, object, kept, isInitial: this.isInitial(key) });
    const result = await this.#commit(wanted, kept);
    if (!result.ok) return undefined;
    const [revision = 0] = result.revisions;
    const document: Document<ObjectBody> = { key: wanted.key, body: wanted.body, revision };
    const written = (await keptOf(this.#options.envelope, document))!;
    this.#mine.set(revision, written);
    await this.sync();
    if (object === undefined) await compact(this.#options, this.#kept.values());
    return object === undefined
      ? { ...now!, metadata: { ...now!.metadata, resourceVersion: String(revision) } }
      : written.object;
  }

  #revisionOf(key: ObjectKey): number {
    return Number(this.#history.get(key)?.metadata.resourceVersion ?? 0);
  }

  async #commit({ key, body }: WantedDocument, kept: Kept | undefined): Promise<CommitResult> {
    const { store, guard, limits } = this.#options;
    const result = await store
      .commit({
        writes: [{ key, body, expect: kept?.revision ?? 'absent' }, sumsAfter(this.#options, body, kept)],
        guards: [{ key: guard, expect: this.#guard }],
      })
      .catch((error: unknown) => {
        throw unreachable(error);
      });
    if (result.ok || result.conflict === 'fence') return result;
    if (result.conflict === 'bound')
      throw new StorageFull(
        `the cluster keeps up to ${limits.objects} objects of ${limits.bytes} bytes; delete some`,
      );
    if (result.key.kind !== guard.kind) {
      await this.sync();
      return result;
    }
    // Its secret may have been sealed again; or the cluster is gone.
    this.#guard = (await store.get(guard))?.revision ?? 0;
    if (this.#guard === 0) throw gone();
    return this.#commit({ key, body }, kept);
  }
}
