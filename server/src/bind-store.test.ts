import { createVirtualClock } from '@hikube/service/platform';
import { createMemoryStore, type Store } from '@hikube/service/store';
import { describe, expect, test } from 'vitest';
import { bindingTo, bindStore, bindTenant } from './bind-store.ts';

const tenant = (namespace: string) => ({ kubeconfig: 'tenant.yaml', context: 'acme', namespace });
const cozystack = (namespace: string) => new Map([['demo', tenant(namespace)]]);
const simulated = undefined;
const isAt = (store: Store, namespace: string, uid?: string) =>
  bindTenant(store, 'demo', bindingTo(namespace, uid));

const open = () => createMemoryStore({ clock: createVirtualClock(0) });

async function withCluster() {
  const store = open();
  await store.commit({
    writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
  });
  return store;
}

test('a store without clusters goes to whatever platform is named', async () => {
  const store = open();
  await bindStore(store, simulated);
  await bindStore(store, cozystack('tenant-acme'));
  await bindStore(store, cozystack('tenant-other'));
  await bindStore(store, simulated);
});

test('a store with clusters stays with its platform, wherever the kubeconfig is', async () => {
  const store = open();
  await bindStore(store, cozystack('tenant-acme'));
  await store.commit({
    writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
  });
  await bindStore(store, new Map([['demo', { kubeconfig: 'in-cluster', namespace: 'tenant-acme' }]]));
  await expect(bindStore(store, cozystack('tenant-other'))).rejects.toThrow(
    'The store holds 1 cluster of the namespace tenant-acme of a Cozystack, and the settings name the namespace tenant-other of a Cozystack: set them back',
  );
  await expect(bindStore(store, simulated)).rejects.toThrow('name the simulated platform');
});

test('a namespace of the same name on another platform is another one', async () => {
  const store = open();
  await bindStore(store, cozystack('tenant-acme'));
  await isAt(store, 'tenant-acme', 'uid-1');
  await isAt(store, 'tenant-acme', 'uid-2');
  await store.commit({
    writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
  });
  // One that does not say is believed, and one that says more than before is the same.
  await bindStore(store, cozystack('tenant-acme'));
  await isAt(store, 'tenant-acme', 'uid-2');
  await expect(isAt(store, 'tenant-acme', 'uid-1')).rejects.toThrow(
    'The store holds 1 cluster of the namespace tenant-acme of a Cozystack, and the kubeconfig leads to another platform',
  );
});

test('a store that was bound by name learns the uid, clusters or not', async () => {
  const store = open();
  await bindStore(store, cozystack('tenant-acme'));
  await store.commit({
    writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
  });
  await isAt(store, 'tenant-acme', 'uid-1');
  await expect(isAt(store, 'tenant-acme', 'uid-2')).rejects.toThrow('another platform');
});

test('two replicas that start together on different platforms cannot both have it', async () => {
  const store = open();
  const slow = {
    ...store,
    get: store.get.bind(store),
    count: store.count.bind(store),
    list: store.list.bind(store),
    // The other one binds it, and makes a cluster, before this commit arrives.
    commit: async (batch: Parameters<typeof store.commit>[0]) => {
      await bindStore(store, cozystack('tenant-acme'));
      await store.commit({
        writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, body: {}, expect: 'any' }],
      });
      return store.commit(batch);
    },
  };
  await expect(bindStore(slow, cozystack('tenant-other'))).rejects.toThrow('The store holds 1 cluster');
});

