// Wishes may come twice, late or in a row: the newest counts, and saying it again changes nothing.
import { expect, it } from 'vitest';
import { isInPlace, nodesOf, type OpenPlatform, useBench } from './harness.ts';

export function describeWishes(open: OpenPlatform): void {
  const bench = useBench(open);

  it('does nothing more when the same is asked again', async () => {
    const { platform, wish, group, until, see } = bench();
    const desired = wish({ nodeGroups: [group('web')] });
    await platform.apply(desired);
    await platform.apply(desired);
    await until(desired, isInPlace(desired));
    const before = await see(desired);
    await platform.apply({ ...desired, nodeGroups: [...desired.nodeGroups] });
    expect(await see(desired)).toEqual(before);
  });

  it('does nothing more when it is asked again at every moment', async () => {
    const { platform, wish, group, tick, patience } = bench();
    const desired = wish({ nodeGroups: [group('web', { minReplicas: 2 })] });
    const names = new Set<string>();
    for (let moment = 0; moment < patience; moment += 1) {
      await platform.apply(desired);
      const seen = (await platform.observe(desired))!;
      for (const { name } of nodesOf(seen, 'web')) names.add(name);
      if (isInPlace(desired)(seen)) break;
      await tick();
    }
    expect(names.size).toBe(2);
  });

  it('follows the newest of two wishes', async () => {
    const { platform, wish, group, until } = bench();
    const first = wish({ nodeGroups: [group('web')] });
    const second = wish({ nodeGroups: [group('web', { generation: 2, minReplicas: 2 })] });
    await platform.apply(first);
    await platform.apply(second);
    const story = await until(second, isInPlace(second));
    expect(nodesOf(story.at(-1)!, 'web')).toHaveLength(2);
  });

  it('ignores a wish that was overtaken', async () => {
    const { platform, wish, group, until, see, tick } = bench();
    const older = wish({ nodeGroups: [group('web')] });
    const newer = wish({ generation: 2, nodeGroups: [group('web', { generation: 2, minReplicas: 2 })] });
    await platform.apply(newer);
    await until(newer, isInPlace(newer));
    const before = await see(newer);
    await platform.apply(older);
    await tick();
    expect((await see(newer)).nodeGroups).toEqual(before.nodeGroups);
    expect((await see(newer)).observedGeneration).toBe(2);
  });

  it('keeps its own copy of a wish', async () => {
    const { platform, wish, group, until } = bench();
    const groups = [group('web')];
    const desired = wish({ nodeGroups: groups });
    await platform.apply(desired);
    groups.pop();
    const story = await until(desired, isInPlace(wish({ nodeGroups: [group('web')] })));
    expect(nodesOf(story.at(-1)!, 'web')).toHaveLength(1);
  });
}
