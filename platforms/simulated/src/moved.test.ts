import { createVirtualClock } from '@hikube/service/platform';
import { createMemoryStore, MAX_PAGE } from '@hikube/service/store';
import { expect, test } from 'vitest';
import { movedClusters } from './moved.ts';
import { createSimulatedPlatform } from './platform.ts';
import { cluster } from './testing/desired.ts';
import { Simulation } from './testing/simulation.ts';
import { createStoreWorlds } from './worlds/store-worlds.ts';

const at =
  (base: string) =>
  ({ uid }: { readonly uid: string }): string =>
    `${base}/clusters/${uid}`;

test('counts the clusters that were told another address, over all pages', async () => {
  const worlds = createStoreWorlds(createMemoryStore({ clock: createVirtualClock(0) }));
  expect(await movedClusters(worlds, at('https://a:1'))).toBeUndefined();
  for (let number = 0; number <= MAX_PAGE; number += 1) {
    const [uid, name] = [`uid-${number}`, `c-${String(number).padStart(6, '0')}`];
    const base = number === 0 ? 'https://b:2' : 'https://a:1';
    const value = new Simulation(cluster({ uid, name, endpoint: at(base)({ uid }) })).world;
    await worlds.save({ world: { ref: value.ref, value, expected: 'absent' } });
  }
  expect(await movedClusters(worlds, at('https://b:2'))).toEqual({
    clusters: MAX_PAGE,
    example: 'https://a:1/clusters/uid-1',
  });
  expect(await movedClusters(worlds, at('https://a:1'))).toEqual({
    clusters: 1,
    example: 'https://b:2/clusters/uid-0',
  });
});

test('a platform that serves no API has moved nothing', async () => {
  const platform = createSimulatedPlatform({ clock: createVirtualClock(0) });
  await platform.apply(cluster());
  expect(await platform.moved()).toBeUndefined();
});