test('a cluster that another replica makes meanwhile is no cluster of another platform', async () => {
  const store = open();
  const counting = {
    ...store,
    get: store.get.bind(store),
    commit: store.commit.bind(store),
    list: store.list.bind(store),
    count: async (selection: Parameters<typeof store.count>[0]) => {
      const counted = await store.count(selection);
      const id = `made-after-${await store.count({ kind: 'cluster' })}`;
      await store.commit({
        writes: [{ key: { tenant: 'demo', kind: 'cluster', id }, body: {}, expect: 'absent' }],
      });
      return counted;
    },
  };
  await bindStore(store, cozystack('tenant-acme'));
  expect(await bindStore(counting, cozystack('tenant-acme'))).toEqual([]);
  await store.commit({
    writes: [{ key: { tenant: 'other', kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
  });
  await expect(bindStore(counting, cozystack('tenant-acme'))).rejects.toThrow(
    'The store holds 1 cluster of the simulated platform',
  );
});

test('clusters of any tenant count', async () => {
  const store = open();
  await store.commit({
    writes: [{ key: { tenant: 'other', kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
  });
  await expect(bindStore(store, cozystack('tenant-acme'))).rejects.toThrow('1 cluster of the simulated');
});

test('clusters of a simulated platform are not made on a real one', async () => {
  const store = await withCluster();
  await bindStore(store, simulated);
  await expect(bindStore(store, cozystack('tenant-acme'))).rejects.toThrow(
    '1 cluster of the simulated platform',
  );
});

/** What a platform tells of itself: a uid, and where it is. */
type Told = readonly [uid?: string | undefined, server?: string];

describe('several tenants', () => {
  const both = new Map([
    ['acme', tenant('tenant-acme')],
    ['other', tenant('tenant-other')],
  ]);
  const put = (store: Store, of: string) =>
    store.commit({
      writes: [{ key: { tenant: of, kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
    });

  test('each is bound by himself: one may come, and none may change', async () => {
    const store = open();
    await bindStore(store, new Map([['acme', tenant('tenant-acme')]]));
    await put(store, 'acme');
    expect(await bindStore(store, both)).toEqual([]);
    await put(store, 'other');
    const swapped = new Map([
      ['acme', tenant('tenant-other')],
      ['other', tenant('tenant-acme')],
    ]);
    await expect(bindStore(store, swapped)).rejects.toThrow(
      'The store holds 1 cluster of the namespace tenant-acme of a Cozystack, and the settings name the namespace tenant-other',
    );
    await bindTenant(store, 'acme', bindingTo('tenant-acme', 'uid-1'));
    await expect(bindTenant(store, 'acme', bindingTo('tenant-acme', 'uid-2'))).rejects.toMatchObject({
      reason: 'TenantElsewhere',
    });
    await bindTenant(store, 'other', bindingTo('tenant-other', 'uid-2'));
  });

  test('what is held of one who is not named any more stays, and he can come back to where he was only', async () => {
    const store = open();
    await bindStore(store, both);
    await put(store, 'other');
    const without = new Map([['acme', tenant('tenant-acme')]]);
    expect(await bindStore(store, without)).toEqual(['other']);
    expect(await store.count({ kind: 'cluster' })).toBe(1);
    const elsewhere = new Map([...without, ['other', tenant('tenant-third')] as const]);
    await expect(bindStore(store, elsewhere)).rejects.toThrow('1 cluster of the namespace tenant-other');
    expect(await bindStore(store, both)).toEqual([]);
    await expect(bindStore(store, undefined)).rejects.toThrow('the settings name the simulated platform');
  });

  test('a store that an older version bound is that of demo', async () => {
    const store = open();
    const key = { tenant: '-', kind: 'platformBinding', id: 'platform' };
    const body = { name: 'the namespace tenant-acme of a Cozystack', uid: 'uid-1' };
    await store.commit({ writes: [{ key, body, expect: 'absent' }] });
    await put(store, 'demo');
    await expect(bindStore(store, cozystack('tenant-other'))).rejects.toThrow('namespace tenant-acme');
    await bindStore(store, cozystack('tenant-acme'));
    await isAt(store, 'tenant-acme', 'uid-1');
    await expect(isAt(store, 'tenant-acme', 'uid-2')).rejects.toThrow('another platform');
    expect(await bindStore(store, both)).toEqual(['demo']);
    await expect(bindTenant(store, 'acme', bindingTo('tenant-acme', 'uid-1'))).rejects.toThrow(
      'The store holds 1 cluster of the namespace tenant-acme of a Cozystack under the name demo: name that tenant demo in the settings',
    );
    // One of the same name on another platform is another one.
    await bindTenant(store, 'acme', bindingTo('tenant-acme', 'uid-2'));
  });

  test.each<[string, Told, Told, boolean]>([
    ['the uid is the same', ['uid-1', 'https://one'], ['uid-1', 'https://inside'], true],
    ['the uid is another one', ['uid-1', 'https://one'], ['uid-2', 'https://one'], false],
    ['no uid is told, of one platform', [undefined, 'https://one'], [undefined, 'https://one'], true],
    ['no uid is told, of two platforms', [undefined, 'https://one'], [undefined, 'https://two'], false],
    ['one of them tells no uid', [undefined, 'https://one'], ['uid-1', 'https://one'], true],
    ['the older one is known by name only', [], ['uid-1', 'https://one'], true],
  ])('another name for a place with clusters, when %s', async (_when, older, newer, isRefused) => {
    const store = open();
    await bindTenant(store, 'demo', bindingTo('tenant-acme', ...older));
    const rename = () => bindTenant(store, 'acme', bindingTo('tenant-acme', ...newer));
    await rename();
    await put(store, 'demo');
    if (isRefused) await expect(rename()).rejects.toMatchObject({ reason: 'TenantShared', retryable: false });
    else await rename();
    // The name that has the clusters goes on.
    await bindTenant(store, 'demo', bindingTo('tenant-acme', ...older));
  });

  test('a place that was bound before its platform was told learns that, clusters or not', async () => {
    const store = open();
    await bindTenant(store, 'demo', bindingTo('tenant-acme'));
    await put(store, 'demo');
    await bindTenant(store, 'demo', bindingTo('tenant-acme', undefined, 'https://one'));
    await bindTenant(store, 'acme', bindingTo('tenant-acme', undefined, 'https://two'));
    // The address may change, and no uid is forgotten.
    await bindTenant(store, 'demo', bindingTo('tenant-acme', 'uid-1', 'https://two'));
    await bindTenant(store, 'demo', bindingTo('tenant-acme', undefined, 'https://three'));
    await expect(
      bindTenant(store, 'acme', bindingTo('tenant-acme', 'uid-1', 'https://four')),
    ).rejects.toMatchObject({ reason: 'TenantShared' });
  });
});
