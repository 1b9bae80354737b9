import { describe, expect, it } from 'vitest';
import { clusterRecord, clusterState } from '../../model/testing/records.ts';
import { members, observedCluster, observedGroup, reachedView, readyNodes } from '../testing/observed.ts';
import { hasQuorum, reachedGeneration, survivesLossOfOneSite } from './reached.ts';

describe('reachedGeneration', () => {
  const oldNodes = [observedGroup({ nodes: readyNodes(1, { version: '1.32.1' }) })];
  it.each([
    ['of nothing', undefined, 0],
    ['of a cluster that never was up', observedCluster({ observedGeneration: 0, nodeGroups: oldNodes }), 0],
    ['as the platform says', observedCluster({ observedGeneration: 3 }), 3],
    ['as the platform says, when it is behind', observedCluster({ observedGeneration: 2 }), 2],
    ['while the version moves', observedCluster({ observedGeneration: 2, nodeGroups: oldNodes }), 3],
    [
      'while the version moves and the control plane grows',
      observedCluster({ observedGeneration: 2, nodeGroups: oldNodes, controlPlane: members('api', 2) }),
      2,
    ],
    [
      'while the version moves and etcd is out of sight',
      observedCluster({ observedGeneration: 2, nodeGroups: oldNodes, etcd: [] }),
      3,
    ],
  ])('%s', (_, observed, expected) => {
    const state = clusterState({ cluster: clusterRecord({ generation: 3 }) });
    expect(reachedGeneration(state, reachedView({ observed }))).toBe(expected);
  });

  it('does not run ahead of a platform that does not take the wish', () => {
    const state = clusterState({ cluster: clusterRecord({ generation: 3 }) });
    const observed = observedCluster({ observedGeneration: 2, nodeGroups: oldNodes });
    const no = { reason: 'VersionSkew', message: 'Later.' };
    expect(reachedGeneration(state, reachedView({ observed, deferral: no }))).toBe(2);
    expect(reachedGeneration(state, reachedView({ observed, refusal: no }))).toBe(2);
  });
});

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
