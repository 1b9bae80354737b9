// Which patch begins when. START is Monday 2026-03-02T08:00Z, which is 09:00 in Zurich.
import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../model/aggregate.ts';
import type { ClusterPatch } from '../../model/records.ts';
import {
  clusterRecord,
  clusterState,
  operationRecord,
  START,
  START_TEXT,
  upgradeRecord,
} from '../../model/testing/records.ts';
import type { Reached } from '../pass.ts';
import { members, observedCluster, observedGroup, reachedView, readyNodes } from '../testing/observed.ts';
import { duePatch, newerPatch, patchWish } from './due.ts';

const WINDOW = { days: ['mon' as const], startTime: '09:00', durationMinutes: 60, timeZone: 'Europe/Zurich' };
const OPEN = { window: WINDOW, autoPatch: true, exclusions: [] };
const OFFERED = { '1.33': '1.33.9', '1.34': '1.34.6' };

type Maintenance = NonNullable<ReturnType<typeof clusterRecord>['maintenance']>;

const withMaintenance = (maintenance: Maintenance, more: Partial<ClusterState> = {}) =>
  clusterState({ cluster: clusterRecord({ maintenance }), ...more });

const decided = (patch: ClusterPatch): Partial<ClusterState> => ({
  status: { uid: 'u', cluster: {} as never, nodeGroups: {}, addons: {}, patch },
});

const due = (state: ClusterState, view: Partial<Reached> = {}) =>
  duePatch(state, reachedView({ offeredPatches: OFFERED, ...view }));

describe('duePatch', () => {
  it('is the newer patch of the minor when the window is open', () => {
    expect(due(withMaintenance(OPEN))).toBe('1.33.9');
  });

  it.each<[string, Maintenance]>([
    ['the cluster did not opt in', { ...OPEN, autoPatch: false }],
    ['the window is closed', { ...OPEN, window: { ...WINDOW, startTime: '09:01' } }],
    ['the window is on another day', { ...OPEN, window: { ...WINDOW, days: ['tue'] } }],
    ['the window is open at that time elsewhere', { ...OPEN, window: { ...WINDOW, timeZone: 'UTC' } }],
    ['now is excluded', { ...OPEN, exclusions: [{ start: START_TEXT, end: '2026-03-03T00:00:00Z' }] }],
  ])('is none when %s', (_, maintenance) => {
    expect(due(withMaintenance(maintenance))).toBeUndefined();
  });

  // In Zurich summer time begins on 2026-03-29: 09:00 is 07:00Z on the Monday after, and 08:00Z on the one before.
  it.each([
    ['2026-03-23T08:00:00Z', '1.33.9'],
    ['2026-03-23T07:59:59Z', undefined],
    ['2026-03-30T07:00:00Z', '1.33.9'],
    ['2026-03-30T08:00:00Z', undefined],
    ['2026-10-26T08:00:00Z', '1.33.9'],
  ])('follows the clock on the wall at %s: %s', (now, patch) => {
    expect(due(withMaintenance(OPEN), { now: Date.parse(now) })).toBe(patch);
  });

  it.each<[string, Partial<ClusterState>, Partial<Reached>]>([
    ['an upgrade runs', { upgrades: [upgradeRecord({}, { phase: 'Running', startedAt: START_TEXT })] }, {}],
    ['the cluster is being created', { operations: [operationRecord('Cluster.create')] }, {}],
    ['the API does not answer', {}, { observed: observedCluster({ apiReady: false }) }],
    ['nothing is there', {}, { observed: undefined }],
    ['the platform refuses the settings', {}, { refusal: { reason: 'No', message: 'no' } }],
    [
      'every machine runs it',
      {},
      { observed: observedCluster({ controlPlane: members('api', 3, '1.33.9') }) },
    ],
    [
      'machines are at another minor',
      {},
      { observed: observedCluster({ controlPlane: members('api', 3, '1.32.9') }) },
    ],
    ['the minor is not offered any more', {}, { offeredPatches: { '1.34': '1.34.6' } }],
    ['it was decided on', decided({ version: '1.33.9', phase: 'Rolling' }), {}],
    ['it was refused', decided({ version: '1.33.9', phase: 'Refused' }), {}],
  ])('is none when %s', (_, state, view) => {
    expect(due(withMaintenance(OPEN, state), view)).toBeUndefined();
  });

  it('is the next one although an earlier one is under way or was refused', () => {
    const offeredPatches = { '1.33': '1.33.10' };
    for (const phase of ['Rolling', 'Refused', 'Done'] as const) {
      expect(due(withMaintenance(OPEN, decided({ version: '1.33.9', phase })), { offeredPatches })).toBe(
        '1.33.10',
      );
    }
  });
});

describe('newerPatch', () => {
  it('counts the nodes too', () => {
    const nodes = [...readyNodes(1, { version: '1.33.9' }), ...readyNodes(1)];
    const observed = observedCluster({
      controlPlane: members('api', 3, '1.33.9'),
      nodeGroups: [observedGroup({ nodes })],
    });
    const view = reachedView({ observed, offeredPatches: OFFERED });
    expect(newerPatch(clusterState(), view)).toBe('1.33.9');
  });
});

describe('patchWish', () => {
  const closed = { ...OPEN, window: { ...WINDOW, days: ['tue' as const] } };
  const rolling = decided({ version: '1.33.9', phase: 'Rolling' });

  it.each<[string, ClusterState, unknown]>([
    ['nothing is decided', withMaintenance(OPEN), { held: false }],
    ['it rolls in the window', withMaintenance(OPEN, rolling), { patch: '1.33.9', held: false }],
    ['the window has closed', withMaintenance(closed, rolling), { patch: '1.33.9', held: true }],
    ['the window was taken away', clusterState(rolling), { patch: '1.33.9', held: true }],
    [
      'autoPatch was turned off in the middle',
      withMaintenance({ ...OPEN, autoPatch: false }, rolling),
      { patch: '1.33.9', held: false },
    ],
    [
      'it is done',
      withMaintenance(closed, decided({ version: '1.33.9', phase: 'Done' })),
      { patch: '1.33.9', held: false },
    ],
    [
      'it was refused',
      withMaintenance(OPEN, decided({ version: '1.33.9', phase: 'Refused' })),
      { held: false },
    ],
    [
      'the cluster is at another minor',
      withMaintenance(OPEN, decided({ version: '1.32.9', phase: 'Rolling' })),
      { held: false },
    ],
  ])('when %s', (_, state, expected) => {
    expect(patchWish(state, START)).toEqual(expected);
  });
});
