// How upgrades go on and end, and what that does to the cluster and to their operations.
import type { VersionUpgrade } from '@hikube/openapi/types';
import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../model/aggregate.ts';
import type { VersionUpgradeRecord } from '../../model/records.ts';
import {
  clusterRecord,
  clusterState,
  nodeGroupRecord,
  START,
  START_TEXT,
  uid,
  upgradeOperation,
  upgradeRecord,
} from '../../model/testing/records.ts';
import type { Reached, Refusal } from '../pass.ts';
import {
  members,
  observedCluster,
  observedGroup,
  observedNode,
  reachedView,
  readyNodes,
} from '../testing/observed.ts';
import { advanceUpgrades } from './advance.ts';

const NONE = () => undefined;

function advance(
  upgrade: VersionUpgradeRecord,
  changes: Partial<ClusterState>,
  view: Partial<Reached> = {},
  refusal?: Refusal,
) {
  const operations = [upgradeOperation(upgrade)];
  const state = clusterState({ upgrades: [upgrade], operations, ...changes });
  return advanceUpgrades(state, reachedView(view), refusal === undefined ? NONE : () => refusal);
}

const running = (
  changes: Partial<VersionUpgradeRecord> = {},
  status: Partial<VersionUpgrade['status']> = {},
) => upgradeRecord(changes, { phase: 'Running', startedAt: START_TEXT, ...status });
const moved = { cluster: clusterRecord({ version: '1.34', generation: 2 }), nodeGroups: [nodeGroupRecord()] };
const oldNodes = [observedGroup({ nodes: readyNodes(2) })];

describe('an upgrade that may start', () => {
  it('moves the version of the cluster, and the operation with it', () => {
    const after = advance(upgradeRecord(), {});
    expect(after.cluster).toMatchObject({ version: '1.34', generation: 2 });
    expect(after.upgrades[0]).toMatchObject({
      committed: false,
      status: { phase: 'Running', startedAt: START_TEXT, endedAt: null, currentOperation: 'op-1' },
    });
    expect(after.operations[0]).toMatchObject({ status: 'pending', phase: 'Starting' });
  });

  it('is alone in a pass: the next of a queue waits for it', () => {
    const next = upgradeRecord({ id: 'upg-2', uid: uid('d2'), targetVersion: '1.35' });
    const upgrades = [upgradeRecord(), next];
    const operations = [upgradeOperation(upgradeRecord()), upgradeOperation(next, { id: 'op-2' })];
    const after = advanceUpgrades(clusterState({ upgrades, operations }), reachedView(), NONE);
    expect(after.cluster.version).toBe('1.34');
    expect(after.upgrades.map(({ status }) => status.phase)).toEqual(['Running', 'Pending']);
    expect(after.operations[1]).toMatchObject({
      id: 'op-2',
      status: 'pending',
      phase: 'Waits for the upgrade to 1.34.',
    });
  });
});

describe('an upgrade that waits', () => {
  it('leaves the cluster alone and says when it is due', () => {
    const startAt = '2026-03-02T09:00:00Z';
    const after = advance(upgradeRecord({ start: 'at', startAt }), {});
    expect(after.cluster).toEqual(clusterRecord());
    expect(after.wakeAt).toBe(START + 3_600_000);
    expect(after.upgrades[0]?.status).toMatchObject({
      phase: 'Scheduled',
      conditions: [{ type: 'Progressing', status: 'False', reason: 'Scheduled' }],
    });
    expect(after.operations[0]).toMatchObject({ status: 'pending', startedAt: null });
  });
});

