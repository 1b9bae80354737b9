import type { ObservedCluster } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { cluster } from '../../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, SECOND, Simulation } from '../../testing/simulation.ts';

function readyAfter(simulation: Simulation): number {
  let ready = 0;
  simulation.play(10 * MINUTE, (seen, now) => {
    if (ready === 0 && seen.controlPlane.length > 0 && seen.controlPlane.every((server) => server.ready)) {
      ready = now - simulation.world.createdAt;
    }
  });
  return ready;
}

function versionsOf(seen: ObservedCluster): readonly string[] {
  return seen.controlPlane.map(({ version }) => version);
}

describe('API servers', () => {
  it('are all ready one to two minutes after the beginning', () => {
    const times = Array.from({ length: 50 }, (_, seed) =>
      readyAfter(new Simulation(cluster(), rulesWith({ seed: String(seed) }))),
    );
    expect(Math.min(...times)).toBeGreaterThanOrEqual(60 * SECOND);
    expect(Math.max(...times)).toBeLessThanOrEqual(120 * SECOND);
    // Chance is at work: fifty clusters do not all take the same time.
    expect(new Set(times).size).toBeGreaterThan(40);
  });

  it('are divided by the speed', () => {
    const time = readyAfter(new Simulation(cluster(), rulesWith({ speed: 100 })));
    expect(time).toBeGreaterThanOrEqual(0.6 * SECOND);
    expect(time).toBeLessThanOrEqual(1.2 * SECOND);
  });

  it.each([
    [1, [1]],
    [2, [1, 1]],
    [3, [1, 1, 1]],
    [4, [1, 1, 2]],
  ])('%i of them are spread over the sites', (replicas, expected) => {
    const simulation = new Simulation(cluster({ controlPlane: { replicas, etcdMembers: 3 } }));
    simulation.settle();
    const sites = simulation.see().controlPlane.map(({ site }) => site);
    const counts = [...new Set(sites)].map((site) => sites.filter((each) => each === site).length);
    expect(counts.sort()).toEqual(expected);
  });

  it.each([
    [1, 3],
    [3, 5],
    [3, 1],
    [5, 2],
  ])('go from %i to %i while one always answers', (from, to) => {
    const simulation = new Simulation(cluster({ controlPlane: { replicas: from, etcdMembers: 3 } }));
    simulation.settle();
    simulation.patch({ controlPlane: { replicas: to, etcdMembers: 3 } });
    simulation.play(10 * MINUTE, (seen) => expect(seen.apiReady).toBe(true));
    expect(simulation.see().controlPlane).toHaveLength(to);
    expect(simulation.see().observedGeneration).toBe(2);
  });

  it('change version one at a time', () => {
    const simulation = new Simulation(cluster());
    simulation.settle();
    simulation.patch({ version: '1.35' });
    const steps: number[] = [];
    simulation.play(10 * MINUTE, (seen) => {
      expect(seen.controlPlane.filter(({ ready }) => !ready).length).toBeLessThanOrEqual(1);
      expect(seen.apiReady).toBe(true);
      steps.push(versionsOf(seen).filter((version) => version === '1.35.1').length);
    });
    expect(steps).toEqual([2, 3, 3]);
  });

  it('are away for a moment when a single one changes version', () => {
    const simulation = new Simulation(cluster({ controlPlane: { replicas: 1, etcdMembers: 1 } }));
    simulation.settle();
    simulation.patch({ version: '1.35' });
    expect(simulation.see().apiReady).toBe(false);
    expect(simulation.settle()).toBeLessThanOrEqual(40 * SECOND);
    expect(simulation.see().apiReady).toBe(true);
  });

  it('start anew at another site when theirs stays down', () => {
    const simulation = new Simulation(cluster());
    simulation.settle();
    simulation.site('lucerne', false);
    simulation.advance(4 * MINUTE);
    expect(simulation.see().controlPlane.filter(({ ready }) => ready)).toHaveLength(2);
    simulation.settle();
    const { controlPlane } = simulation.see();
    expect(controlPlane.filter(({ ready }) => ready)).toHaveLength(3);
    expect(controlPlane.map(({ site }) => site)).not.toContain('lucerne');
  });

  it('have the new version only when the one at a lost site has it as well', () => {
    const simulation = new Simulation(cluster());
    simulation.settle();
    simulation.site('lucerne', false);
    simulation.patch({ version: '1.35' });
    simulation.play(HOUR, (seen) => {
      const isDone = versionsOf(seen).every((version) => version === '1.35.1');
      if (!isDone) expect(seen.observedGeneration).toBe(1);
    });
    expect(simulation.see().observedGeneration).toBe(2);
  });

  it('go back to three sites with the next upgrade', () => {
    const simulation = new Simulation(cluster());
    simulation.settle();
    simulation.site('lucerne', false);
    simulation.settle();
    simulation.site('lucerne', true);
    simulation.patch({ version: '1.35' });
    simulation.settle();
    expect(new Set(simulation.see().controlPlane.map(({ site }) => site)).size).toBe(3);
  });
});

describe('a control plane that fails', () => {
  const fails = { kind: 'ControlPlaneFails', message: 'The certificates cannot be issued.' } as const;

  it('says why, and stays failed', () => {
    const simulation = new Simulation(cluster(), rulesWith({ faults: [fails] }));
    simulation.settle();
    expect(simulation.see()).toMatchObject({
      apiReady: false,
      observedGeneration: 0,
      failure: { reason: 'ControlPlaneFailed', message: 'The certificates cannot be issued.' },
    });
  });

  it('is tried again with a newer generation', () => {
    const simulation = new Simulation(cluster(), rulesWith({ faults: [fails] }));
    simulation.settle();
    simulation.rules = rulesWith();
    simulation.patch({});
    expect(simulation.see().failure).toBeUndefined();
    simulation.settle();
    expect(simulation.see()).toMatchObject({ apiReady: true, observedGeneration: 2 });
  });

  it('can be removed', () => {
    const simulation = new Simulation(cluster(), rulesWith({ faults: [fails] }));
    simulation.settle();
    simulation.remove();
    simulation.settle();
    expect(simulation.isGone).toBe(true);
  });

  it('goes on serving with the others when the first one of an upgrade fails', () => {
    const simulation = new Simulation(cluster());
    simulation.settle();
    simulation.rules = rulesWith({ faults: [fails] });
    simulation.patch({ version: '1.35' });
    simulation.settle();
    expect(simulation.see()).toMatchObject({ apiReady: true, observedGeneration: 1 });
    expect(simulation.see().failure?.reason).toBe('ControlPlaneFailed');
    expect(versionsOf(simulation.see()).filter((version) => version === '1.34.4')).toHaveLength(2);
    simulation.rules = rulesWith();
    simulation.patch({});
    simulation.settle();
    expect(new Set(versionsOf(simulation.see()))).toEqual(new Set(['1.35.1']));
  });
});
