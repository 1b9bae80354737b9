// What exists in a tenant is kept as a sum, so that asking for it costs the same however many clusters there are: a plan
// of N resources asks N times.
import type { Impact, Operation, Tenant } from '@hikube/openapi/types';
import type { Store } from '@hikube/service';
import { afterEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
/** Documents that were read, by kind. */
let read: Map<string, number>;
afterEach(() => service.dispose());

async function start(): Promise<void> {
  read = new Map();
  service = await startTestService({ wrapStore: counting });
}

function counting(store: Store): Store {
  const count = (found: readonly ({ readonly key: { readonly kind: string } } | undefined)[]) => {
    for (const document of found) {
      if (document !== undefined) read.set(document.key.kind, (read.get(document.key.kind) ?? 0) + 1);
    }
  };
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name !== 'get' && name !== 'getMany' && name !== 'list') return member.bind(target);
      return async (...input: unknown[]) => {
        const found: unknown = await member.apply(target, input);
        count((Array.isArray(found) ? found : [found]) as Parameters<typeof count>[0]);
        return found;
      };
    },
  });
}

async function createMany(count: number): Promise<void> {
  const nodeGroups = { web: { minReplicas: 2, maxReplicas: 3 } };
  const created = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      service.api<Operation>('POST', '/clusters', {
        body: { name: `c${index}`, topology: 'development', nodeGroups },
      }),
    ),
  );
  for (const { body } of created) await service.finish(body);
}

const used = async () => {
  const { body } = await service.api<Tenant>('GET', '/tenant');
  return Object.fromEntries(body.quota.map((item) => [item.resource, item.used]));
};

test.each([2, 12])('a dry run beside %i clusters reads no records of theirs', async (count) => {
  await start();
  await createMany(count);
  read.clear();
  for (let index = 0; index < count; index += 1) {
    const { body } = await service.api<Impact>('PATCH', `/previews/clusters/c${index}`, {
      body: { nodeGroups: { web: { maxReplicas: 4 } } },
    });
    expect(body.quota.find(({ resource }) => resource === 'nodes')).toMatchObject({
      used: String(2 * count),
    });
  }
  // Each reads the nodes of its own cluster, to say which of them roll.
  expect(read.get('clusterNodes')).toBe(count);
  expect([...read.values()].reduce((sum, each) => sum + each) / count).toBeLessThanOrEqual(12);
  console.log(`dry run: ${count} of them beside ${count} clusters read ${JSON.stringify([...read])}`);
});

test('the sum follows what comes and goes', async () => {
  await start();
  await createMany(3);
  expect(await used()).toMatchObject({ clusters: '3', nodes: '6', cpu: '6', memory: '24Gi' });
  const grown = await service.api<Operation>('PATCH', '/clusters/c0/node-groups/web', {
    body: { minReplicas: 3, instanceType: 's1.large' },
  });
  await service.finish(grown.body);
  expect(await used()).toMatchObject({ clusters: '3', nodes: '7', cpu: '16' });
  for (const name of ['c0', 'c1']) {
    const gone = await service.api<Operation>('DELETE', `/clusters/${name}`);
    await service.finish(gone.body);
  }
  expect(await used()).toMatchObject({ clusters: '1', nodes: '2' });
  const last = await service.api<Operation>('DELETE', '/clusters/c2');
  await service.finish(last.body);
  expect(await used()).toEqual({ clusters: '0', nodes: '0', cpu: '0', memory: '0', gpus: '0' });
});

test('nodes that were recorded before the sum was kept are counted at the next look', async () => {
  await start();
  await createMany(1);
  const { store, clock } = service;
  const key = { tenant: 'demo', kind: 'clusterNodes', id: 'c0' };
  const { body } = (await store.get<{ uid: string; nodes: object[] }>(key))!;
  // As an earlier version left it.
  await store.commit({
    writes: [
      { key, body: { uid: body.uid, nodes: body.nodes }, expect: 'any' },
      { key: { tenant: 'demo', kind: 'tenantNodes', id: 'tenant' }, delete: true, expect: 'any' },
    ],
  });
  expect(await used()).toMatchObject({ nodes: '0' });
  await clock.advance(3_600_000);
  expect(await used()).toMatchObject({ nodes: '2' });
});
