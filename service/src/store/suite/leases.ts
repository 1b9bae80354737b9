// Leases and fencing: one holder at a time, growing tokens, and no write by a holder that lost its lease.
import { describe, expect, it } from 'vitest';
import type { CommitResult, Lease, Store } from '../store.ts';
import { cluster, type OpenStore, useStore } from './harness.ts';

// Far longer than a test takes, because PostgreSQL counts its own time while the test moves it in leaps.
const TTL_MS = 60_000;

export function describeLeases(open: OpenStore): void {
  describe('a lease', () => describeHolding(open));
  describe('the end of a lease', () => describeEnding(open));
  describe('a fence', () => describeFence(open));
}

function describeHolding(open: OpenStore): void {
  const current = useStore(open);
  const acquire = (owner: string, name = 'cluster/prod') =>
    current().store.leases.acquire(name, owner, TTL_MS);

  it('has one holder at a time, even when the holder asks again', async () => {
    const lease = await acquire('one');
    expect(lease).toMatchObject({ name: 'cluster/prod', owner: 'one' });
    expect(await acquire('two')).toBeUndefined();
    expect(await acquire('one')).toBeUndefined();
    expect(await acquire('two', 'cluster/test')).toBeDefined();
  });

  it('goes to exactly one of many who ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, (_, n) => acquire(`owner-${n}`)));
    expect(asked.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('is free again once it expired, with a greater token', async () => {
    const { advance } = current();
    const first = await acquire('one');
    await advance(TTL_MS - 10_000);
    expect(await acquire('two')).toBeUndefined();
    await advance(10_000);
    const second = await acquire('two');
    expect(second!.token).toBeGreaterThan(first!.token);
  });

  it('lasts from its renewal', async () => {
    const { store, advance } = current();
    const lease = (await acquire('one'))!;
    await advance(TTL_MS - 10_000);
    expect(await store.leases.renew(lease, TTL_MS)).toBe(true);
    await advance(TTL_MS - 10_000);
    expect(await acquire('two')).toBeUndefined();
    expect(await store.leases.renew(lease, TTL_MS)).toBe(true);
  });
}

function describeEnding(open: OpenStore): void {
  const current = useStore(open);
  const acquire = (owner: string, name = 'cluster/prod') =>
    current().store.leases.acquire(name, owner, TTL_MS);

  it('leaves nothing to renew or release, when it expired or was taken over', async () => {
    const { store, advance } = current();
    const lease = (await acquire('one'))!;
    await advance(TTL_MS);
    expect(await store.leases.renew(lease, TTL_MS)).toBe(false);
    expect(await store.leases.release(lease)).toBe(false);
    const next = await acquire('two');
    expect(await store.leases.renew(lease, TTL_MS)).toBe(false);
    expect(await store.leases.release(lease)).toBe(false);
    expect(await store.leases.renew(next!, TTL_MS)).toBe(true);
  });

  it('comes at once with its release, and tokens still grow', async () => {
    const { store, advance } = current();
    let token = 0;
    for (const owner of ['one', 'two', 'one']) {
      const lease = (await acquire(owner))!;
      expect(lease.token).toBeGreaterThan(token);
      token = lease.token;
      expect(await store.leases.release(lease)).toBe(true);
      expect(await store.leases.release(lease)).toBe(false);
    }
    await advance(TTL_MS * 1000);
    await store.prune(10);
    expect((await acquire('three'))!.token).toBeGreaterThan(token);
  });

  it('does not come with pruning', async () => {
    const { store } = current();
    const lease = (await acquire('one'))!;
    await store.prune(10);
    expect(await acquire('two')).toBeUndefined();
    expect(await store.leases.renew(lease, TTL_MS)).toBe(true);
  });
}

function describeFence(open: OpenStore): void {
  const current = useStore(open);
  const acquire = (owner: string, name = 'cluster/prod') =>
    current().store.leases.acquire(name, owner, TTL_MS);

  it('lets the holder write', async () => {
    const { store } = current();
    const lease = (await acquire('one'))!;
    expect(await writeUnder(store, lease, 1)).toMatchObject({ ok: true });
    expect(await writeUnder(store, { ...lease, token: lease.token + 1 }, 2)).toMatchObject({
      conflict: 'fence',
    });
    expect((await store.get(cluster('prod')))?.body).toEqual({ n: 1 });
  });

  it('refuses a holder that slept through a takeover', async () => {
    const { store, advance } = current();
    const paused = (await acquire('one'))!;
    await advance(TTL_MS);
    const next = (await acquire('two'))!;
    expect(await writeUnder(store, next, 2)).toMatchObject({ ok: true });
    expect(await writeUnder(store, paused, 1)).toEqual({
      ok: false,
      conflict: 'fence',
      lease: 'cluster/prod',
    });
    expect((await store.get(cluster('prod')))?.body).toEqual({ n: 2 });
  });

  it('refuses a lease that expired or was released, also when nobody took it', async () => {
    const { store, advance } = current();
    const released = (await acquire('one'))!;
    await store.leases.release(released);
    expect(await writeUnder(store, released, 1)).toMatchObject({ conflict: 'fence' });
    const expired = (await acquire('one'))!;
    await advance(TTL_MS);
    expect(await writeUnder(store, expired, 1)).toMatchObject({ conflict: 'fence' });
    expect(await store.get(cluster('prod'))).toBeUndefined();
  });

  it('names one lease only', async () => {
    const { store } = current();
    const other = (await acquire('one', 'cluster/test'))!;
    expect(await writeUnder(store, { ...other, name: 'cluster/prod' }, 1)).toMatchObject({
      conflict: 'fence',
    });
  });
}

function writeUnder(store: Store, lease: Lease, n: number): Promise<CommitResult> {
  return store.commit({
    writes: [{ key: cluster('prod'), body: { n }, expect: 'any' }],
    fence: { lease: lease.name, token: lease.token },
  });
}
