import { describe, expect, it } from 'vitest';
import { cluster } from '../testing/desired.ts';
import { Simulation } from '../testing/simulation.ts';
import { pickSite, sitesUp } from './placement.ts';

function momentWith(down: readonly string[], uid = 'uid') {
  const { world, rules, environment, now } = new Simulation(cluster({ uid }));
  return { world: { ...world, sites: { seen: 0, down } }, rules, environment, at: now };
}

describe('placement', () => {
  it('knows the sites that are up', () => {
    expect(sitesUp(momentWith([]))).toEqual(['geneva', 'gland', 'lucerne']);
    expect(sitesUp(momentWith(['gland']))).toEqual(['geneva', 'lucerne']);
  });

  it.each([
    [['geneva', 'gland'], [], 'lucerne'],
    [['geneva', 'gland', 'gland', 'lucerne', 'lucerne'], [], 'geneva'],
    [['geneva'], ['gland', 'gland', 'lucerne'], 'lucerne'],
  ])('with %j, among %j, picks %s', (alike, others, expected) => {
    expect(pickSite(momentWith([]), alike, others, 'subject')).toBe(expected);
  });

  it('picks no site that is down, and none when all are', () => {
    expect(pickSite(momentWith(['lucerne']), ['geneva', 'gland'], [], 'subject')).not.toBe('lucerne');
    expect(pickSite(momentWith(['geneva', 'gland', 'lucerne']), [], [], 'subject')).toBeUndefined();
  });

  it('starts at different sites in different clusters', () => {
    const firsts = Array.from({ length: 30 }, (_, uid) =>
      pickSite(momentWith([], String(uid)), [], [], 'etcd'),
    );
    expect(new Set(firsts)).toEqual(new Set(['geneva', 'gland', 'lucerne']));
  });
});
