// Several replicas on one database: one order of changes, one winner, one holder of a lease, and no hostage.
import { afterEach, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../clock.ts';
import type { Lease, Store } from '../store.ts';
import { startProgram } from '../testing/programs.ts';
import { openPostgresStore } from './postgres-store.ts';
import { withClient } from './testing/with-client.ts';
import { describeWithPostgres, freshSchema } from './testing/with-postgres.ts';

const key = { tenant: 'a', kind: 'cluster', id: 'prod' };

describeWithPostgres('replicas on PostgreSQL', { settings: { fsync: 'off' } }, (server) => {
  async function openReplicas(
    count: number,
    schema = freshSchema(),
    clock: Clock = systemClock,
  ): Promise<Store[]> {
    const options = { url: server().url, schema, clock, connections: 3 };
    const replicas = await Promise.all(Array.from({ length: count }, () => openPostgresStore(options)));
    opened.push(...replicas);
    return replicas;
  }

  const opened: Store[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  it('show every follower every change once and in order, while all of them write', async () => {
    const replicas = await openReplicas(4);
    let writing = true;
    const followers = replicas.map(async (replica) => {
      const seen: number[] = [];
      for (;;) {
        const isLast = !writing;
        const page = await replica.changes(seen.at(-1) ?? 0, 7);
        if (!page.ok) throw new Error(page.reason);
        for (const change of page.changes) seen.push(change.sequence);
        if (isLast && page.changes.length === 0) return seen;
      }
    });
    await Promise.all(
      replicas.flatMap((replica, r) =>
        Array.from({ length: 5 }, async (_, writer) => {
          for (let n = 0; n < 20; n += 1) {
            const id = `${r}-${writer}-${n}`;
            await replica.commit({ writes: [{ key: { ...key, id }, body: {}, expect: 'absent' }] });
          }
        }),
      ),
    );
    writing = false;
    const all = Array.from({ length: 400 }, (_, index) => index + 1);
    for (const seen of await Promise.all(followers)) expect(seen).toEqual(all);
  });

  it('let exactly one of fifty writers win, wherever they are', async () => {
    const replicas = await openReplicas(5);
    let expected: number | 'absent' = 'absent';
    for (let round = 0; round < 10; round += 1) {
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, writer) =>
          replicas[writer % 5]!.commit({ writes: [{ key, body: { round, writer }, expect: expected }] }),
        ),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expected = (await replicas[round % 5]!.get(key))!.revision;
    }
  });

  it('agree on the holder of a lease although their clocks disagree by hours', async () => {
    const schema = freshSchema();
    const skewed = (hours: number): Clock => ({
      ...systemClock,
      now: () => systemClock.now() + hours * 3_600_000,
    });
    const replicas = (
      await Promise.all([-5, 0, 5].map((hours) => openReplicas(1, schema, skewed(hours))))
    ).flat();
    const [late, right, early] = replicas as [Store, Store, Store];
    const lease = (await late.leases.acquire('a', 'late', 60_000))!;
    expect(await early.leases.acquire('a', 'early', 60_000)).toBeUndefined();
    expect(await right.leases.acquire('a', 'right', 60_000)).toBeUndefined();
    expect(await late.leases.renew(lease, 50)).toBe(true);
    const next = await waitFor(() => right.leases.acquire('a', 'right', 60_000));
    expect(next.token).toBeGreaterThan(lease.token);
    expect(await late.leases.renew(lease, 60_000)).toBe(false);
  });

  it('never accept a write under a token older than one that was accepted', async () => {
    const replicas = await openReplicas(4);
    await replicas[0]!.commit({ writes: [{ key, body: { token: 0, count: 0 }, expect: 'absent' }] });
    let accepted = 0;
    let refused = 0;
    const work = async (store: Store, owner: number): Promise<void> => {
      for (let n = 0; n < 25; n += 1) {
        // Now and then it sleeps over its lease, in which somebody else can take over; otherwise the lease lasts, however
        // slow the machine is.
        const sleeps = (n + owner) % 3 === 0;
        const ttlMs = sleeps ? 20 : 60_000;
        const lease = await waitFor(() => store.leases.acquire('cluster/prod', `owner-${owner}`, ttlMs));
        if (sleeps) await new Promise((resolve) => setTimeout(resolve, 30));
        const isAccepted = await addUnder(store, lease);
        if (isAccepted) accepted += 1;
        else refused += 1;
        await store.leases.release(lease);
      }
    };
    await Promise.all(replicas.map(work));
    const { body } = (await replicas[0]!.get<{ count: number }>(key))!;
    expect(body.count).toBe(accepted);
    expect(accepted).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it('cannot take a lease over while a commit under it is under way', async () => {
    const schema = freshSchema();
    const [replica] = (await openReplicas(1, schema)) as [Store];
    const committing = `SELECT ${schema}.commit_batches($1, 0) AS answers`;
    const events: string[] = [];
    const takeover = await withClient(server().url, async (other) => {
      await other.query('BEGIN');
      const lease = (await replica.leases.acquire('cluster/prod', 'one', 500))!;
      const fence = { lease: lease.name, token: lease.token };
      const batch = { fence, checks: [], writes: [{ ...key, body: '{}' }] };
      const { rows } = await other.query(committing, [JSON.stringify([batch])]);
      expect(rows[0].answers).toEqual([{ revisions: [1], sequence: 1 }]);
      const taking = waitFor(() => replica.leases.acquire('cluster/prod', 'two', 60_000)).then((taken) => {
        events.push('taken over');
        return taken;
      });
      await waitFor(async () => ((await lockWaits(server().url)) > 0 ? true : undefined));
      events.push('committed');
      await other.query('COMMIT');
      // In a field: a promise would be waited for before the connection ends.
      return { taking };
    });
    expect(await takeover.taking).toMatchObject({ owner: 'two' });
    expect(events).toEqual(['committed', 'taken over']);
  });

  it('hear of what another one commits', async () => {
    const [first, second] = (await openReplicas(2)) as [Store, Store];
    const heard: number[] = [];
    second.watch((sequence) => heard.push(sequence));
    for (let n = 1; n <= 3; n += 1) {
      await first.commit({ writes: [{ key: { ...key, id: `c${n}` }, body: {}, expect: 'absent' }] });
      await waitFor(async () => heard.includes(n) || undefined);
    }
  });

  it('are not held up by one that stopped in the middle of its work', async () => {
    const schema = freshSchema();
    const [replica] = (await openReplicas(1, schema)) as [Store];
    for (let round = 0; round < 3; round += 1) {
      const writer = startProgram('writer.ts', [`${server().url}#${schema}`, String(round)]);
      await writer.line(10);
      writer.pause();
      const started = performance.now();
      expect(await replica.commit({ writes: [{ key, body: { round }, expect: 'any' }] })).toMatchObject({
        ok: true,
      });
      // Before the 10 s are over after which the server would free a lock by force.
      expect(performance.now() - started).toBeLessThan(9000);
      await writer.kill();
    }
  });
});

/** Adds one without any expectation: only the fence keeps two holders from overwriting each other. */
async function addUnder(store: Store, lease: Lease): Promise<boolean> {
  const { body } = (await store.get<{ token: number; count: number }>(key))!;
  const result = await store.commit({
    writes: [{ key, body: { token: lease.token, count: body.count + 1 }, expect: 'any' }],
    fence: { lease: lease.name, token: lease.token },
  });
  if (result.ok) expect(body.token).toBeLessThan(lease.token);
  return result.ok;
}

/** How many statements wait for a lock that somebody else holds. */
async function lockWaits(url: string): Promise<number> {
  const waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
  const { rows } = await withClient(url, (client) => client.query<{ count: string }>(waiting));
  return Number(rows[0]!.count);
}

async function waitFor<Value>(poll: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const value = await poll();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
