// How a patch ends: everywhere, refused, overtaken by a newer one or by another version.
import { describe, expect, it } from 'vitest';
import type { ClusterPatch } from '../../model/records.ts';
import { clusterRecord, clusterState, operationRecord } from '../../model/testing/records.ts';
import type { Reached, Refusal } from '../pass.ts';
import { members, observedCluster, reachedView } from '../testing/observed.ts';
import { advancePatch } from './advance.ts';

const WINDOW = { days: ['mon' as const], startTime: '09:00', durationMinutes: 60, timeZone: 'Europe/Zurich' };
const ROLLING: ClusterPatch = { version: '1.33.9', phase: 'Rolling' };

function advance(view: Partial<Reached>, version = '1.33', refusal?: Refusal) {
  const maintenance = { window: WINDOW, autoPatch: true, exclusions: [] };
  const state = clusterState({
    cluster: clusterRecord({ version, maintenance }),
    operations: [operationRecord('Cluster.patch', { fields: ['/patch'] })],
    status: { uid: 'u', cluster: {} as never, nodeGroups: {}, addons: {}, patch: ROLLING },
  });
  const offeredPatches = { '1.33': '1.33.9' };
  return advancePatch(state, reachedView({ offeredPatches, ...view }), () => refusal);
}

describe('a patch that is under way', () => {
  it('goes on, and looks again when the window closes', () => {
    expect(advance({})).toMatchObject({
      patch: ROLLING,
      operations: [{ status: 'running', phase: 'Upgrading the control plane to 1.33.9 (0 of 3)' }],
      wakeAt: Date.parse('2026-03-02T09:00:00Z'),
    });
  });

  it('is done when every machine runs it', () => {
    const observed = observedCluster({ controlPlane: members('api', 3, '1.33.9') });
    expect(advance({ observed })).toMatchObject({
      patch: { version: '1.33.9', phase: 'Done' },
      operations: [{ status: 'succeeded' }],
    });
  });

  it('is not tried again when the platform refuses it', () => {
    const refusal = { reason: 'VersionNotAvailable', message: 'Not here.' };
    const after = advance({ refusal }, '1.33', refusal);
    expect(after.patch).toEqual({ version: '1.33.9', phase: 'Refused' });
    expect(after.operations[0]?.status).toBe('failed');
    expect(after.operations[0]?.error?.detail).toBe(
      'Not here. The cluster stays on its patch until a newer one is released.',
    );
  });

  it('gives way to a newer patch', () => {
    const after = advance({ offeredPatches: { '1.33': '1.33.10' }, operationId: 'op-2' });
    expect(after.patch).toEqual({ version: '1.33.10', phase: 'Rolling' });
    expect(after.operations).toMatchObject([
      { id: 'op-1', status: 'superseded', phase: 'Superseded by the patch 1.33.10' },
      { id: 'op-2', status: 'pending', kind: 'Cluster.patch' },
    ]);
  });

  it('gives way to another version', () => {
    const after = advance({}, '1.34');
    expect(after.patch).toBeUndefined();
    expect(after.operations).toMatchObject([
      { status: 'superseded', phase: 'Superseded by a change of the version to 1.34' },
    ]);
  });
});
