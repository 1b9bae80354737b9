// A minor version upgrade: API servers first, then nodes, and nothing that worked stops working.
import { compareVersions } from '@hikube/domain';
import { expect, it } from 'vitest';
import type { DesiredCluster, ObservedCluster } from '../platform.ts';
import { type Bench, isInPlace, nodesOf, type OpenPlatform, useBench } from './harness.ts';

export function describeUpgrades(open: OpenPlatform): void {
  const bench = useBench(open);

  it('never runs a node that is newer than an API server', async () => {
    const { story, to } = await upgrade(bench());
    for (const seen of story) {
      for (const node of nodesOf(seen, 'web')) {
        for (const server of seen.controlPlane) {
          expect(compareVersions(node.version, server.version)).toBeLessThanOrEqual(0);
        }
      }
    }
    const last = story.at(-1)!;
    const versions = [...last.controlPlane, ...nodesOf(last, 'web')].map(({ version }) => version);
    expect(new Set(versions)).toEqual(new Set([to]));
  });

  it('keeps the API server and the nodes serving', async () => {
    for (const seen of (await upgrade(bench())).story) {
      expect(seen.apiReady).toBe(true);
      expect(nodesOf(seen, 'web').filter(({ phase }) => phase === 'Ready').length).toBeGreaterThanOrEqual(2);
    }
  });

  it('reaches the generation only when every node runs the new version', async () => {
    const { story, to } = await upgrade(bench());
    for (const seen of story.filter(({ observedGeneration }) => observedGeneration >= 2)) {
      expect(nodesOf(seen, 'web').every(({ version }) => version === to)).toBe(true);
    }
  });
}

/** Upgrades a cluster of two nodes by one minor version. */
async function upgrade(
  bench: Bench,
): Promise<{ readonly story: readonly ObservedCluster[]; readonly to: string }> {
  const { platform, wish, group, until, catalogue } = bench;
  const [from, to] = catalogue.kubernetesVersions.slice(-2);
  const desired = wish({ version: from!.minor, nodeGroups: [group('web', { minReplicas: 2 })] });
  await platform.apply(desired);
  await until(desired, isInPlace(desired));
  const next: DesiredCluster = { ...desired, generation: 2, version: to!.minor };
  await platform.apply(next);
  return { story: await until(next, isInPlace(next)), to: to!.patch };
}
