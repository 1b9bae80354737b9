// What happened in the store, read once for all clusters of this process.
import type { Change, Store } from '@hikube/service/store';
import { MAX_PAGE } from '@hikube/service/store';
import { objectKeyOf } from './documents.ts';
import { Turns } from './turns.ts';

/** Somebody who follows one cluster. */
export interface Follower {
  /** Something of the cluster was written. */
  tell(change: Change): void;
  /** Nobody knows what was written: what is known must be read again. */
  lost(): void;
}

const UID_LENGTH = 36;
/** Changes; clusters are read again rather than followed over more, as after hours in which nobody asked. */
const FAR_BEHIND = 20 * MAX_PAGE;

/** The change feed of the store, as far as it is about objects of clusters. */
export class Feed {
  readonly #store: Store;
  readonly #followers = new Map<string, Follower>();
  readonly #turns = new Turns(() => this.#read());
  #position: number | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Everything up to this sequence number has been told. */
  get position(): number {
    return this.#position ?? 0;
  }

  /** @returns ends it */
  follow(uid: string, follower: Follower): () => void {
    this.#followers.set(uid, follower);
    return () => {
      if (this.#followers.get(uid) === follower) this.#followers.delete(uid);
      // Nobody pays for what happens while nobody looks.
      if (this.#followers.size === 0) this.#position = undefined;
    };
  }

  /** Resolves when everything has been told that was committed before the call. */
  advance(): Promise<void> {
    return this.#turns.take();
  }

  async #read(): Promise<void> {
    this.#position ??= await this.#store.sequence();
    for (;;) {
      const page = await this.#store.changes(this.#position, MAX_PAGE);
      if (!page.ok || page.sequence - this.#position > FAR_BEHIND) {
        this.#position = page.sequence;
        for (const follower of [...this.#followers.values()]) follower.lost();
        return;
      }
      for (const change of page.changes) {
        if (objectKeyOf(change.key) !== undefined)
          this.#followers.get(change.key.id.slice(0, UID_LENGTH))?.tell(change);
      }
      this.#position = page.changes.at(-1)?.sequence ?? page.sequence;
      if (page.changes.length < MAX_PAGE) return;
    }
  }
}