describe('an upgrade that runs', () => {
  it('has not passed the point of no return while no API server runs the target', () => {
    const after = advance(running(), moved, { observed: observedCluster({ nodeGroups: oldNodes }) });
    expect(after.upgrades[0]).toMatchObject({ committed: false, status: { phase: 'Running' } });
    expect(after.operations[0]?.steps.map(({ name, status }) => [name, status])).toEqual([
      ['Upgrading the control plane to 1.34', 'running'],
      ['Upgrading nodes of web', 'pending'],
    ]);
  });

  it('has passed it when one does', () => {
    const controlPlane = [...members('api', 2), ...members('api', 1, '1.34.4')];
    const after = advance(running(), moved, {
      observed: observedCluster({ controlPlane, nodeGroups: oldNodes }),
    });
    expect(after.upgrades[0]?.committed).toBe(true);
    const back = advance(running({ committed: true }), moved, {
      observed: observedCluster({ nodeGroups: oldNodes }),
    });
    expect(back.upgrades[0]?.committed).toBe(true);
  });

  it('is held where it is', () => {
    const controlPlane = members('api', 3, '1.34.4');
    const after = advance(running({ paused: true }), moved, {
      observed: observedCluster({ controlPlane, nodeGroups: oldNodes }),
    });
    expect(after.upgrades[0]?.status.phase).toBe('Paused');
    expect(after.operations[0]).toMatchObject({
      status: 'paused',
      phase: 'Paused: Upgrading nodes of web (0 of 2)',
    });
  });

  it('succeeds when every machine runs the target', () => {
    const observed = observedCluster({
      controlPlane: members('api', 3, '1.34.4'),
      nodeGroups: [observedGroup({ nodes: readyNodes(2, { version: '1.34.4' }) })],
    });
    const after = advance(running(), moved, { observed });
    expect(after.upgrades[0]?.status).toMatchObject({
      phase: 'Succeeded',
      endedAt: START_TEXT,
      currentOperation: null,
    });
    expect(after.operations[0]).toMatchObject({ status: 'succeeded', progress: { percent: 100 } });
    expect(after.cluster).toEqual(moved.cluster);
  });

  it('does not wait for nodes above the minimum that are not ready', () => {
    const nodes = [
      ...readyNodes(2, { version: '1.34.4' }),
      observedNode({ name: 'web-3', version: '1.34.4', phase: 'Booting' }),
    ];
    const observed = observedCluster({
      controlPlane: members('api', 3, '1.34.4'),
      nodeGroups: [observedGroup({ nodes })],
    });
    expect(advance(running(), moved, { observed }).upgrades[0]?.status.phase).toBe('Succeeded');
  });

  it('is superseded when the cluster was moved further', () => {
    const further = { ...moved, cluster: clusterRecord({ version: '1.35', generation: 3 }) };
    const after = advance(running(), further);
    expect(after.upgrades[0]?.status.phase).toBe('Superseded');
    expect(after.operations[0]).toMatchObject({
      status: 'superseded',
      phase: 'Superseded by a change of the version to 1.35',
    });
  });
});

describe('an upgrade that fails', () => {
  const failure = { reason: 'ApiServerFailed', message: 'The API server does not start.' };

  it('before the point of no return puts the version back', () => {
    const observed = observedCluster({ controlPlane: members('api', 3, '1.33.8', 2), failure });
    const after = advance(running(), moved, { observed });
    expect(after.cluster).toMatchObject({ version: '1.33', generation: 3 });
    expect(after.upgrades[0]?.status).toMatchObject({ phase: 'Failed', endedAt: START_TEXT });
    expect(after.operations[0]?.error?.detail).toBe(
      'The API server does not start. The cluster went back to its version and works as before; remove the cause and ask for the upgrade again.',
    );
  });

  it('after it keeps what has been upgraded', () => {
    const controlPlane = members('api', 3, '1.34.4', 2);
    const after = advance(running(), moved, { observed: observedCluster({ controlPlane, failure }) });
    expect(after.cluster).toEqual(moved.cluster);
    expect(after.operations[0]?.error?.detail).toContain('What has been upgraded stays');
  });

  it('in a group fails after the point of no return', () => {
    const stuck = observedGroup({ failure: { reason: 'GpuOutOfStock', message: 'No GPU is left.' } });
    const observed = observedCluster({ controlPlane: members('api', 3, '1.34.4'), nodeGroups: [stuck] });
    const after = advance(running(), moved, { observed });
    expect(after.cluster).toEqual(moved.cluster);
    expect(after.operations[0]).toMatchObject({ status: 'failed', error: { code: 'platform_failed' } });
  });

  it('by refusal puts the version back', () => {
    const refusal = { reason: 'Unsupported', message: 'Not now.' };
    const after = advance(
      running(),
      moved,
      { observed: observedCluster({ nodeGroups: oldNodes }), refusal },
      refusal,
    );
    expect(after.cluster).toMatchObject({ version: '1.33', generation: 3 });
    expect(after.upgrades[0]?.status.phase).toBe('Failed');
  });
});
