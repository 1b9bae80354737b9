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

test('clusters of a simulated platform are not made on a real one', async () => {
  const store = await withCluster();
  await bindStore(store, simulated);
  await expect(bindStore(store, cozystack('tenant-acme'))).rejects.toThrow(
    '1 cluster of the simulated platform',
  );
});
