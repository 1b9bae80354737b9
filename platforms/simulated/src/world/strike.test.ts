import { describe, expect, it } from 'vitest';
import { cluster } from '../testing/desired.ts';
import { rulesWith, Simulation } from '../testing/simulation.ts';
import type { Fault } from './faults.ts';
import { strike } from './strike.ts';

function momentWith(...faults: readonly Fault[]) {
  const { world, rules, environment, now } = new Simulation(cluster(), rulesWith({ faults }));
  return { world, rules, environment, at: now };
}

describe('a fault', () => {
  it('strikes its kind only', () => {
    const moment = momentWith({ kind: 'DrainStuck' });
    expect(strike(moment, 'DrainStuck', 'web')).toEqual({ kind: 'DrainStuck' });
    expect(strike(moment, 'NodeNeverJoins', 'web')).toBeUndefined();
  });

  it.each<[Fault, string, boolean]>([
    [{ kind: 'DrainStuck', cluster: 'prod' }, 'web', true],
    [{ kind: 'DrainStuck', cluster: 'other' }, 'web', false],
    [{ kind: 'DrainStuck', nodeGroup: 'web' }, 'web', true],
    [{ kind: 'DrainStuck', nodeGroup: 'ml' }, 'web', false],
    [{ kind: 'DrainStuck', times: 0 }, 'web', false],
  ])('%j at %s: %s', (fault, place, expected) => {
    expect(strike(momentWith(fault), 'DrainStuck', place) !== undefined).toBe(expected);
  });

  it('strikes as often as it says, in each place', () => {
    const moment = momentWith({ kind: 'AddonFails', times: 2 });
    const strikes = (place: string) =>
      Array.from({ length: 4 }, () => strike(moment, 'AddonFails', place) !== undefined);
    expect(strikes('flux')).toEqual([true, true, false, false]);
    expect(strikes('nfs')).toEqual([true, true, false, false]);
  });

  it('that names an add-on leaves the others alone', () => {
    const moment = momentWith({ kind: 'AddonFails', addon: 'flux' });
    expect(strike(moment, 'AddonFails', 'nfs')).toBeUndefined();
    expect(strike(moment, 'AddonFails', 'flux')).toBeDefined();
  });
});
