// What a server does by itself, also after it was stopped in the middle.
import { describe, expect, test } from 'vitest';
import { unauthorized } from '../status/status.ts';
import { createMemoryStorage } from '../storage/memory.ts';
import type { Storage } from '../storage/storage.ts';
import { CONFIG_MAPS, createCluster } from '../testing/cluster.ts';

const ROLES = '/apis/rbac.authorization.k8s.io/v1/clusterroles';

describe('a server that begins again on its storage', () => {
  test('goes on with a namespace that was emptying, and with dependents whose owner went', async () => {
    const storage = createMemoryStorage();
    const before = createCluster({ storage });
    await before.create('/api/v1/namespaces', { metadata: { name: 'n' } });
    await before.create('/api/v1/namespaces/n/configmaps', {
      metadata: { name: 'inside', finalizers: ['example.com/a'] },
    });
    const { metadata } = (await before.create(CONFIG_MAPS, { metadata: { name: 'owner' } })) as {
      metadata: { uid: string };
    };
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: metadata.uid };
    await before.create(CONFIG_MAPS, { metadata: { name: 'child', ownerReferences: [owner] } });
    before.api.stop();
    // Nobody follows what happens now.
    await before.ask('DELETE', '/api/v1/namespaces/n');
    await before.ask('DELETE', `${CONFIG_MAPS}/owner`);
    const after = createCluster({ storage });
    await after.api.settled();
    expect((await after.ask('GET', `${CONFIG_MAPS}/child`)).status).toBe(404);
    await after.patch('/api/v1/namespaces/n/configmaps/inside', { metadata: { finalizers: null } });
    await after.api.settled();
    expect((await after.ask('GET', '/api/v1/namespaces/n')).status).toBe(404);
    expect([...before.failures, ...after.failures]).toEqual([]);
  });

  test('answers that it is not ready while its storage fails, and is ready when that is over', async () => {
    const memory = createMemoryStorage();
    let broken = true;
    const storage: Storage = {
      ...memory,
      revision: () => memory.revision(),
      get: (key) => (broken ? Promise.reject(new Error('away')) : memory.get(key)),
      list: (selection, at) => memory.list(selection, at),
      write: (write) => memory.write(write),
      watch: (selection, since, listener) => memory.watch(selection, since, listener),
    };
    const cluster = createCluster({ storage });
    const refused = await cluster.ask('GET', CONFIG_MAPS);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    broken = false;
    expect((await cluster.ask('GET', CONFIG_MAPS)).status).toBe(200);
  });
});

describe('roles that are made of others', () => {
  test('have the rules of those that their selectors find', async () => {
    const cluster = createCluster();
    await cluster.create(ROLES, {
      metadata: { name: 'all-gadgets' },
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'example.com/gadgets': 'true' } }] },
      rules: [],
    });
    const rule = { apiGroups: ['example.com'], resources: ['gadgets'], verbs: ['get'] };
    await cluster.create(ROLES, {
      metadata: { name: 'part', labels: { 'example.com/gadgets': 'true' } },
      rules: [rule],
    });
    expect((await cluster.get(`${ROLES}/all-gadgets`))['rules']).toEqual([rule]);
    await cluster.remove(`${ROLES}/part`);
    expect((await cluster.get(`${ROLES}/all-gadgets`))['rules']).toEqual(null);
  });

  test('of every cluster can be extended', async () => {
    const cluster = createCluster();
    const rule = { apiGroups: ['example.com'], resources: ['gadgets'], verbs: ['get'] };
    await cluster.create(ROLES, {
      metadata: { name: 'gadgets-view', labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } },
      rules: [rule],
    });
    expect((await cluster.get(`${ROLES}/view`))['rules']).toContainEqual(rule);
    expect((await cluster.get(`${ROLES}/edit`))['rules']).toContainEqual(rule);
  });
});

describe('tokens', () => {
  test('that the host knows are known to a review, and wrong ones are not', async () => {
    const cluster = createCluster({
      async authenticate(request) {
        const token = request.headers.get('authorization');
        if (token === 'Bearer good') return { name: 'eve', groups: ['system:masters'] };
        throw unauthorized();
      },
    });
    const review = async (token: string) =>
      (
        await cluster.ask(
          'POST',
          '/apis/authentication.k8s.io/v1/tokenreviews',
          { spec: { token } },
          { authorization: 'Bearer good' },
        )
      ).body['status'];
    expect(await review('good')).toMatchObject({ authenticated: true, user: { username: 'eve' } });
    expect(await review('bad')).toEqual({ user: {}, error: 'invalid bearer token' });
    expect((await cluster.ask('GET', CONFIG_MAPS, undefined, { authorization: 'Bearer bad' })).status).toBe(
      401,
    );
  });
});
