import { describe, expect, it } from 'vitest';
import { members } from '../../model/testing/observed.ts';
import { hasQuorum, survivesLossOfOneSite } from './members.ts';

describe('hasQuorum', () => {
  it.each([
    [0, 0, false],
    [1, 1, true],
    [3, 2, true],
    [3, 1, false],
    [5, 3, true],
    [5, 2, false],
    [4, 2, false],
  ])('of %i members with %i ready: %s', (count, ready, expected) => {
    expect(hasQuorum(members('etcd', count, '3.6.0', ready))).toBe(expected);
  });
});

describe('survivesLossOfOneSite', () => {
  const at = (...sites: string[]) =>
    members('etcd', sites.length).map((member, index) => ({ ...member, site: sites[index]! }));
  it.each([
    ['one member', at('geneva'), false],
    ['three in three sites', at('geneva', 'gland', 'lucerne'), true],
    ['two of three in one site', at('geneva', 'geneva', 'lucerne'), false],
    ['five as 2, 2, 1', at('geneva', 'geneva', 'gland', 'gland', 'lucerne'), true],
    ['five as 3, 1, 1', at('geneva', 'geneva', 'geneva', 'gland', 'lucerne'), false],
    ['nothing', [], false],
  ])('%s', (_, set, expected) => {
    expect(survivesLossOfOneSite(set)).toBe(expected);
  });
});
