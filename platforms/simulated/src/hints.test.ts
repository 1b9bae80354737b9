import { createVirtualClock } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { Hints } from './hints.ts';
import { cluster, group } from './testing/desired.ts';
import { rulesWith, Simulation, START } from './testing/simulation.ts';
import { createWatchers } from './watchers.ts';
import { createEnvironment, withHeld, withSite, withStock } from './world/environment.ts';

const H100 = 'nvidia.com/H100_94GB';
const EMPTY = createEnvironment({ [H100]: 2 });
const FULL = withHeld(EMPTY, 'somebody', { [H100]: 2 }, START);

/** Two clusters, of which the first waits for a GPU. */
async function twoClusters() {
  const watchers = createWatchers(createVirtualClock(START), () => () => {});
  const heard: string[] = [];
  watchers.add(({ name }) => heard.push(name));
  const clusters = [H100, undefined].map((gpu, index) => {
    const ml = group('ml', gpu === undefined ? {} : { gpus: [gpu] });
    const wish = cluster({ name: `c${index}`, uid: `uid-${index}`, nodeGroups: [ml] });
    const simulation = new Simulation(wish, rulesWith(), FULL);
    simulation.settle();
    return simulation;
  });
  const worlds = clusters.map(({ world }) => world);
  const hints = new Hints(watchers, async function* list() {
    yield* worlds;
  });
  await hints.changed(FULL);
  heard.length = 0;
  for (const { world } of clusters) hints.seen(world.ref, world);
  return { hints, heard, clusters, refs: worlds.map(({ ref }) => ref) };
}

describe('hints', () => {
  it('about freed GPUs go to those who wait for some', async () => {
    const { hints, heard } = await twoClusters();
    await hints.changed(withHeld(FULL, 'somebody', { [H100]: 1 }, START));
    expect(heard).toEqual(['c0']);
  });

  it('about new GPUs go to those who wait for some', async () => {
    const { hints, heard } = await twoClusters();
    await hints.changed(withStock(FULL, H100, 3, START));
    expect(heard).toEqual(['c0']);
  });

  it('are not given when GPUs become fewer', async () => {
    const { hints, heard } = await twoClusters();
    await hints.changed(withHeld(FULL, 'another', { [H100]: 1 }, START));
    await hints.changed(withStock(FULL, H100, 0, START));
    expect(heard).toEqual([]);
  });

  it('are not given to who has what it waited for, or is gone', async () => {
    const { hints, heard, clusters, refs } = await twoClusters();
    hints.seen(refs[0]!, clusters[1]!.world);
    await hints.changed(EMPTY);
    expect(heard).toEqual([]);
    hints.seen(refs[0]!, clusters[0]!.world);
    hints.seen(refs[0]!, undefined);
    await hints.changed(withStock(EMPTY, H100, 9, START));
    expect(heard).toEqual([]);
  });

  it('about sites go to everybody', async () => {
    const { hints, heard } = await twoClusters();
    await hints.changed(withSite(FULL, 'gland', false, START));
    expect(heard).toEqual(['c0', 'c1']);
  });
});
