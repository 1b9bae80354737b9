// Which kinds of documents a store has: a store lists one kind at a time, and nobody else ever wants them all.
import type { Store } from '@hikube/service/store';

/** A store that knows what was ever written to it. */
export interface KnownStore {
  readonly store: Store;
  readonly kinds: ReadonlySet<string>;
}

/** Notes the kinds of what is committed. */
export function noteKinds(store: Store): KnownStore {
  const kinds = new Set<string>();
  const noting: Store = {
    get: (key) => store.get(key),
    getMany: (keys) => store.getMany(keys),
    list: (query) => store.list(query),
    count: (selection) => store.count(selection),
    commit(batch) {
      for (const { key } of batch.writes) kinds.add(key.kind);
      return store.commit(batch);
    },
    sequence: () => store.sequence(),
    changes: (after, limit) => store.changes(after, limit),
    watch: (listener) => store.watch(listener),
    leases: store.leases,
    compact: (through) => store.compact(through),
    prune: (limit) => store.prune(limit),
    ready: () => store.ready(),
    close: () => store.close(),
  };
  return { store: noting, kinds };
}
