import { describe, expect, it } from 'vitest';
import { cluster, group } from '../testing/desired.ts';
import { rulesWith, Simulation } from '../testing/simulation.ts';
import { draw, drawSuffix, fixedChoice } from './chance.ts';

function momentOf(seed = 'test', uid = 'uid') {
  const { world, rules, environment, now } = new Simulation(cluster({ uid }), rulesWith({ seed }));
  return { world, rules, environment, at: now };
}

function tenDraws(moment: ReturnType<typeof momentOf>): readonly number[] {
  return Array.from({ length: 10 }, () => draw(moment, 'subject'));
}

describe('chance', () => {
  it('repeats itself for the same seed, cluster and subject, and for nothing else', () => {
    const draws = tenDraws(momentOf());
    expect(tenDraws(momentOf())).toEqual(draws);
    expect(tenDraws(momentOf('other'))).not.toEqual(draws);
    expect(tenDraws(momentOf('test', 'other'))).not.toEqual(draws);
    expect(new Set(draws).size).toBe(10);
  });

  it('spreads evenly', () => {
    const moment = momentOf();
    const draws = Array.from({ length: 2000 }, () => draw(moment, 'subject'));
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = draws.filter((value) => Math.floor(value * 10) === tenth).length;
      expect(share).toBeGreaterThan(140);
      expect(share).toBeLessThan(260);
    }
  });

  it('makes suffixes as Kubernetes does', () => {
    const moment = momentOf();
    for (let count = 0; count < 100; count += 1) {
      expect(drawSuffix(moment, 'web')).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    }
  });

  it('chooses the same for the same question', () => {
    expect(fixedChoice('seed', 'a', 1000)).toBe(fixedChoice('seed', 'a', 1000));
    const choices = Array.from({ length: 20 }, (_, index) => fixedChoice('seed', `a${index}`, 1000));
    expect(new Set(choices).size).toBeGreaterThan(15);
  });

  it('gives another world for another seed', () => {
    const wish = cluster({ nodeGroups: [group('web', { minReplicas: 3 })] });
    const names = (seed: string) => {
      const simulation = new Simulation(wish, rulesWith({ seed }));
      simulation.settle();
      return simulation.see().nodeGroups[0]!.nodes.map(({ name }) => name);
    };
    expect(names('one')).toEqual(names('one'));
    expect(names('one')).not.toEqual(names('two'));
  });
});
