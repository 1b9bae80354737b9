// Housekeeping by several replicas at once: everything expired goes exactly once, the feed tells it once, and neither
// writers nor followers notice more than that.
import { expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import type { Change, Store } from '../store.ts';
import { openPostgresStore } from './postgres-store.ts';
import { describeWithPostgres, freshSchema } from './testing/with-postgres.ts';

const REPLICAS = 5;
// A tenth in `npm test`, all of it in `npm run test:full`, ten times as much in a soak.
const EXPIRED = Math.max(300, Math.round(3000 * Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1')));
const KEPT = 100;
const PRUNED_AT_ONCE = 50;
const LONG_AGO = 1;

const keyOf = (kind: string, n: number) => ({ tenant: 'a', kind, id: String(n).padStart(6, '0') });

describeWithPostgres('housekeeping on PostgreSQL', { settings: { fsync: 'off' } }, (server) => {
  function openReplicas(): Promise<Store[]> {
    const options = { url: server().url, schema: freshSchema(), clock: systemClock, connections: 3 };
    return Promise.all(Array.from({ length: REPLICAS }, () => openPostgresStore(options)));
  }

  it('by five replicas at once removes each expired document once', async () => {
    const replicas = await openReplicas();
    const [first] = replicas as [Store];
    await fill(first, 'old', EXPIRED, LONG_AGO);
    await fill(first, 'kept', KEPT);
    const before = await first.sequence();
    let written = 0;
    let isPruning = true;
    const writing = (async () => {
      for (; isPruning; written += 1) {
        await first.commit({ writes: [{ key: keyOf('new', written), body: {}, expect: 'absent' }] });
      }
    })();
    const removed = await Promise.all(replicas.map(pruneAll));
    isPruning = false;
    await writing;
    const changes = await follow(first, before);
    await Promise.all(replicas.map((replica) => replica.close()));
    const deleted = changes.filter((change) => change.deleted).map(({ key }) => key.id);
    console.log(
      `housekeeping on PostgreSQL: ${REPLICAS} replicas removed ${removed.join(' + ')} of ${EXPIRED} expired documents ` +
        `while ${written} were written: each once, ${KEPT} of ${KEPT} others kept`,
    );
    expect(removed.reduce((sum, count) => sum + count, 0)).toBe(EXPIRED);
    expect(deleted.toSorted()).toEqual(Array.from({ length: EXPIRED }, (_, n) => keyOf('old', n).id));
    expect(changes.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: EXPIRED + written }, (_, index) => before + index + 1),
    );
    expect(changes.filter((change) => !change.deleted && change.key.kind === 'new')).toHaveLength(written);
  });

  it('does not remove what was written anew since it expired', async () => {
    const replicas = await openReplicas();
    const [first] = replicas as [Store];
    await fill(first, 'again', KEPT, LONG_AGO);
    const pruning = Promise.all(replicas.map(pruneAll));
    // Whichever comes first: what is there afterwards was written for good.
    for (let n = 0; n < KEPT; n += 1) {
      const write = { key: keyOf('again', n), body: { n }, expect: 'absent' as const };
      expect(await first.commit({ writes: [write] })).toMatchObject({ ok: true });
    }
    await pruning;
    expect(await first.count({ kind: 'again' })).toBe(KEPT);
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  it('forgets old changes for all at once, and a follower that is behind hears of it', async () => {
    const replicas = await openReplicas();
    const [first] = replicas as [Store];
    await fill(first, 'some', 1000);
    const targets = [100, 900, 500, 300, 700];
    await Promise.all(replicas.map((replica, index) => replica.compact(targets[index]!)));
    for (const replica of replicas) {
      expect(await replica.changes(899, 10)).toEqual({ ok: false, reason: 'compacted', sequence: 1000 });
      expect(await replica.changes(900, 1000)).toMatchObject({ ok: true, sequence: 1000 });
      expect(await follow(replica, 900)).toHaveLength(100);
    }
    expect(await first.count({ kind: 'some' })).toBe(1000);
    await Promise.all(replicas.map((replica) => replica.close()));
  });
});

async function fill(store: Store, kind: string, count: number, expiresAt?: number): Promise<void> {
  const expiry = expiresAt === undefined ? {} : { expiresAt };
  for (let from = 0; from < count; from += 500) {
    const numbers = Array.from({ length: Math.min(500, count - from) }, (_, index) => from + index);
    const writes = numbers.map((n) => ({
      key: keyOf(kind, n),
      body: {},
      expect: 'absent' as const,
      ...expiry,
    }));
    expect(await store.commit({ writes })).toMatchObject({ ok: true });
  }
}

/** As housekeeping does. @returns how many documents this replica removed */
async function pruneAll(store: Store): Promise<number> {
  let removed = 0;
  for (let last = PRUNED_AT_ONCE; last === PRUNED_AT_ONCE; removed += last)
    last = await store.prune(PRUNED_AT_ONCE);
  return removed;
}

async function follow(store: Store, after: number): Promise<Change[]> {
  const all: Change[] = [];
  for (;;) {
    const page = await store.changes(all.at(-1)?.sequence ?? after, 500);
    if (!page.ok) throw new Error(page.reason);
    if (page.changes.length === 0) return all;
    all.push(...page.changes);
  }
}
