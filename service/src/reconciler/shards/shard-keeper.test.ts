// Shards among replicas: every one is held by one at most, and by somebody soon.
import { describe, expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../clock.ts';
import { silentLog } from '../../log.ts';
import { override } from '../../model/testing/records.ts';
import { createSeededRandom } from '../../random.ts';
import { createMemoryStore } from '../../store/memory/memory-store.ts';
import type { Store } from '../../store/store.ts';
import { shardOf as shardNumber } from './shard.ts';
import { ShardKeeper } from './shard-keeper.ts';

const LEASE_TTL_MS = 15_000;
const HEARTBEAT_MS = 5_000;
const TAKEOVER_PROBE_MS = 1_000;
const ALL = Array.from({ length: 16 }, (_, index) => index);

interface Replica {
  readonly keeper: ShardKeeper;
  readonly gained: number[][];
  /** Stops its clock for good, as `kill -9` does. */
  readonly kill: () => void;
}

function replica(clock: VirtualClock, store: Store, owner: string): Replica {
  let isAlive = true;
  const gained: number[][] = [];
  const own = {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    schedule: (at: number, callback: () => void) => clock.schedule(at, () => isAlive && callback()),
  };
  const keeper = new ShardKeeper({
    store,
    clock: own,
    random: createSeededRandom(owner),
    log: silentLog,
    owner,
    leaseTtlMs: LEASE_TTL_MS,
    gained: (shards) => gained.push([...shards]),
  });
  return {
    keeper,
    gained,
    kill: () => {
      isAlive = false;
    },
  };
}

function setUp() {
  const clock = createVirtualClock(1_000_000);
  const store = createMemoryStore({ clock });
  return { clock, store, join: (owner: string) => replica(clock, store, owner) };
}

const held = (...replicas: Replica[]) =>
  replicas.flatMap(({ keeper }) => keeper.shards).sort((a, b) => a - b);
const sizes = (...replicas: Replica[]) => replicas.map(({ keeper }) => keeper.shards.length);

describe('ShardKeeper', () => {
  it('alone holds everything at once', async () => {
    const { join } = setUp();
    const a = join('a');
    await a.keeper.start();
    expect(held(a)).toEqual(ALL);
    expect(a.gained[0]).toHaveLength(16);
  });

  it('keeps what it holds', async () => {
    const { clock, join } = setUp();
    const a = join('a');
    await a.keeper.start();
    await clock.advance(20 * LEASE_TTL_MS);
    expect(held(a)).toEqual(ALL);
    expect(a.gained).toHaveLength(1);
  });

  it('tells what it gained although the store failed in between', async () => {
    const { clock, store } = setUp();
    let asked = 0;
    const failing = override(store, {
      leases: override(store.leases, {
        acquire: async (name, owner, ttlMs) => {
          asked += 1;
          if (asked === 8) throw new Error('The store does not answer.');
          return store.leases.acquire(name, owner, ttlMs);
        },
      }),
    });
    const a = replica(clock, failing, 'a');
    await a.keeper.start();
    expect(held(a)).toHaveLength(7);
    expect(a.gained.flat()).toHaveLength(7);
    await clock.advance(LEASE_TTL_MS);
    expect(a.gained.flat().sort((x, y) => x - y)).toEqual(ALL);
  });

  it('shares with one that joins, and with a third', async () => {
    const { clock, join } = setUp();
    const [a, b, c] = [join('a'), join('b'), join('c')];
    await a.keeper.start();
    await b.keeper.start();
    await clock.advance(3 * HEARTBEAT_MS);
    expect(sizes(a, b)).toEqual([8, 8]);
    expect(held(a, b)).toEqual(ALL);
    await c.keeper.start();
    await clock.advance(3 * HEARTBEAT_MS);
    expect(held(a, b, c)).toEqual(ALL);
    expect(Math.max(...sizes(a, b, c))).toBe(6);
    expect(Math.min(...sizes(a, b, c))).toBeGreaterThanOrEqual(4);
  });

  it('takes over from one that was killed, after one lease and no longer', async () => {
    const { clock, join } = setUp();
    const [a, b] = [join('a'), join('b')];
    await a.keeper.start();
    await b.keeper.start();
    await clock.advance(10 * HEARTBEAT_MS);
    const lost = [...b.keeper.shards].sort();
    const gainedBefore = a.gained.length;
    b.kill();
    const killedAt = clock.now();
    while (held(a).length < 16 && clock.now() - killedAt < 60_000) await clock.advance(100);
    expect(clock.now() - killedAt).toBeLessThanOrEqual(LEASE_TTL_MS + TAKEOVER_PROBE_MS);
    expect(a.gained.slice(gainedBefore).flat().sort()).toEqual(lost);
  });

  it('hands over at once when it stops', async () => {
    const { clock, join } = setUp();
    const [a, b] = [join('a'), join('b')];
    await a.keeper.start();
    await b.keeper.start();
    await clock.advance(3 * HEARTBEAT_MS);
    await b.keeper.stop();
    await clock.advance(HEARTBEAT_MS);
    expect(held(a)).toEqual(ALL);
  });

  it('finds everything at once when its predecessor was killed and its leases are free', async () => {
    const { clock, store, join } = setUp();
    const a = join('a');
    await a.keeper.start();
    a.kill();
    await clock.advance(LEASE_TTL_MS);
    const b = replica(clock, store, 'b');
    await b.keeper.start();
    expect(held(b)).toEqual(ALL);
  });

  it('shares among more replicas than shards', async () => {
    const { clock, join } = setUp();
    const replicas = Array.from({ length: 20 }, (_, index) => join(`r${index}`));
    for (const { keeper } of replicas) await keeper.start();
    await clock.advance(10 * HEARTBEAT_MS);
    expect(held(...replicas)).toEqual(ALL);
    expect(Math.max(...sizes(...replicas))).toBe(1);
  });

  it('begins nothing on a shard that it gives back, and gives it back after the last pass', async () => {
    const { clock, join } = setUp();
    const [a, b] = [join('a'), join('b')];
    await a.keeper.start();
    const cluster = Array.from({ length: 200 }, (_, index) => ({ tenant: 'demo', name: `c${index}` })).find(
      (each) => a.keeper.shards.slice(8).some((shard) => a.keeper.owns(each) && shardNumber(each) === shard),
    )!;
    let end = () => {};
    const pass = a.keeper.use(
      cluster,
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    await b.keeper.start();
    await clock.advance(4 * HEARTBEAT_MS);
    expect(a.keeper.owns(cluster)).toBe(false);
    expect(b.keeper.owns(cluster)).toBe(false);
    expect(await a.keeper.use(cluster, async () => 'began')).toBeUndefined();
    end();
    await pass;
    await clock.advance(2 * HEARTBEAT_MS);
    expect(b.keeper.owns(cluster)).toBe(true);
  });

  it('lets go of a shard that it has lost and got again meanwhile, and of no other', async () => {
    const { clock, store, join } = setUp();
    let hasSlept = false;
    const renew: Store['leases']['renew'] = async (lease, ttlMs) => {
      if (!hasSlept) return store.leases.renew(lease, ttlMs);
      await store.leases.release(lease);
      return false;
    };
    const sleepy = override(store, { leases: override(store.leases, { renew }) });
    const [a, b] = [replica(clock, sleepy, 'a'), join('b')];
    await a.keeper.start();
    // Passes are under way on everything that the other one will want.
    const clusters = Array.from({ length: 400 }, (_, index) => ({ tenant: 'demo', name: `c${index}` }));
    const ends: (() => void)[] = [];
    const passes = ALL.map((shard) =>
      a.keeper.use(
        clusters.find((each) => shardNumber(each) === shard)!,
        () => new Promise<void>((resolve) => ends.push(resolve)),
      ),
    );
    await b.keeper.start();
    await clock.advance(2 * HEARTBEAT_MS);
    expect(a.keeper.shards).toHaveLength(8);
    // The other one goes, and this one sleeps past its leases, wakes and gets everything anew.
    await b.keeper.stop();
    hasSlept = true;
    await a.keeper.beat();
    hasSlept = false;
    await clock.advance(3 * HEARTBEAT_MS);
    expect(held(a)).toEqual(ALL);
    for (const end of ends) end();
    await Promise.all(passes);
    await clock.advance(0);
    expect(held(a)).toEqual(ALL);
    await clock.advance(20 * HEARTBEAT_MS);
    expect(held(a)).toEqual(ALL);
  });

  it('stops trusting its leases when the store is away, and looks again when it is back', async () => {
    const { clock, store } = setUp();
    let isAway = false;
    const failing = new Proxy(store, {
      get(target, name) {
        if (isAway) throw new Error('away');
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const a = replica(clock, failing, 'a');
    await a.keeper.start();
    isAway = true;
    await clock.advance(LEASE_TTL_MS);
    expect(held(a)).toEqual([]);
    isAway = false;
    await clock.advance(HEARTBEAT_MS);
    expect(held(a)).toEqual(ALL);
    expect(a.gained).toHaveLength(2);
  });

  it('does not trust its leases for longer because the clock was set back', async () => {
    const { clock, store } = setUp();
    let isAway = false;
    const renew: Store['leases']['renew'] = async (lease, ttlMs) => {
      if (isAway) throw new Error('away');
      return store.leases.renew(lease, ttlMs);
    };
    const a = replica(clock, override(store, { leases: override(store.leases, { renew }) }), 'a');
    await a.keeper.start();
    isAway = true;
    clock.jump(-3_600_000);
    await clock.advance(LEASE_TTL_MS - 1);
    expect(held(a)).toEqual(ALL);
    await clock.advance(1);
    expect(held(a)).toEqual([]);
  });

  it('asks again after a sleep in which only the time of day went on, and keeps what it has', async () => {
    const { clock, join } = setUp();
    const a = join('a');
    await a.keeper.start();
    clock.jump(LEASE_TTL_MS);
    expect(held(a)).toEqual([]);
    await clock.advance(HEARTBEAT_MS);
    expect(held(a)).toEqual(ALL);
  });

  it('takes nobody for gone, and nobody for alive, because a clock jumped', async () => {
    const { clock, join } = setUp();
    const [a, b] = [join('a'), join('b')];
    await a.keeper.start();
    await b.keeper.start();
    await clock.advance(5 * HEARTBEAT_MS);
    for (const ms of [3_600_000, -7_200_000]) {
      clock.jump(ms);
      await clock.advance(2 * HEARTBEAT_MS);
      expect(sizes(a, b)).toEqual([8, 8]);
    }
    b.kill();
    clock.jump(-3_600_000);
    await clock.advance(LEASE_TTL_MS + HEARTBEAT_MS);
    expect(held(a)).toEqual(ALL);
  });

  it('counts a lease from before it asked, because nobody knows when it was granted', async () => {
    const { clock, store } = setUp();
    const start = clock.now();
    let renewals = 0;
    const renew = async () => {
      renewals += 1;
      if (renewals > 16) throw new Error('away');
      await new Promise<void>((resolve) => clock.schedule(clock.now() + 100, resolve));
      return true;
    };
    const slow = override(store, { leases: override(store.leases, { renew }) });
    const a = replica(clock, slow, 'a');
    await a.keeper.start();
    await clock.advanceTo(start + HEARTBEAT_MS + LEASE_TTL_MS - 1);
    expect(held(a)).toEqual(ALL);
    // The sixteen were renewed one after the other, each 100 ms after it was asked for.
    await clock.advance(1);
    expect(held(a)).toHaveLength(15);
    await clock.advance(1_500);
    expect(held(a)).toEqual([]);
  });

  it('looks again at shards that it could not be sure of for a moment', async () => {
    const { clock, store } = setUp();
    let isAway = false;
    const renew = async () => {
      if (isAway) throw new Error('away');
      return true;
    };
    const odd = override(store, { leases: override(store.leases, { renew }) });
    const a = replica(clock, odd, 'a');
    await a.keeper.start();
    isAway = true;
    await clock.advance(LEASE_TTL_MS);
    expect(held(a)).toEqual([]);
    isAway = false;
    await clock.advance(HEARTBEAT_MS);
    expect(held(a)).toEqual(ALL);
    expect(a.gained.at(-1)).toHaveLength(16);
    expect(a.gained).toHaveLength(2);
  });

  it('gives up the lease that was refused, and not a newer one', async () => {
    const { join } = setUp();
    const a = join('a');
    await a.keeper.start();
    const cluster = { tenant: 'demo', name: 'prod' };
    const token = (await a.keeper.use(cluster, async ({ fence }) => fence.token))!;
    a.keeper.disowned(cluster, token - 1);
    expect(a.keeper.owns(cluster)).toBe(true);
    a.keeper.disowned(cluster, token);
    expect(a.keeper.owns(cluster)).toBe(false);
  });
});
