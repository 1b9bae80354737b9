// Node groups grow, shrink, roll, appear and go.
import { expect, it } from 'vitest';
import {
  type DesiredCluster,
  type DesiredNodeGroup,
  type ObservedCluster,
  PlatformError,
} from '../platform.ts';
import { type Bench, isInPlace, nodesOf, type OpenPlatform, useBench } from './harness.ts';

const GROUP = 'web';

export function describeNodeGroups(open: OpenPlatform): void {
  const bench = useBench(open);

  it('grows to a raised minimum', async () => {
    const { first, changed } = await start(bench(), { minReplicas: 1 }, { minReplicas: 3 });
    const story = await changed();
    expect(namesOf(story.at(-1)!)).toHaveLength(3);
    expect(namesOf(story.at(-1)!)).toEqual(expect.arrayContaining(namesOf(first)));
  });

  it('shrinks to a lowered maximum', async () => {
    const { first, changed } = await start(bench(), { minReplicas: 3 }, { minReplicas: 1, maxReplicas: 1 });
    const story = await changed();
    expect(namesOf(story.at(-1)!)).toHaveLength(1);
    expect(namesOf(first)).toEqual(expect.arrayContaining(namesOf(story.at(-1)!)));
  });

  it('replaces every node when the size changes, and never lacks one', async () => {
    const size = { resources: { cpu: '2', memory: '6Gi' } };
    const { first, changed } = await start(bench(), { minReplicas: 2 }, { minReplicas: 2, ...size });
    const story = await changed();
    for (const seen of story) {
      const ready = nodesOf(seen, GROUP).filter(({ phase }) => phase === 'Ready');
      expect(ready.length).toBeGreaterThanOrEqual(2);
      const reached = seen.nodeGroups[0]!.observedGeneration === 2;
      if (reached) expect(nodesOf(seen, GROUP).every(({ cpu }) => cpu === '2')).toBe(true);
    }
    expect(namesOf(first).filter((name) => namesOf(story.at(-1)!).includes(name))).toEqual([]);
  });

  it.each([
    ['another disk', { diskSize: '60Gi' }],
    ['a GPU', { gpus: ['nvidia.com/AD102GL_L40S'] }],
    ['a role', { roles: ['edge'] }],
  ])('replaces every node for %s, and is not done before', async (_what, after) => {
    const { first, changed } = await start(bench(), { minReplicas: 2 }, { minReplicas: 2, ...after });
    const last = (await changed()).at(-1)!;
    expect(namesOf(last)).toHaveLength(2);
    expect(namesOf(first).filter((name) => namesOf(last).includes(name))).toEqual([]);
  });

  it('marks nodes of the old settings as not current', async () => {
    const size = { resources: { cpu: '2', memory: '6Gi' } };
    const { changed } = await start(bench(), { minReplicas: 2 }, { minReplicas: 2, ...size });
    for (const seen of await changed()) {
      for (const node of nodesOf(seen, GROUP)) expect(node.current).toBe(node.cpu === '2');
    }
  });

  it('adds a group and removes one', async () => {
    const { platform, wish, group, until } = bench();
    const one = wish({ nodeGroups: [group('a')] });
    await platform.apply(one);
    await until(one, isInPlace(one));
    const other = wish({ nodeGroups: [group('b')] });
    await platform.apply(other);
    const isDone = (seen: ObservedCluster) => isInPlace(other)(seen) && seen.nodeGroups.length === 1;
    const story = await until(other, isDone);
    expect(story.at(-1)!.nodeGroups.map(({ name }) => name)).toEqual(['b']);
    // Whoever waits for its end knows it by its uid.
    const going = story.flatMap(({ nodeGroups }) => nodeGroups.filter(({ name }) => name === 'a'));
    expect(going.map(({ uid }) => uid)).toEqual(going.map(() => one.nodeGroups[0]!.uid));
    expect(going.at(0)?.nodes.length).toBeGreaterThan(0);
  });

  it('replaces a node that is named, once, or says that it cannot', async ({ skip }) => {
    const { platform, wish, group, until } = bench();
    const desired = wish({ nodeGroups: [group(GROUP, { minReplicas: 2 })] });
    await platform.apply(desired);
    const before = namesOf((await until(desired, isInPlace(desired))).at(-1)!);
    const replacing = { ...desired, replaceNodes: [before[0]!] };
    const refused = await platform.apply(replacing).catch((error: unknown) => error);
    if (refused instanceof PlatformError && refused.reason === 'CapabilityMissing') {
      expect(refused).toMatchObject({ retryable: false });
      expect(namesOf((await until(desired, isInPlace(desired))).at(-1)!)).toEqual(before);
      skip(refused.message);
    }
    expect(refused).toBeUndefined();
    const isDone = (seen: ObservedCluster) => isInPlace(desired)(seen) && !namesOf(seen).includes(before[0]!);
    const story = await until(desired, isDone);
    const after = namesOf(story.at(-1)!);
    expect(after).toHaveLength(2);
    expect(after).toContain(before[1]);
    await platform.apply(replacing);
    await bench().tick();
    expect(namesOf((await until(desired, isInPlace(desired))).at(-1)!)).toEqual(after);
  });
}

/** A cluster whose only group is in place, and the change of that group. */
async function start(bench: Bench, before: Partial<DesiredNodeGroup>, after: Partial<DesiredNodeGroup>) {
  const { platform, wish, group, until } = bench;
  const desired = wish({ nodeGroups: [group(GROUP, before)] });
  await platform.apply(desired);
  const story = await until(desired, isInPlace(desired));
  const next: DesiredCluster = wish({ nodeGroups: [group(GROUP, { generation: 2, ...after })] });
  return {
    first: story.at(-1)!,
    async changed() {
      await platform.apply(next);
      const { maxReplicas } = next.nodeGroups[0]!;
      return until(next, (seen) => isInPlace(next)(seen) && namesOf(seen).length <= maxReplicas);
    },
  };
}

function namesOf(seen: ObservedCluster): string[] {
  return nodesOf(seen, GROUP).map(({ name }) => name);
}
