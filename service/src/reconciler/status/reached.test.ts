import { describe, expect, it } from 'vitest';
import {
  members,
  observedCluster,
  observedGroup,
  reachedView,
  readyNodes,
} from '../../model/testing/observed.ts';
import { clusterRecord, clusterState } from '../../model/testing/records.ts';
import { reachedGeneration } from './reached.ts';

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
