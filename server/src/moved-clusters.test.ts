import { createVirtualClock } from '@hikube/service';
import { clusterKey } from '@hikube/service/records';
import { createMemoryStore, MAX_PAGE } from '@hikube/service/store';
import { expect, test } from 'vitest';
import { movedClusters } from './moved-clusters.ts';

const at =
  (base: string) =>
  ({ uid }: { readonly uid: string }): string =>
    `${base}/clusters/${uid}`;

test('counts the clusters that were told another address, over all pages', async () => {
  const store = createMemoryStore({ clock: createVirtualClock(0) });
  expect(await movedClusters(store, at('https://a:1'))).toBeUndefined();
  for (let number = 0; number <= MAX_PAGE; number += 1) {
    const [tenant, uid] = ['demo', `uid-${number}`];
    const name = `c-${String(number).padStart(6, '0')}`;
    const base = number === 0 ? 'https://b:2' : 'https://a:1';
    const body = { tenant, name, uid, endpoint: at(base)({ uid }) };
    await store.commit({ writes: [{ key: clusterKey(tenant, 'cluster', name), body, expect: 'absent' }] });
  }
  expect(await movedClusters(store, at('https://b:2'))).toEqual({
    clusters: MAX_PAGE,
    example: 'https://a:1/clusters/uid-1',
  });
  expect(await movedClusters(store, at('https://a:1'))).toEqual({
    clusters: 1,
    example: 'https://b:2/clusters/uid-0',
  });
});
