import { describe, expect, it } from 'vitest';
import { rulesWith, Simulation } from '../../testing/simulation.ts';
import { cluster, group } from '../../testing/wishes.ts';
import { comparePatches, patchFor, refusedMove } from './versions.ts';

describe('order of versions', () => {
  it.each([
    ['1.34.4', '1.34.4', 0],
    ['1.34.4', '1.34.10', -1],
    ['1.9.0', '1.10.0', -1],
    ['1.35.1', '1.34.14', 1],
    ['2.0.0', '1.99.99', 1],
  ])('%s against %s', (a, b, expected) => {
    expect(Math.sign(comparePatches(a, b))).toBe(expected);
  });
});

describe('patch of a version', () => {
  it.each([
    ['1.34', undefined, '1.34.4'],
    ['v1.34', undefined, '1.34.4'],
    ['1.34.2', undefined, '1.34.2'],
    // The cluster stays on what it runs, whatever the catalogue says today.
    ['1.34', '1.34.1', '1.34.1'],
    ['1.35', '1.34.1', '1.35.1'],
    // A minor that has left the catalogue.
    ['1.29', '1.29.15', '1.29.15'],
    ['1.29', undefined, undefined],
    ['latest', undefined, undefined],
  ])('%s while %s runs is %s', (desired, running, expected) => {
    expect(patchFor(desired, rulesWith(), running)).toBe(expected);
  });
});

describe('moves of the control plane', () => {
  function running(version: string) {
    const simulation = new Simulation(cluster({ version, nodeGroups: [group('web')] }));
    simulation.settle();
    return simulation;
  }

  it.each([
    ['1.34.4', undefined],
    ['1.34.9', undefined],
    ['1.35.1', undefined],
    ['1.36.0', 'VersionSkipped'],
    ['1.34.1', 'VersionDowngrade'],
    ['1.33.8', 'VersionDowngrade'],
    ['2.34.0', 'VersionDowngrade'],
  ])('from 1.34.4 to %s: %s', (target, reason) => {
    expect(refusedMove(running('1.34').world, target)?.reason).toBe(reason);
  });

  it('may be asked again later when the present move leads there', () => {
    const simulation = running('1.33');
    simulation.patch({ version: '1.34' });
    expect(refusedMove(simulation.world, '1.35.1')).toMatchObject({ reason: 'VersionSkipped', later: true });
    simulation.settle();
    expect(refusedMove(simulation.world, '1.35.1')).toBeUndefined();
  });

  it('waits for nodes that would be more than three minor versions older', () => {
    const simulation = running('1.30');
    simulation.want({
      ...simulation.world.desired,
      rollout: { paused: true, maxSurge: 1, maxUnavailable: 0 },
    });
    for (const version of ['1.31', '1.32', '1.33']) {
      expect(simulation.patch({ version })).toBeUndefined();
      simulation.settle();
    }
    expect(refusedMove(simulation.world, '1.34.4')).toMatchObject({ reason: 'VersionSkew', later: true });
  });
});
