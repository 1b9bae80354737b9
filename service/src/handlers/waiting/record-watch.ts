// Wakes requests that wait for a record, such as an operation. One reader follows the change feed for all of them, so that a thousand
// waiting requests cost one look per commit and not a thousand.
import type { DocumentKey, Store } from '../../store/store.ts';

const PAGE = 500;

/** Tells when a record may have changed. */
export interface RecordWatch {
  /**
   * Calls back after changes of one record, or of any of its kind and tenant where the id is empty; also when changes may
   * have been missed.
   * @returns ends the subscription
   */
  subscribe(key: DocumentKey, listener: () => void): () => void;
  /** Ends the watch of the store. */
  close(): void;
}

/** Follows the store while somebody listens. */
export function createRecordWatch(store: Store): RecordWatch {
  return new FeedWatch(store);
}

class FeedWatch implements RecordWatch {
  readonly #store: Store;
  readonly #listeners = new Map<string, Set<() => void>>();
  #stop: (() => void) | undefined;
  #position: number | undefined;
  #reading = false;
  #hinted = false;

  constructor(store: Store) {
    this.#store = store;
  }

  subscribe(key: DocumentKey, listener: () => void): () => void {
    const name = nameOf(key);
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    this.#stop ??= this.#store.watch(() => void this.#follow());
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(name) === listeners) this.#listeners.delete(name);
      if (this.#listeners.size === 0) this.close();
    };
  }

  close(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#position = undefined;
  }

  async #follow(): Promise<void> {
    this.#hinted = true;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#hinted && this.#stop !== undefined) {
        this.#hinted = false;
        await this.#readOn();
      }
    } catch {
      // The store is away: everybody looks for himself and finds out.
      this.#wakeAll();
    } finally {
      this.#reading = false;
    }
  }

  async #readOn(): Promise<void> {
    if (this.#position === undefined) {
      // The first hint after a pause: what came before it is unknown, so everybody looks once.
      this.#position = await this.#store.sequence();
      this.#wakeAll();
      return;
    }
    const page = await this.#store.changes(this.#position, PAGE);
    if (!page.ok) {
      this.#position = page.sequence;
      this.#wakeAll();
      return;
    }
    const names = page.changes.flatMap(({ key }) => [nameOf(key), nameOf({ ...key, id: '' })]);
    for (const name of new Set(names)) this.#wake(name);
    this.#position = page.changes.at(-1)?.sequence ?? page.sequence;
    if (page.changes.length === PAGE) this.#hinted = true;
  }

  #wakeAll(): void {
    for (const name of [...this.#listeners.keys()]) this.#wake(name);
  }

  #wake(name: string): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener();
  }
}

function nameOf({ tenant, kind, id }: DocumentKey): string {
  return `${tenant}\n${kind}\n${id}`;
}
