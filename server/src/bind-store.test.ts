import { createVirtualClock } from '@hikube/service/platform';
import { createMemoryStore } from '@hikube/service/store';
import { expect, test } from 'vitest';
import { bindStore } from './bind-store.ts';

const cozystack = (namespace: string) => ({
  cozystack: { kubeconfig: 'tenant.yaml', context: 'acme', namespace },
});
const simulated = { cozystack: undefined };

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
  await bindStore(store, {
    cozystack: { ...cozystack('tenant-acme').cozystack, kubeconfig: 'in-cluster', context: '' },
  });
  await expect(bindStore(store, cozystack('tenant-other'))).rejects.toThrow(
    'The store holds 1 cluster of the namespace tenant-acme of a Cozystack, and HIKUBE_PLATFORM names the namespace tenant-other of a Cozystack: set it back',
  );
  await expect(bindStore(store, simulated)).rejects.toThrow('names the simulated platform');
});

test('a namespace of the same name on another platform is another one', async () => {
  const store = open();
  await bindStore(store, cozystack('tenant-acme'));
  await bindStore(store, cozystack('tenant-acme'), 'uid-1');
  await bindStore(store, cozystack('tenant-acme'), 'uid-2');
  await store.commit({
    writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
  });
  // One that does not say is believed, and one that says more than before is the same.
  await bindStore(store, cozystack('tenant-acme'));
  await bindStore(store, cozystack('tenant-acme'), 'uid-2');
  await expect(bindStore(store, cozystack('tenant-acme'), 'uid-1')).rejects.toThrow(
    'The store holds 1 cluster of the namespace tenant-acme of a Cozystack, and HIKUBE_KUBECONFIG leads to another platform',
  );
});

test('a store that was bound by name learns the uid, clusters or not', async () => {
  const store = open();
  await bindStore(store, cozystack('tenant-acme'));
  await store.commit({
    writes: [{ key: { tenant: 'demo', kind: 'cluster', id: 'prod' }, body: {}, expect: 'absent' }],
  });
  await bindStore(store, cozystack('tenant-acme'), 'uid-1');
  await expect(bindStore(store, cozystack('tenant-acme'), 'uid-2')).rejects.toThrow('another platform');
});

test('two replicas that start together on different platforms cannot both have it', async () => {
  const store = open();
  const slow = {
    get: store.get.bind(store),
    count: store.count.bind(store),
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
