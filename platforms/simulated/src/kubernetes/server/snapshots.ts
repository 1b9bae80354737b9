// Snapshots that were listed a moment ago, so that a watch can go on exactly where a list ended.
import type { ClusterIdentity, ClusterSnapshot } from '../snapshot.ts';

// A watch follows its list within milliseconds. Whoever comes later is told to list again.
const KEPT = 64;

/** Remembers the newest snapshots of all clusters together. */
export class RecentSnapshots {
  readonly #kept = new Map<string, ClusterSnapshot>();

  remember({ uid }: ClusterIdentity, snapshot: ClusterSnapshot): void {
    const key = `${uid}@${snapshot.resourceVersion}`;
    this.#kept.delete(key);
    this.#kept.set(key, snapshot);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  find({ uid }: ClusterIdentity, resourceVersion: string): ClusterSnapshot | undefined {
    return this.#kept.get(`${uid}@${resourceVersion}`);
  }
}
