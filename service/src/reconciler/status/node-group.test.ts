import { describe, expect, it } from 'vitest';
import {
  childOperation,
  clusterRecord,
  clusterState,
  nodeGroupRecord,
  START,
  START_TEXT,
} from '../../model/testing/records.ts';
import { observedGroup, observedNode, readyNodes } from '../testing/observed.ts';
import { nodeGroupStatus } from './node-group.ts';

const state = clusterState();
const UP = { phase: 'Running' as const };
const previous = nodeGroupStatus(nodeGroupRecord(), state, observedGroup(), undefined, START);

describe('the phase of a node group', () => {
  it.each([
    ['Pending', undefined, {}, undefined],
    ['Provisioning', observedGroup({ observedGeneration: 0, nodes: [] }), {}, undefined],
    [
      'Provisioning',
      observedGroup({ nodes: readyNodes(1) }),
      {},
      { ...previous, phase: 'Provisioning' as const },
    ],
    ['Running', observedGroup(), {}, undefined],
    ['Running', observedGroup(), {}, { ...previous, ...UP }],
    ['Scaling', observedGroup({ wanted: 4 }), {}, { ...previous, ...UP }],
    [
      'Scaling',
      observedGroup({
        nodes: [...readyNodes(2), observedNode({ name: 'web-3', phase: 'Booting' })],
        wanted: 3,
      }),
      {},
      { ...previous, ...UP },
    ],
    ['Rolling', observedGroup(), { generation: 2 }, { ...previous, ...UP }],
    ['Rolling', observedGroup({ nodes: readyNodes(2, { current: false }) }), {}, { ...previous, ...UP }],
    ['Rolling', observedGroup({ nodes: readyNodes(2, { version: '1.32.1' }) }), {}, { ...previous, ...UP }],
    [
      'Degraded',
      observedGroup({ nodes: [observedNode(), observedNode({ name: 'web-2', phase: 'NotReady' })] }),
      {},
      { ...previous, ...UP },
    ],
    [
      'Failed',
      observedGroup({ failure: { reason: 'GpuOutOfStock', message: 'none' } }),
      {},
      { ...previous, ...UP },
    ],
    [
      'Deleting',
      observedGroup(),
      { removal: { requestedAt: START_TEXT, operation: 'op-1' } },
      { ...previous, ...UP },
    ],
  ])('is %s', (phase, observed, changes, before) => {
    expect(nodeGroupStatus(nodeGroupRecord(changes), state, observed, before, START).phase).toBe(phase);
  });
});

describe('nodeGroupStatus', () => {
  it('counts', () => {
    const nodes = [
      observedNode(),
      observedNode({ name: 'web-2', phase: 'Booting', version: '1.32.4', current: false }),
    ];
    const record = nodeGroupRecord();
    const operation = childOperation('NodeGroup.update', record, { status: 'running' });
    const status = nodeGroupStatus(
      record,
      clusterState({ operations: [operation] }),
      observedGroup({ nodes, atMax: true }),
      undefined,
      START,
    );
    expect(status).toMatchObject({
      observedGeneration: 1,
      currentOperation: 'op-1',
      replicas: 2,
      readyReplicas: 1,
      updatedReplicas: 1,
      atMax: true,
      version: '1.32.4',
    });
    expect(
      status.conditions.map(({ type, status: value, reason, message }) => [type, value, reason, message]),
    ).toEqual([
      ['Ready', 'False', 'BelowMinimum', '1 of at least 2 nodes are ready.'],
      ['Updated', 'False', 'RollingOut', '1 nodes carry earlier settings.'],
      [
        'ScalingLimited',
        'True',
        'AtMaximum',
        'Pods wait for nodes, and the group has its maximum of 5; raise maxReplicas to give them room.',
      ],
    ]);
  });

  it('of a group that may be empty is ready without nodes', () => {
    const status = nodeGroupStatus(
      nodeGroupRecord({ minReplicas: 0 }),
      clusterState({ cluster: clusterRecord() }),
      observedGroup({ nodes: [] }),
      undefined,
      START,
    );
    expect(status).toMatchObject({
      phase: 'Running',
      version: null,
      conditions: [{ type: 'Ready', status: 'True' }, {}, {}],
    });
  });
});
