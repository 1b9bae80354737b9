// The same on a real PostgreSQL, with one replica 100 ms away from it, in real time.
import type { Operation } from '@hikube/openapi/types';
import { createSimulatedPlatform } from '@hikube/platform-simulated';
import { createService, issueToken, type Store, systemClock, systemRandom } from '@hikube/service';
import { expect, test } from 'vitest';
import { type Api, createApi } from '../support/api.ts';
import { startFarProxy } from '../support/far-proxy.ts';
import { describeWithPostgres, freshSchema, openPostgresStore } from '../support/postgres.ts';

const DISTANCE_MS = 100;
const WRITES = 5;

describeWithPostgres('writers on PostgreSQL', { settings: { fsync: 'off' } }, (server) => {
  test('leave one of another cluster alone, though it is far from the database', async () => {
    const schema = freshSchema();
    const proxy = await startFarProxy(server().port, DISTANCE_MS);
    const url = server().url.replace(String(server().port), String(proxy.port));
    const open = (at: string) => openPostgresStore({ url: at, schema, clock: systemClock, connections: 4 });
    const [near, far] = [await open(server().url), await open(url)];
    try {
      const { token } = await issueToken(
        { store: near, random: systemRandom, now: systemClock.now() },
        { tenant: 'demo', scopes: ['admin'] },
      );
      const counted = { attempts: 0, commits: 0 };
      const [nearApi, farApi] = [apiOf(near, token), apiOf(counting(far, counted), token)];
      for (const name of ['x', 'y']) {
        const body = { name, topology: 'development', nodeGroups: { web: { maxReplicas: 1 } } };
        expect((await nearApi('POST', '/clusters', { body })).status).toBe(202);
      }
      let isOver = false;
      let byOthers = 0;
      const crowd = Array.from({ length: 4 }, async (_, writer) => {
        for (let round = 0; !isOver; round += 1) {
          const { status } = await resize(nearApi, 'x', 2 + ((writer + 4 * round) % 7));
          expect(status).toBe(202);
          byOthers += 1;
        }
      });
      const statuses: number[] = [];
      for (let round = 0; round < WRITES; round += 1) {
        statuses.push((await resize(farApi, 'y', 2 + (round % 3))).status);
      }
      isOver = true;
      await Promise.all(crowd);
      console.log(
        `strangers on PostgreSQL: ${counted.commits} writes ${DISTANCE_MS} ms away in ${counted.attempts} attempts, ` +
          `while four writers near it committed ${byOthers}`,
      );
      expect(statuses).toEqual(Array(WRITES).fill(202));
      expect(counted).toEqual({ attempts: WRITES, commits: WRITES });
      expect(byOthers).toBeGreaterThan(WRITES);
    } finally {
      await Promise.all([near.close(), far.close()]);
      await proxy.close();
    }
  });
});

function apiOf(store: Store, token: string): Api {
  const platform = createSimulatedPlatform({ clock: systemClock });
  const config = { rateLimit: 'off' as const };
  const service = createService({ store, platform, clock: systemClock, random: systemRandom, config });
  return createApi(service.fetch, 'http://127.0.0.1/v1', token);
}

function resize(api: Api, cluster: string, maxReplicas: number) {
  return api<Operation>('PATCH', `/clusters/${cluster}/node-groups/web`, { body: { maxReplicas } });
}

/** Counts the batches of requests that the store is sent, and those that it takes. */
function counting(store: Store, counted: { attempts: number; commits: number }): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== 'commit') return typeof member === 'function' ? member.bind(target) : member;
      return async (batch: Parameters<Store['commit']>[0]) => {
        const result = await target.commit(batch);
        if (!batch.writes.some(({ key }) => key.kind === 'operation')) return result;
        counted.attempts += 1;
        if (result.ok) counted.commits += 1;
        return result;
      };
    },
  });
}
