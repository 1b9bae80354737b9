// The API servers of clusters that were asked for lately. Each is opened by the first who asks, and again when that is
// needed; those that nobody watches go when there are many.
import type { ClusterRef } from '@hikube/service/platform';
import { Cluster, type ClusterParts } from './cluster.ts';
import { tryAgain } from './objects/refusals.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const MOST_OPEN = 100;

/** A cluster, looked at. */
export interface Looked {
  readonly cluster: Cluster;
  readonly snapshot: ClusterSnapshot;
}

export class Clusters {
  readonly #parts: ClusterParts;
  readonly #rootOf: (uid: string) => string;
  /** By uid, the one that was asked for last at the end. */
  readonly #open = new Map<string, Promise<Cluster | undefined>>();

  constructor(parts: ClusterParts, rootOf: (uid: string) => string) {
    this.#parts = parts;
    this.#rootOf = rootOf;
  }

  /** @returns undefined when there is no such cluster @throws StatusError when it changes faster than it is read */
  async look(ref: ClusterRef): Promise<Looked | undefined> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const opening = this.#opened(ref);
      const cluster = await opening;
      const snapshot = await cluster?.look();
      if (cluster !== undefined && snapshot !== undefined) return { cluster, snapshot };
      cluster?.close();
      if (this.#open.get(ref.uid) === opening) this.#open.delete(ref.uid);
      if (cluster === undefined) return undefined;
    }
    throw tryAgain();
  }

  #opened(ref: ClusterRef): Promise<Cluster | undefined> {
    const opening = this.#open.get(ref.uid) ?? this.#begin(ref);
    this.#open.delete(ref.uid);
    this.#open.set(ref.uid, opening);
    return opening;
  }

  #begin(ref: ClusterRef): Promise<Cluster | undefined> {
    const opening = Cluster.open(this.#parts, ref, this.#rootOf(ref.uid));
    // The next one who asks tries again.
    opening.catch(() => {
      if (this.#open.get(ref.uid) === opening) this.#open.delete(ref.uid);
    });
    if (this.#open.size >= MOST_OPEN) void this.#closeOldest();
    return opening;
  }

  async #closeOldest(): Promise<void> {
    for (const [uid, opening] of this.#open) {
      const cluster = await opening.catch(() => undefined);
      if (cluster?.isHeld || this.#open.get(uid) !== opening) continue;
      this.#open.delete(uid);
      cluster?.close();
      return;
    }
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    for (const opening of all) (await opening.catch(() => undefined))?.close();
  }
}
