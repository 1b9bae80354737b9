import { describe, expect, it } from 'vitest';
import { cluster, group } from '../../testing/desired.ts';
import { HOUR, rulesWith, Simulation } from '../../testing/simulation.ts';
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

  it.each(['1.30.14', '1.34.4'])('to %s is free while there is no API server', (target) => {
    expect(refusedMove(new Simulation(cluster({ version: '1.32' })).world, target)).toBeUndefined();
  });

  it('is not taken back once the first API server has moved', () => {
    const simulation = running('1.33');
    simulation.patch({ version: '1.34' });
    expect(simulation.patch({ version: '1.33' })).toBe('VersionDowngrade');
    simulation.settle();
    expect(versionsOf(simulation)).toEqual(new Set(['1.34.4']));
  });

  it('over two minor versions is made in two steps when the first is under way', () => {
    const simulation = running('1.33');
    simulation.patch({ version: '1.34' });
    expect(simulation.patch({ version: '1.35' })).toBeUndefined();
    expect(simulation.world.target).toBe('1.34.4');
    simulation.play(HOUR, (seen) => {
      const minors = seen.controlPlane.map(({ version }) => Number(version.split('.')[1]));
      expect(Math.max(...minors) - Math.min(...minors)).toBeLessThanOrEqual(1);
      if (seen.observedGeneration === 3) expect(versionsOf(simulation)).toEqual(new Set(['1.35.1']));
    });
    expect(simulation.see().observedGeneration).toBe(3);
  });

  it('waits for nodes that would be more than three minor versions older', () => {
    const simulation = running('1.30');
    const rollout = (paused: boolean) => ({ paused, maxSurge: 1, maxUnavailable: 0 });
    simulation.patch({ rollout: rollout(true) });
    for (const version of ['1.31', '1.32', '1.33', '1.34']) {
      expect(simulation.patch({ version })).toBeUndefined();
      simulation.settle();
    }
    expect(versionsOf(simulation)).toEqual(new Set(['1.33.8', '1.30.14']));
    expect(simulation.see().nodeGroups[0]!.nodes.every(({ current }) => !current)).toBe(true);
    simulation.patch({ rollout: rollout(false) });
    simulation.settle();
    expect(versionsOf(simulation)).toEqual(new Set(['1.34.4']));
    expect(simulation.see().observedGeneration).toBe(7);
  });
});

function versionsOf(simulation: Simulation): ReadonlySet<string> {
  const seen = simulation.see();
  const nodes = seen.nodeGroups.flatMap((each) => each.nodes);
  return new Set([...seen.controlPlane, ...nodes].map(({ version }) => version));
}
