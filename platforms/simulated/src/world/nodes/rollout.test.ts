import type { ObservedCluster, Rollout } from '@hikube/service/platform';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, SECOND, Simulation } from '../../testing/simulation.ts';

function nodesOf(seen: ObservedCluster, name = 'web') {
  return seen.nodeGroups.find((each) => each.name === name)?.nodes ?? [];
}

function readyCount(seen: ObservedCluster, name = 'web'): number {
  return nodesOf(seen, name).filter(({ phase }) => phase === 'Ready').length;
}

function settled(size: number, rollout: Partial<Rollout> = {}, seed = 'test'): Simulation {
  const web = group('web', { minReplicas: size, maxReplicas: size });
  const full = { paused: false, maxSurge: 1, maxUnavailable: 0, ...rollout };
  const simulation = new Simulation(cluster({ nodeGroups: [web], rollout: full }), rulesWith({ seed }));
  simulation.settle();
  return simulation;
}

describe('a version upgrade of nodes', () => {
  it('stays within surge and unavailability, whatever they are', () => {
    const sizes = fc.record({
      size: fc.integer({ min: 1, max: 6 }),
      maxSurge: fc.integer({ min: 0, max: 4 }),
      maxUnavailable: fc.integer({ min: 0, max: 4 }),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(sizes, ({ size, maxSurge, maxUnavailable, seed }) => {
        const simulation = settled(size, { maxSurge, maxUnavailable }, String(seed));
        simulation.patch({ version: '1.35' });
        const surge = maxSurge + maxUnavailable === 0 ? 1 : maxSurge;
        let [most, least] = [0, size];
        simulation.play(4 * HOUR, (seen) => {
          most = Math.max(most, nodesOf(seen).length);
          least = Math.min(least, readyCount(seen));
        });
        expect(most).toBeLessThanOrEqual(size + surge);
        expect(least).toBeGreaterThanOrEqual(size - maxUnavailable);
        expect(nodesOf(simulation.see()).map(({ version }) => version)).toEqual(Array(size).fill('1.35.1'));
      }),
      { numRuns: 100 },
    );
  });

  it('uses what it may use', () => {
    const simulation = settled(4, { maxSurge: 2, maxUnavailable: 1 });
    simulation.patch({ version: '1.35' });
    let [most, least] = [0, 4];
    simulation.play(HOUR, (seen) => {
      most = Math.max(most, nodesOf(seen).length);
      least = Math.min(least, readyCount(seen));
    });
    expect([most, least]).toEqual([6, 3]);
  });

  it('begins when every API server has the new version', () => {
    const simulation = settled(3);
    simulation.patch({ version: '1.35' });
    simulation.play(HOUR, (seen) => {
      if (seen.controlPlane.some(({ version }) => version !== '1.35.1')) {
        expect(nodesOf(seen).map(({ version }) => version)).toEqual(['1.34.4', '1.34.4', '1.34.4']);
      }
    });
  });

  it('takes one group after the other, by name', () => {
    const nodeGroups = ['b', 'a'].map((name) => group(name, { minReplicas: 2 }));
    const simulation = new Simulation(cluster({ nodeGroups }));
    simulation.settle();
    simulation.patch({ version: '1.35' });
    simulation.play(HOUR, (seen) => {
      const isOld = ({ version }: { readonly version: string }) => version === '1.34.4';
      if (nodesOf(seen, 'a').some(isOld)) expect(nodesOf(seen, 'b').every(isOld)).toBe(true);
    });
    expect(simulation.see().observedGeneration).toBe(2);
  });

  it('finishes the node in hand when it is paused, and begins no other', () => {
    const simulation = settled(4);
    simulation.patch({ version: '1.35' });
    simulation.play(HOUR, (seen) => {
      const begun = nodesOf(seen).length > 4;
      const isPaused = simulation.world.desired.rollout.paused;
      if (begun && !isPaused) simulation.patch({ rollout: { paused: true, maxSurge: 1, maxUnavailable: 0 } });
    });
    const versions = () =>
      nodesOf(simulation.see())
        .map(({ version }) => version)
        .sort();
    expect(versions()).toEqual(['1.34.4', '1.34.4', '1.34.4', '1.35.1']);
    expect(readyCount(simulation.see())).toBe(4);
    expect(simulation.see().observedGeneration).toBe(1);
    simulation.patch({ rollout: { paused: false, maxSurge: 1, maxUnavailable: 0 } });
    simulation.settle();
    expect(versions()).toEqual(['1.35.1', '1.35.1', '1.35.1', '1.35.1']);
  });

  it('marks nodes as current only with the version that is wanted', () => {
    const simulation = settled(2);
    simulation.patch({ version: '1.35' });
    expect(nodesOf(simulation.see()).map(({ current }) => current)).toEqual([false, false]);
    simulation.settle();
    expect(nodesOf(simulation.see()).map(({ current }) => current)).toEqual([true, true]);
  });
});

describe('a version that nobody gave a pace', () => {
  it('moves each group within its own rollout', () => {
    const rollout = { maxSurge: 0, maxUnavailable: 2 };
    const web = group('web', { minReplicas: 4, maxReplicas: 4, rollout });
    const simulation = new Simulation(cluster({ nodeGroups: [web], rollout: { paused: false } }));
    simulation.settle();
    simulation.patch({ version: '1.35' });
    let [most, least] = [0, 4];
    simulation.play(HOUR, (seen) => {
      most = Math.max(most, nodesOf(seen).length);
      least = Math.min(least, readyCount(seen));
    });
    expect([most, least]).toEqual([4, 2]);
  });
});

describe('a change of settings', () => {
  it.each<[string, Parameters<typeof group>[1]]>([
    ['the instance type', { instanceType: 'u1.xlarge' }],
    ['explicit resources', { resources: { cpu: '3', memory: '6Gi' } }],
    ['the disk', { diskSize: '40Gi' }],
    ['the roles', { roles: ['ingress-nginx'] }],
    ['the GPUs', { gpus: ['nvidia.com/H100_94GB'] }],
  ])('of %s brings one new node before an old one goes', (_, changes) => {
    const simulation = settled(3);
    const before = nodesOf(simulation.see()).map(({ name }) => name);
    const web = group('web', { minReplicas: 3, maxReplicas: 3, generation: 2, ...changes });
    simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
    expect(simulation.see().nodeGroups[0]!.observedGeneration).toBe(1);
    simulation.play(HOUR, (seen) => {
      expect(nodesOf(seen).length).toBeLessThanOrEqual(4);
      expect(readyCount(seen)).toBeGreaterThanOrEqual(3);
    });
    const after = nodesOf(simulation.see()).map(({ name }) => name);
    expect(after.some((name) => before.includes(name))).toBe(false);
    expect(simulation.see().nodeGroups[0]!.observedGeneration).toBe(2);
  });

  it('stays within the rollout of its group, whatever that is', () => {
    const sizes = fc.record({
      size: fc.integer({ min: 1, max: 6 }),
      maxSurge: fc.integer({ min: 0, max: 4 }),
      maxUnavailable: fc.integer({ min: 0, max: 4 }),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(sizes, ({ size, maxSurge, maxUnavailable, seed }) => {
        fc.pre(maxSurge + maxUnavailable > 0);
        // The pace of the cluster is for versions; settings never look at it.
        const simulation = settled(size, { maxSurge: 4, maxUnavailable: 4 }, String(seed));
        const rollout = { maxSurge, maxUnavailable };
        const changes = {
          minReplicas: size,
          maxReplicas: size,
          generation: 2,
          instanceType: 'u1.xlarge',
          rollout,
        };
        simulation.want({ ...simulation.world.desired, nodeGroups: [group('web', changes)] });
        let [most, least] = [0, size];
        simulation.play(4 * HOUR, (seen) => {
          most = Math.max(most, nodesOf(seen).length);
          least = Math.min(least, readyCount(seen));
        });
        expect(most).toBeLessThanOrEqual(size + maxSurge);
        expect(least).toBeGreaterThanOrEqual(size - maxUnavailable);
        expect(nodesOf(simulation.see()).map(({ instanceType }) => instanceType)).toEqual(
          Array(size).fill('u1.xlarge'),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('uses what the rollout of its group gives', () => {
    const simulation = settled(4);
    const rollout = { maxSurge: 2, maxUnavailable: 1 };
    const changes = { minReplicas: 4, maxReplicas: 4, generation: 2, instanceType: 'u1.xlarge', rollout };
    simulation.want({ ...simulation.world.desired, nodeGroups: [group('web', changes)] });
    let [most, least] = [0, 4];
    simulation.play(HOUR, (seen) => {
      most = Math.max(most, nodesOf(seen).length);
      least = Math.min(least, readyCount(seen));
    });
    expect([most, least]).toEqual([6, 3]);
  });

  it('of the rollout alone replaces nothing', () => {
    const simulation = settled(3);
    const before = nodesOf(simulation.see());
    const rollout = { maxSurge: 0, maxUnavailable: 2 };
    const web = group('web', { minReplicas: 3, maxReplicas: 3, generation: 2, rollout });
    simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
    simulation.settle();
    expect(nodesOf(simulation.see())).toEqual(before);
    expect(simulation.see().nodeGroups[0]!.observedGeneration).toBe(2);
  });

  it.each<[string, Parameters<typeof group>[1]]>([
    ['the maximum', { maxReplicas: 9 }],
    ['the spelling of the disk', { diskSize: '20480Mi' }],
  ])('of %s replaces nothing', (_, changes) => {
    const simulation = settled(2);
    const before = nodesOf(simulation.see());
    const web = group('web', { minReplicas: 2, maxReplicas: 2, generation: 2, ...changes });
    simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
    simulation.settle();
    expect(nodesOf(simulation.see())).toEqual(before);
    expect(simulation.see().nodeGroups[0]!.observedGeneration).toBe(2);
  });

  it('of labels and taints is on the nodes that exist', () => {
    const simulation = settled(2);
    const names = () => nodesOf(simulation.see()).map(({ name }) => name);
    const before = names();
    const changes = {
      labels: { tier: 'edge' },
      taints: [{ key: 'dedicated', value: 'edge', effect: 'NoSchedule' as const }],
    };
    const web = group('web', { minReplicas: 2, maxReplicas: 2, generation: 2, ...changes });
    simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
    expect(names()).toEqual(before);
    for (const node of nodesOf(simulation.see())) expect(node).toMatchObject({ ...changes, current: true });
    expect(simulation.see().nodeGroups[0]!.observedGeneration).toBe(2);
  });

  it('is taken back without replacing what still has the old settings', () => {
    const simulation = settled(3);
    const before = nodesOf(simulation.see());
    const { desired } = simulation.world;
    const web = (generation: number, instanceType: string) =>
      group('web', { minReplicas: 3, maxReplicas: 3, generation, instanceType });
    simulation.want({ ...desired, nodeGroups: [web(2, 'u1.xlarge')] });
    simulation.advance(30 * SECOND);
    simulation.want({ ...desired, nodeGroups: [web(3, 's1.large')] });
    simulation.settle();
    expect(nodesOf(simulation.see())).toEqual(before);
  });

  it('rolls while a version upgrade is paused', () => {
    const simulation = settled(2, { paused: true });
    simulation.patch({ version: '1.35' });
    simulation.settle();
    const web = group('web', {
      minReplicas: 2,
      maxReplicas: 2,
      generation: 2,
      instanceType: 'u1.xlarge',
    });
    simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
    simulation.settle();
    expect(nodesOf(simulation.see()).map(({ instanceType }) => instanceType)).toEqual([
      'u1.xlarge',
      'u1.xlarge',
    ]);
  });
});

describe('nodes that are named for replacement', () => {
  it('are exchanged in the same way, and only they', () => {
    const simulation = settled(3);
    const [first, second, third] = nodesOf(simulation.see()).map(({ name }) => name);
    simulation.want({ ...simulation.world.desired, replaceNodes: [first!, third!] });
    expect(nodesOf(simulation.see()).filter(({ current }) => !current)).toHaveLength(2);
    simulation.play(HOUR, (seen) => expect(readyCount(seen)).toBeGreaterThanOrEqual(3));
    const after = nodesOf(simulation.see()).map(({ name }) => name);
    expect(after).toHaveLength(3);
    expect(after).toContain(second);
    expect(after).not.toContain(first);
    expect(after).not.toContain(third);
  });

  it('may be gone already', () => {
    const simulation = settled(2);
    const before = nodesOf(simulation.see());
    simulation.want({ ...simulation.world.desired, replaceNodes: ['kubernetes-prod-web-zzzzz'] });
    simulation.advance(10 * MINUTE);
    expect(nodesOf(simulation.see())).toEqual(before);
  });
});
