// Writers of different clusters do not wait for one another, wherever their replicas are; and the quota, which they
// share, is exact all the same. The distance to the store is simulated, on a virtual clock and from a seed.
import type { Operation, Tenant } from '@hikube/openapi/types';
import { createSimulatedPlatform } from '@hikube/platform-simulated';
import {
  createMemoryStore,
  createSeededRandom,
  createService,
  createVirtualClock,
  issueToken,
  type Random,
  type Store,
  type VirtualClock,
} from '@hikube/service';
import { expect, test } from 'vitest';
import { type Api, createApi } from '../support/api.ts';
import { type FarStore, farStore } from '../support/far-store.ts';
import { scaled, scaledTimeout } from '../support/scale.ts';

interface Replica extends FarStore {
  readonly api: Api;
}

interface Stage {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly shared: Store;
  /** A replica of the service from which each call of the store takes so long. */
  replica(ms: number): Replica;
  /** Lets time pass until the work is done. @returns how long it took on the virtual clock */
  pass(work: Promise<unknown>): Promise<number>;
}

// Digests are made by threads of their own, which a single turn of the event loop does not wait for.
const TURNS = 8;

async function stage(seed: string, quota: Record<string, string>): Promise<Stage> {
  const settle = async () => {
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const clock = createVirtualClock(Date.parse('2026-03-02T08:00:00Z'), { settle });
  const random = createSeededRandom(seed);
  const shared = createMemoryStore({ clock });
  const { token } = await issueToken(
    { store: shared, random, now: clock.now() },
    { tenant: 'demo', scopes: ['admin'] },
  );
  let replicas = 0;
  return {
    clock,
    random,
    shared,
    replica(ms) {
      replicas += 1;
      const own = random.fork(`replica ${replicas}`);
      const far = farStore(shared, clock, own.fork('distance'), ms);
      const platform = createSimulatedPlatform({ clock });
      const config = { quota, rateLimit: 'off' as const };
      const { fetch } = createService({ store: far.store, platform, clock, random: own, config });
      return { ...far, api: createApi(fetch, 'http://127.0.0.1/v1', token) };
    },
    async pass(work) {
      const begun = clock.now();
      let isDone = false;
      const ended = work.finally(() => {
        isDone = true;
      });
      ended.catch(() => undefined);
      while (!isDone) await clock.advance(5);
      await ended;
      return clock.now() - begun;
    },
  };
}

const group = (maxReplicas: number) => ({ minReplicas: 0, maxReplicas, instanceType: 's1.small' });

function create(api: Api, name: string) {
  const body = { name, topology: 'development', nodeGroups: { web: group(1) } };
  return api<Operation>('POST', '/clusters', { body });
}

/** Changes what the cluster may take, which is what the quota is about. */
function resize(api: Api, cluster: string, maxReplicas: number) {
  return api<Operation>('PATCH', `/clusters/${cluster}/node-groups/web`, { body: { maxReplicas } });
}

test('four writers on one cluster leave a writer on another alone, though it is far from the store', async () => {
  const { replica, pass } = await stage('strangers', { nodes: '1000' });
  const [near, far] = [replica(2), replica(100)];
  await pass(Promise.all([create(near.api, 'x'), create(near.api, 'y')]));
  Object.assign(near.counted, { attempts: 0, commits: 0 });
  let isOver = false;
  const crowd = Array.from({ length: 4 }, async (_, writer) => {
    for (let round = 0; !isOver; round += 1) await resize(near.api, 'x', 10 + ((writer + 4 * round) % 7));
  });
  const statuses: number[] = [];
  const stranger = (async () => {
    for (let round = 0; round < 10; round += 1) {
      statuses.push((await resize(far.api, 'y', 2 + (round % 5))).status);
    }
    isOver = true;
  })();
  const took = await pass(Promise.all([stranger, ...crowd]));
  console.log(
    `strangers: ${near.counted.commits} writes near the store and ${far.counted.commits} far from it, in ` +
      `${far.counted.attempts} attempts; ${Math.round(took / 10)} ms each`,
  );
  expect(statuses).toEqual(Array(10).fill(202));
  expect(far.counted).toEqual({ attempts: 10, commits: 10 });
  expect(near.counted.commits).toBeGreaterThan(100);
});

test('whoever keeps losing on the same cluster gets its turn', async () => {
  const { replica, pass } = await stage('losers', { nodes: '1000' });
  const [near, far] = [replica(2), replica(100)];
  await pass(create(near.api, 'x'));
  Object.assign(near.counted, { attempts: 0, commits: 0 });
  let isOver = false;
  const crowd = Array.from({ length: 4 }, async (_, writer) => {
    for (let round = 0; !isOver; round += 1) {
      expect((await resize(near.api, 'x', 10 + ((writer + 4 * round) % 7))).status).toBe(202);
    }
  });
  const statuses: number[] = [];
  const loser = (async () => {
    for (let round = 0; round < 10; round += 1) {
      statuses.push((await resize(far.api, 'x', 20 + (round % 5))).status);
    }
    isOver = true;
  })();
  const took = await pass(Promise.all([loser, ...crowd]));
  console.log(
    `losers: ${near.counted.commits} writes near the store in ${near.counted.attempts} attempts, ` +
      `${far.counted.commits} far from it in ${far.counted.attempts}; ${Math.round(took / 10)} ms each`,
  );
  expect(statuses).toEqual(Array(10).fill(202));
  // Three lost races, and one more before everybody has heard that somebody waits.
  expect(far.counted.attempts).toBeLessThanOrEqual(50);
  expect(near.counted.commits).toBeGreaterThan(100);
});

test('the quota is used to the last node and never passed, whoever writes where', {
  timeout: scaledTimeout(60_000),
}, async () => {
  const rounds = scaled(100, 10);
  let granted = 0;
  let refused = 0;
  let attempts = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { random, shared, replica, pass } = await stage(`exact ${round}`, { nodes: '20' });
    const replicas = [replica(1), replica(20), replica(100)];
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    await pass(Promise.all(names.map((name) => create(replicas[0]!.api, name))));
    const writers = names.flatMap((name) =>
      replicas.map(async ({ api }, at) => {
        for (let turn = 0; turn < 4; turn += 1) {
          const size = random.fork(`${name} ${at} ${turn}`).int(12);
          const { status } = await resize(api, name, size);
          expect([202, 422]).toContain(status);
          if (status === 202) granted += 1;
          else refused += 1;
          await checkSum(shared);
        }
      }),
    );
    await pass(Promise.all(writers));
    // What is left is there for whoever asks next, to the last node, and not one more.
    const { api } = replicas[0]!;
    const reading = (async () => {
      let others = 0;
      for (const name of names.slice(1)) {
        const { body } = await api<{ maxReplicas: number }>('GET', `/clusters/${name}/node-groups/web`);
        others += body.maxReplicas;
      }
      const most = 20 - others;
      expect((await resize(api, 'a', most + 1)).status).toBe(422);
      expect((await resize(api, 'a', most)).status).toBe(202);
      const { body } = await api<Tenant>('GET', '/tenant');
      expect(body.quota).toMatchObject([{ resource: 'nodes', requested: '20', limit: '20' }]);
    })();
    await pass(reading);
    attempts += replicas.reduce((sum, { counted }) => sum + counted.attempts, 0);
  }
  console.log(
    `quota: ${rounds} rounds of 72 changes: ${granted} granted in ${attempts} attempts, ${refused} refused`,
  );
  expect(refused).toBeGreaterThan(0);
});

/** The sum of the tenant is that of its clusters at this moment, and not above the quota. */
async function checkSum(store: Store): Promise<void> {
  const [clusters, total] = await Promise.all([
    store.list<{ nodes: string }>({ kind: 'clusterUsage', tenant: 'demo', limit: 100 }),
    store.get<{ nodes: string }>({ tenant: 'demo', kind: 'tenantUsage', id: 'tenant' }),
  ]);
  const sum = clusters.reduce((nodes, { body }) => nodes + BigInt(body.nodes), 0n);
  expect(BigInt(total!.body.nodes)).toBe(sum);
  expect(sum).toBeLessThanOrEqual(20n * 1_000_000_000n);
}
