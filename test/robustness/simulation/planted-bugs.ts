// Bugs on purpose, each in front of the store and switched on by a test alone: a check that finds none of them when
// they are there says nothing when it finds none.
import type { Clock, Random, Store } from '@hikube/service';
import { sleep } from './faults.ts';
import type { Mutation } from './world.ts';

type Batch = Parameters<Store['commit']>[0];
type Write = Batch['writes'][number];
type Put = Extract<Write, { readonly body: unknown }>;
type Own = { readonly [Name in keyof Store]?: Store[Name] };

/** A store with some of its methods replaced. */
function replaced(store: Store, own: Own): Store {
  return new Proxy(store, {
    get(target, name) {
      if (Object.hasOwn(own, name)) return Reflect.get(own, name);
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** A store whose commits are changed on their way. */
function withCommit(store: Store, change: (batch: Batch) => Batch | Promise<Batch>): Store {
  return replaced(store, { commit: async (batch) => store.commit(await change(batch)) });
}

/** Changes what is stored of one kind. */
function withPuts(store: Store, kind: string, change: (put: Put) => Put | Promise<Put>): Store {
  return withCommit(store, async (batch) => ({
    ...batch,
    writes: await Promise.all(
      batch.writes.map((write) => ('body' in write && write.key.kind === kind ? change(write) : write)),
    ),
  }));
}

/** A revision list that is as long as the writes, so that one that was left out is not noticed. */
function withoutWrites(store: Store, isLeftOut: (write: Write) => boolean): Store {
  return replaced(store, {
    async commit(batch) {
      const left = new Set(batch.writes.filter(isLeftOut));
      const result = await store.commit({
        ...batch,
        writes: batch.writes.filter((write) => !left.has(write)),
      });
      if (!result.ok) return result;
      const revisions = [...result.revisions];
      const all = batch.writes.map((write) => (left.has(write) ? result.sequence : revisions.shift()!));
      return { ...result, revisions: all };
    },
  });
}

/** Answers first and writes a moment later; what comes in between wins, and a conflict is never told. */
function acknowledgeBeforeCommit(store: Store, random: Random, clock: Clock): Store {
  return replaced(store, {
    async commit(batch) {
      const isWrite = batch.writes.some(({ key }) => key.kind === 'operation');
      if (!isWrite || random.int(4) > 0) return store.commit(batch);
      const sequence = await store.sequence();
      void sleep(clock, 300).then(() => store.commit(batch));
      return { ok: true, revisions: batch.writes.map(() => sequence + 1), sequence: sequence + 1 };
    },
  });
}

/** Every page after the first begins one too late. */
function pageOffByOne(store: Store): Store {
  const list: Store['list'] = async (query) => {
    if (query.after === undefined) return store.list(query);
    const items = await store.list(query);
    return items.slice(1) as never;
  };
  return replaced(store, { list });
}

/** Lists and counts a kind without asking whose it is. */
function tenantFilterMissing(store: Store): Store {
  const list: Store['list'] = (query) => {
    if (query.kind !== 'cluster' || query.tenant === undefined || query.prefix !== undefined) {
      return store.list(query);
    }
    const { tenant: _tenant, prefix: _prefix, ...everybody } = query;
    return store.list(everybody);
  };
  return replaced(store, { list });
}

/** One drawer of answers for all tenants. */
function keyNotScoped(store: Store): Store {
  const shared = <Key extends { readonly tenant: string; readonly kind: string }>(key: Key): Key =>
    key.kind === 'idempotency' ? { ...key, tenant: 'everybody' } : key;
  return replaced(store, {
    get: (key) => store.get(shared(key)),
    commit: (batch) =>
      store.commit({ ...batch, writes: batch.writes.map((write) => ({ ...write, key: shared(write.key) })) }),
  });
}

/** A change of a cluster keeps the number of the version before. */
function generationNotBumped(store: Store): Store {
  return withPuts(store, 'cluster', async (put) => {
    const before = await store.get<{ readonly generation: number }>(put.key);
    if (before === undefined) return put;
    return { ...put, body: { ...(put.body as object), generation: before.body.generation } };
  });
}

/** The status says what was reached at the first time for ever. */
function staleObservedGeneration(store: Store): Store {
  return withPuts(store, 'clusterStatus', (put) => {
    const body = put.body as { readonly cluster: { readonly observedGeneration: number } };
    const observedGeneration = Math.min(1, body.cluster.observedGeneration);
    return { ...put, body: { ...body, cluster: { ...body.cluster, observedGeneration } } };
  });
}

/** A cluster that was removed comes back a minute later, without its deletion. */
function deleteResurrects(store: Store, _random: Random, clock: Clock): Store {
  async function bringBack(key: Write['key'], body: object): Promise<void> {
    await sleep(clock, 60_000);
    await store.commit({ writes: [{ key, body: { ...body, removal: undefined }, expect: 'absent' }] });
  }
  return withCommit(store, async (batch) => {
    for (const write of batch.writes) {
      if (!('delete' in write) || write.key.kind !== 'cluster') continue;
      const before = await store.get<Record<string, never>>(write.key);
      if (before !== undefined) void bringBack(write.key, before.body);
    }
    return batch;
  });
}

/** Answers are forgotten as soon as they were given, so that a repeated request is a new one. */
function answersForgotten(store: Store): Store {
  return withPuts(store, 'idempotency', (put) => ({ ...put, expiresAt: 1 }));
}

/** Nobody compares versions: the last writer wins. */
function noCompareAndSwap(store: Store): Store {
  return withCommit(store, ({ guards: _guards, ...batch }) => ({
    ...batch,
    writes: batch.writes.map((write) => ({ ...write, expect: 'any' as const })),
  }));
}

/** Whatever an operation is doing, it is forgotten when nobody has written about it for a minute. */
function forgetsUnfinished(store: Store, _random: Random, clock: Clock): Store {
  return withPuts(store, 'operation', (put) => ({
    ...put,
    expiresAt: put.expiresAt ?? clock.now() + 60_000,
  }));
}

/** By what each of them does wrong. */
export const PLANTED_BUGS: Readonly<Record<string, Mutation>> = {
  'acknowledges before it has committed': acknowledgeBeforeCommit,
  'ignores the fence': (store) => withCommit(store, ({ fence: _fence, ...batch }) => batch),
  'lists without the tenant': tenantFilterMissing,
  'begins a page one too late': pageOffByOne,
  'keeps idempotency keys for all tenants together': keyNotScoped,
  'does not raise the generation': generationNotBumped,
  'forgets the record of an operation': (store, random) =>
    withoutWrites(
      store,
      (write) => write.key.kind === 'operation' && write.expect === 'absent' && random.int(8) === 0,
    ),
  'brings a deleted cluster back': deleteResurrects,
  'carries a key out twice': answersForgotten,
  'says an old generation was reached': staleObservedGeneration,
  'lets the last writer win': noCompareAndSwap,
  'forgets what is not over': forgetsUnfinished,
};
