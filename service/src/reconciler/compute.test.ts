// What a pass makes of odd states: children that are gone, upgrades that others ended, refusals with many suspects.
import { describe, expect, it } from 'vitest';
import {
  addonRecord,
  childOperation,
  clusterRecord,
  clusterState,
  nodeGroupRecord,
  operationRecord,
  START,
  START_TEXT,
  upgradeOperation,
  upgradeRecord,
} from '../model/testing/records.ts';
import { compute } from './compute.ts';
import { members, observedAddon, observedCluster, observedGroup, reachedView } from './testing/observed.ts';

const removal = { requestedAt: START_TEXT, operation: 'op-1' };

describe('compute', () => {
  it('lets go of what is marked and gone, and only of that', () => {
    const going = nodeGroupRecord({ removal });
    const goingAddon = addonRecord({ removal });
    const state = clusterState({ nodeGroups: [going], addons: [goingAddon] });
    const there = observedCluster({ nodeGroups: [observedGroup()], addons: [observedAddon()] });
    expect(compute(state, reachedView({ observed: there })).gone).toEqual({ nodeGroups: [], addons: [] });
    const gone = compute(state, reachedView());
    expect(gone.gone).toEqual({ nodeGroups: [going], addons: [goingAddon] });
    expect(gone.status).toMatchObject({ nodeGroups: {}, addons: {} });
    const kept = clusterState({ nodeGroups: [nodeGroupRecord()] });
    expect(compute(kept, reachedView()).gone.nodeGroups).toEqual([]);
  });

  it('counts a reset of an always-on add-on as gone, although the component stays', () => {
    const cilium = addonRecord({ name: 'cilium', removal });
    const observed = observedCluster({ addons: [observedAddon({ id: 'cilium', uid: '' })] });
    const operation = childOperation('Addon.delete', cilium);
    const outcome = compute(
      clusterState({ addons: [cilium], operations: [operation] }),
      reachedView({ observed }),
    );
    expect(outcome.gone.addons).toEqual([cilium]);
    expect(outcome.operations[0]?.status).toBe('succeeded');
  });

  it('ends the operation of an upgrade that somebody else ended', () => {
    const upgrade = upgradeRecord({}, { phase: 'Cancelled', endedAt: START_TEXT });
    const state = clusterState({ upgrades: [upgrade], operations: [upgradeOperation(upgrade)] });
    expect(compute(state, reachedView()).operations[0]?.status).toBe('superseded');
  });

  it('blames a refusal on what is new', () => {
    const web = nodeGroupRecord({ generation: 3 });
    const operations = [
      childOperation('NodeGroup.update', web, { id: 'op-old', generation: 2, status: 'running' }),
      childOperation('NodeGroup.update', web, { id: 'op-new', generation: 3, status: 'pending' }),
    ];
    const state = clusterState({ nodeGroups: [web], operations });
    const refusal = { reason: 'Refused', message: 'No.' };
    const view = reachedView({ refusal, observed: observedCluster({ nodeGroups: [observedGroup()] }) });
    expect(compute(state, view).operations.map(({ id, status }) => [id, status])).toEqual([
      ['op-old', 'running'],
      ['op-new', 'failed'],
    ]);
    const settled = clusterState({ nodeGroups: [web], operations: operations.slice(0, 1) });
    expect(compute(settled, view).operations[0]?.status).toBe('failed');
  });

  it('does not blame an upgrade that has yet to start', () => {
    const web = nodeGroupRecord({ generation: 2 });
    const upgrade = upgradeRecord({ start: 'at', startAt: '2030-01-01T00:00:00Z' });
    const operations = [
      childOperation('NodeGroup.update', web, { id: 'op-2', status: 'running' }),
      upgradeOperation(upgrade, { id: 'op-3' }),
    ];
    const state = clusterState({ nodeGroups: [web], operations, upgrades: [upgrade] });
    const observed = observedCluster({ nodeGroups: [observedGroup()] });
    const outcome = compute(state, reachedView({ refusal: { reason: 'X', message: 'x' }, observed }));
    expect(outcome.operations.map(({ status }) => status)).toEqual(['failed', 'pending']);
  });

  it('starts an upgrade and tells of the new version in the same pass', () => {
    const upgrade = upgradeRecord();
    const state = clusterState({ upgrades: [upgrade], operations: [upgradeOperation(upgrade)] });
    const outcome = compute(state, reachedView({ offeredVersions: ['1.34'] }));
    expect(outcome.cluster).toMatchObject({ version: '1.34', generation: 2 });
    expect(outcome.status.cluster).toMatchObject({ phase: 'Upgrading', version: '1.33.8' });
  });

  it('ends everything on a cluster that is deleted, and removes it when the platform has nothing', () => {
    const upgrade = upgradeRecord({}, { phase: 'Running', startedAt: START_TEXT });
    const operations = [
      operationRecord('Cluster.update', { id: 'op-2', status: 'running' }),
      upgradeOperation(upgrade, { id: 'op-3' }),
      operationRecord('Cluster.delete', { id: 'op-4' }),
    ];
    const state = clusterState({ cluster: clusterRecord({ removal }), upgrades: [upgrade], operations });
    const going = compute(state, reachedView({ observed: observedCluster({ etcd: members('etcd', 1) }) }));
    expect(going.operations.map(({ status }) => status)).toEqual(['superseded', 'superseded', 'running']);
    expect(going).toMatchObject({
      isGone: false,
      status: { cluster: { phase: 'Deleting', currentOperation: 'op-4' } },
    });
    expect(going.upgrades[0]?.status.phase).toBe('Superseded');
    const gone = compute(state, reachedView({ observed: undefined }));
    expect(gone.isGone).toBe(true);
    expect(gone.operations.at(-1)?.status).toBe('succeeded');
  });

  it('leaves work alone that has not begun while the platform is silent', () => {
    const operations = [
      operationRecord('Cluster.update', { id: 'op-2', status: 'running', startedAt: START_TEXT }),
      operationRecord('Cluster.update', { id: 'op-3' }),
    ];
    for (const [reason, phase] of [
      ['Timeout', 'The platform cannot be reached; trying again'],
      ['ClusterUnreadable', 'The cluster cannot be read; trying again'],
    ] as const) {
      const silent = { reached: false as const, now: START, reason, message: 'none' };
      const outcome = compute(clusterState({ operations }), silent);
      expect(outcome.operations.map((each) => each.phase)).toEqual([phase, 'Waiting to begin']);
      expect(outcome.nodes).toBeUndefined();
    }
  });
});
