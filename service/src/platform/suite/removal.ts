// Removal always comes to its end, can be asked for at any time, and is not undone by a late wish.
import { expect, it } from 'vitest';
import { isInPlace, type OpenPlatform, useBench } from './harness.ts';

export function describeRemoval(open: OpenPlatform): void {
  const bench = useBench(open);

  it('has nothing to do for a cluster that is not there', async () => {
    const { platform, wish } = bench();
    await platform.remove(wish());
    expect(await platform.observe(wish())).toBeUndefined();
  });

  it('removes a cluster that serves', async () => {
    const { platform, wish, group, until, untilGone } = bench();
    const desired = wish({ nodeGroups: [group('web')] });
    await platform.apply(desired);
    await until(desired, isInPlace(desired));
    await platform.remove(desired);
    const story = await untilGone(desired);
    expect(story.length).toBeGreaterThan(0);
    expect(story.every(({ deleting }) => deleting)).toBe(true);
  });

  it('removes a cluster that has only just been asked for', async () => {
    const { platform, wish, group, untilGone } = bench();
    const desired = wish({ nodeGroups: [group('web')] });
    await platform.apply(desired);
    await platform.remove(desired);
    await untilGone(desired);
    expect(await platform.observe(desired)).toBeUndefined();
  });

  it('may be asked for again and again', async () => {
    const { platform, wish, group, tick, patience } = bench();
    const desired = wish({ nodeGroups: [group('web')] });
    await platform.apply(desired);
    for (let moment = 0; moment < patience; moment += 1) {
      await platform.remove(desired);
      if ((await platform.observe(desired)) === undefined) return;
      await tick();
    }
    throw new Error('Asking again has kept the cluster alive.');
  });

  it('goes on although the cluster is wished for again', async () => {
    const { platform, wish, untilGone } = bench();
    const desired = wish();
    await platform.apply(desired);
    await platform.remove(desired);
    await platform.apply({ ...desired, generation: 2 });
    const story = await untilGone(desired);
    expect(story.every(({ deleting }) => deleting)).toBe(true);
  });

  it('leaves a later cluster of the same name alone', async () => {
    const { platform, wish, group, until, untilGone, see } = bench();
    const first = wish({ nodeGroups: [group('web')] });
    await platform.apply(first);
    await platform.remove(first);
    await untilGone(first);
    const second = wish({ uid: '7d0b0a0e-0000-4000-8000-000000000003', nodeGroups: [group('web')] });
    await platform.apply(second);
    await platform.remove(first);
    await until(second, isInPlace(second));
    expect((await see(second)).deleting).toBe(false);
  });

  it('calls no listener after its watch has ended or the platform is closed', async () => {
    const { platform, wish, group, tick } = bench();
    let calls = 0;
    const end = platform.watch(() => {
      calls += 1;
    });
    end();
    end();
    platform.watch(() => {
      calls += 1;
    });
    await platform.close();
    await platform.close();
    await platform.apply(wish({ nodeGroups: [group('web')] })).catch(() => undefined);
    for (let moment = 0; moment < 50; moment += 1) await tick();
    expect(calls).toBe(0);
  });
}
