import { describe, expect, it } from 'vitest';
import { addon, cluster, group } from '../testing/desired.ts';
import { HOUR, rulesWith, SECOND, Simulation } from '../testing/simulation.ts';
import { advance, change, nextChangeAt } from './advance.ts';

const WISH = cluster({ nodeGroups: [group('web', { minReplicas: 2 })], addons: [addon('flux')] });

/** Freezes everything, so that a change in place is an error. */
function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

describe('advancing', () => {
  it('never changes the world that it is given', () => {
    const simulation = new Simulation(WISH);
    const { rules, environment } = simulation;
    let world = freeze(simulation.world);
    for (;;) {
      const next = nextChangeAt(world, environment);
      if (next === undefined) break;
      world = freeze(advance(world, next, rules, environment));
    }
    expect(nextChangeAt(world, environment)).toBeUndefined();
  });

  it('gives back the same world while nothing is due', () => {
    const { world, rules, environment } = new Simulation(WISH);
    const next = nextChangeAt(world, environment)!;
    expect(advance(world, next - 1, rules, environment)).toBe(world);
    expect(advance(world, next, rules, environment)).not.toBe(world);
  });

  it('takes no step back when the clock does', () => {
    const simulation = new Simulation(WISH);
    simulation.settle();
    const { world, rules, environment, now } = simulation;
    expect(advance(world, now - HOUR, rules, environment)).toBe(world);
    const changed = change(world, now - HOUR, rules, environment, () => undefined);
    expect(changed.at).toBe(world.at);
  });

  it('always moves on, however fast the simulation is', () => {
    const simulation = new Simulation(WISH, rulesWith({ speed: 1e9 }));
    const took = simulation.settle();
    expect(took).toBeGreaterThan(0);
    expect(took).toBeLessThan(SECOND);
    expect(simulation.see().observedGeneration).toBe(1);
  });

  it('scales durations and nothing else', () => {
    const real = new Simulation(WISH);
    const fast = new Simulation(WISH, rulesWith({ speed: 60 }));
    const ratio = real.settle() / fast.settle();
    expect(ratio).toBeGreaterThan(55);
    expect(ratio).toBeLessThan(65);
    const names = ({ world }: Simulation) =>
      world.groups.flatMap(({ nodes }) => nodes.map(({ id }) => id).sort());
    expect(names(fast)).toHaveLength(2);
    expect(fast.world.createdAt).toBe(real.world.createdAt);
  });

  it('tells when something happens next, and nothing happens before', () => {
    const simulation = new Simulation(WISH);
    for (let event = 0; event < 10; event += 1) {
      const { world, rules, environment } = simulation;
      const next = simulation.see().nextChangeAt!;
      expect(advance(world, next - 1, rules, environment)).toBe(world);
      simulation.advance(next - simulation.now);
      expect(simulation.world).not.toBe(world);
    }
  });
});
