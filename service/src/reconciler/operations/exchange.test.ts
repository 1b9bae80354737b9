// What the steps of an operation count while nodes are exchanged.
import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../model/aggregate.ts';
import type { OperationRecord } from '../../model/records.ts';
import {
  childOperation,
  clusterState,
  nodeGroupRecord,
  operationRecord,
  START,
} from '../../model/testing/records.ts';
import type { ObservedCluster, ObservedNode } from '../../platform/platform.ts';
import {
  members,
  observedCluster,
  observedGroup,
  observedNode,
  reachedView,
  readyNodes,
} from '../testing/observed.ts';
import { advanceOperation } from './advance.ts';

const web = nodeGroupRecord();

function advance(operation: OperationRecord, state: Partial<ClusterState>, observed: ObservedCluster) {
  const view = reachedView({ observed, now: START + 60_000 });
  return advanceOperation(operation, clusterState(state), view, undefined);
}

describe('nodes that only exist while others are exchanged', () => {
  const old = readyNodes(2).map((node) => ({ ...node, current: false }));
  const surge = observedNode({ name: 'web-3', phase: 'Booting', version: '1.34.4' });
  const group = (nodes: ObservedNode[], more = {}) => [
    observedGroup({ nodes, wanted: 2, observedGeneration: 1, ...more }),
  ];

  it('do not count in the steps of an upgrade', () => {
    const operation = operationRecord('Cluster.update', { generation: 2, fields: ['/version'] });
    const state = { nodeGroups: [web], cluster: { ...clusterState().cluster, version: '1.34' } };
    const seen = (nodes: ObservedNode[], more = {}) =>
      observedCluster({
        observedGeneration: 2,
        // An API server may be there once more, too.
        controlPlane: members('api', 4, '1.34.4'),
        nodeGroups: group(nodes, more),
      });
    const begun = advance(operation, state, seen([...old, surge]));
    expect(begun.phase).toBe('Upgrading nodes of web (0 of 2)');
    expect(begun.progress).toMatchObject({ done: 3, total: 5 });
    // A platform that cannot tell them apart wants all that there are: the step remembers how many there were.
    const later = advance(begun, state, seen([...old, surge], { wanted: 3 }));
    expect(later.phase).toBe('Upgrading nodes of web (0 of 2)');
    const ended = advance(later, state, seen(readyNodes(3, { version: '1.34.4' }), { wanted: 3 }));
    expect(ended).toMatchObject({ status: 'succeeded', progress: { done: 5, total: 5 } });
  });

  it('do not count in the step of changed settings', () => {
    const changed = nodeGroupRecord({ generation: 2 });
    const operation = childOperation('NodeGroup.update', changed);
    const state = { nodeGroups: [changed] };
    const after = advance(operation, state, observedCluster({ nodeGroups: group([...old, surge]) }));
    expect(after.phase).toBe('Changing nodes of web (0 of 2)');
    const grown = group([...old, surge, surge], { wanted: 4 });
    expect(advance(after, state, observedCluster({ nodeGroups: grown })).progress.total).toBe(2);
  });
});
