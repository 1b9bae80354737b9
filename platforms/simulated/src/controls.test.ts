import { createVirtualClock } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { createSimulatedPlatform } from './index.ts';
import { cluster, group } from './testing/desired.ts';
import { HOUR, MINUTE, START } from './testing/simulation.ts';

const WISH = cluster({ nodeGroups: [group('web')] });
const H100 = 'nvidia.com/H100_94GB';

async function settled(wish = WISH) {
  const clock = createVirtualClock(START);
  const platform = createSimulatedPlatform({ clock, stock: { [H100]: 1 } });
  await platform.apply(wish);
  await clock.advance(HOUR);
  const see = async () => (await platform.observe(wish))!;
  await see();
  return { clock, platform, controls: platform.controls, see };
}

describe('sites', () => {
  it('are shown in the catalogue and in the controls', async () => {
    const { platform, controls } = await settled();
    await controls.setSite('gland', false);
    expect(await controls.sites()).toEqual([
      { id: 'geneva', available: true },
      { id: 'gland', available: false },
      { id: 'lucerne', available: true },
    ]);
    const { sites } = await platform.catalogue('acme');
    expect(sites.map(({ available }) => available)).toEqual([true, false, true]);
    await controls.setSite('gland', true);
    expect((await controls.sites()).every(({ available }) => available)).toBe(true);
  });

  it('concern every cluster, and listeners hear of each', async () => {
    const { platform, controls, clock } = await settled();
    const other = cluster({ name: 'test', uid: 'uid-2' });
    await platform.apply(other);
    await clock.advance(HOUR);
    const heard: string[] = [];
    platform.watch(({ name }) => heard.push(name));
    await controls.setSite('gland', false);
    expect(heard.sort()).toEqual(['prod', 'test']);
    for (const wish of [WISH, other]) {
      expect((await platform.observe(wish))!.etcd.filter(({ ready }) => !ready)).toHaveLength(1);
    }
    await controls.setSite('gland', false);
    expect(heard).toHaveLength(2);
  });
});

describe('demand', () => {
  it('is followed, and forgotten when it is taken away', async () => {
    const { controls, clock, see } = await settled();
    await controls.setDemand(WISH, 'web', { pods: 9, cpu: '1' });
    await clock.advance(5 * MINUTE);
    expect((await see()).nodeGroups[0]!.nodes).toHaveLength(3);
    await controls.setDemand(WISH, 'web', undefined);
    await clock.advance(5 * MINUTE);
    expect((await see()).nodeGroups[0]!.nodes).toHaveLength(1);
  });

  it('is told to listeners', async () => {
    const { platform, controls } = await settled();
    const heard: string[] = [];
    platform.watch(({ name }) => heard.push(name));
    await controls.setDemand(WISH, 'web', { pods: 9, cpu: '1' });
    expect(heard).toEqual(['prod']);
  });

  it.each([
    [{ pods: -1, cpu: '1' }, 'pods'],
    [{ pods: 1.5, cpu: '1' }, 'pods'],
    [{ pods: 1, cpu: '0' }, 'cpu'],
    [{ pods: 1, cpu: 'much' }, 'cpu'],
    [{ pods: 1, cpu: '1', memory: '-1Gi' }, 'memory'],
    [{ pods: 1, cpu: '1', gpus: -1 }, 'gpus'],
  ])('%j is refused with a sentence about %s', async (demand, field) => {
    const { controls } = await settled();
    const setting = controls.setDemand(WISH, 'web', demand);
    await expect(setting).rejects.toThrow(new RegExp(`^${field} must be `));
    await expect(setting).rejects.toMatchObject({ reason: 'InvalidArgument', retryable: false });
  });
});

describe('stock', () => {
  it('is shared: what one cluster gives back, another one gets', async () => {
    const ml = (uid: string) => cluster({ uid, name: uid, nodeGroups: [group('ml', { gpus: [H100] })] });
    const { platform, clock, see } = await settled(ml('first'));
    await platform.apply(ml('second'));
    await clock.advance(HOUR);
    const second = async () => (await platform.observe(ml('second')))!.nodeGroups[0]!;
    expect((await see()).nodeGroups[0]!.failure).toBeUndefined();
    expect((await second()).failure?.reason).toBe('OutOfStock');
    await platform.remove(ml('first'));
    await clock.advance(HOUR);
    expect((await second()).nodes.map(({ phase }) => phase)).toEqual(['Scheduling']);
    const heard: string[] = [];
    platform.watch(({ name }) => heard.push(name));
    expect(await platform.observe(ml('first'))).toBeUndefined();
    expect(heard).toEqual(['second']);
    expect((await second()).nodes.map(({ phase }) => phase)).toEqual(['Booting']);
    await clock.advance(5 * MINUTE);
    expect((await second()).nodes.map(({ phase }) => phase)).toEqual(['Ready']);
  });

  it('can be set', async () => {
    const { controls, clock, see } = await settled(
      cluster({ nodeGroups: [group('ml', { gpus: [H100], minReplicas: 3 })] }),
    );
    const ready = async () =>
      (await see()).nodeGroups[0]!.nodes.filter(({ phase }) => phase === 'Ready').length;
    expect(await ready()).toBe(1);
    await controls.setStock(H100, 3);
    await see();
    await clock.advance(5 * MINUTE);
    expect(await ready()).toBe(3);
    await expect(controls.setStock(H100, -1)).rejects.toMatchObject({ reason: 'InvalidArgument' });
  });
});

describe('nodes and volumes', () => {
  it('can be made silent and healthy', async () => {
    const { controls, clock, see } = await settled();
    const { name } = (await see()).nodeGroups[0]!.nodes[0]!;
    await controls.setNodeHealth(WISH, name, false);
    expect((await see()).nodeGroups[0]!.nodes[0]!.phase).toBe('NotReady');
    await controls.setNodeHealth(WISH, name, true);
    await clock.advance(MINUTE);
    expect((await see()).nodeGroups[0]!.nodes[0]!.phase).toBe('Ready');
  });

  it('can be created and removed', async () => {
    const { controls, clock, see } = await settled();
    await controls.createVolume(WISH, { name: 'data', storageClass: 'replicated', size: '10Gi' });
    await clock.advance(MINUTE);
    expect((await see()).volumes).toMatchObject([{ name: 'data', phase: 'Available' }]);
    await controls.removeVolume(WISH, 'data');
    await controls.removeVolume(WISH, 'data');
    expect((await see()).volumes).toEqual([]);
  });
});

describe('what is not there', () => {
  it('is named in the error', async () => {
    const { controls } = await settled();
    const nobody = { ...WISH, uid: 'nobody', name: 'nobody' };
    const claim = { name: 'data', storageClass: 'fast-ssd', size: '10Gi' };
    const calls: readonly [Promise<void>, string][] = [
      [controls.setSite('zurich', false), 'the site zurich'],
      [controls.setStock('nvidia.com/NONE', 1), 'nvidia.com/NONE'],
      [controls.setDemand(nobody, 'web', undefined), 'the cluster nobody'],
      [controls.setNodeHealth(WISH, 'kubernetes-prod-web-zzzzz', false), 'kubernetes-prod-web-zzzzz'],
      [controls.createVolume(WISH, claim), 'the storage class fast-ssd'],
      [controls.createVolume(nobody, { ...claim, storageClass: 'local' }), 'the cluster nobody'],
    ];
    for (const [call, what] of calls) {
      await expect(call).rejects.toThrow(`The simulated platform does not have `);
      await expect(call).rejects.toThrow(what);
      await expect(call).rejects.toMatchObject({ reason: 'NotFound', retryable: false });
    }
  });
});
