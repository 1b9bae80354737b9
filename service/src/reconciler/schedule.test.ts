import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../model/aggregate.ts';
import {
  clusterState,
  operationRecord,
  START,
  upgradeOperation,
  upgradeRecord,
} from '../model/testing/records.ts';
import { createSeededRandom } from '../random.ts';
import { compute } from './compute.ts';
import type { View } from './pass.ts';
import { backoffMs, nextPassAt } from './schedule.ts';
import { observedCluster, reachedView } from './testing/observed.ts';

const ROUTINE = 300_000;
function next(state: ClusterState, view: View): number {
  return nextPassAt(state, compute(state, view), view, ROUTINE) - START;
}

describe('nextPassAt', () => {
  const quiet = clusterState();
  const busy = clusterState({
    operations: [operationRecord('Cluster.update', { generation: 2, status: 'running' })],
  });

  it.each<[string, ClusterState, View, number]>([
    ['nothing to do: at the next routine look', quiet, reachedView(), ROUTINE],
    [
      'the platform knows when',
      busy,
      reachedView({ observed: observedCluster({ nextChangeAt: START + 1_234 }) }),
      1_234,
    ],
    ['the platform does not know when', busy, reachedView(), 5_000],
    [
      'the platform is late',
      busy,
      reachedView({ observed: observedCluster({ nextChangeAt: START - 9 }) }),
      50,
    ],
    [
      'degraded without an operation',
      quiet,
      reachedView({ observed: observedCluster({ apiReady: false }) }),
      5_000,
    ],
    ['the platform is silent', quiet, { reached: false, now: START, reason: 'X', message: 'x' }, 5_000],
  ])('%s', (_, state, view, expected) => {
    expect(next(state, view)).toBe(expected);
  });

  it('an upgrade that starts is told to the platform at once', () => {
    const upgrade = upgradeRecord();
    const state = clusterState({ upgrades: [upgrade], operations: [upgradeOperation(upgrade)] });
    expect(next(state, reachedView({ offeredVersions: ['1.34'] }))).toBe(0);
  });

  it('a scheduled upgrade is looked at when it is due, and not before', () => {
    const upgrade = upgradeRecord({ start: 'at', startAt: '2026-03-02T08:01:00Z' });
    const state = clusterState({ upgrades: [upgrade], operations: [upgradeOperation(upgrade)] });
    expect(next(state, reachedView())).toBe(60_000);
    const late = upgradeRecord({ start: 'at', startAt: '2026-03-03T08:01:00Z' });
    expect(next({ ...state, upgrades: [late] }, reachedView())).toBe(ROUTINE);
  });
});

describe('backoffMs', () => {
  it.each([
    [1, 250, 500],
    [2, 500, 1_000],
    [3, 1_000, 2_000],
    [7, 16_000, 32_000],
    [8, 30_000, 60_000],
    [9, 30_000, 60_000],
    [1_000_000, 30_000, 60_000],
  ])('after %i failures waits from %i to %i ms', (failures, least, most) => {
    const random = createSeededRandom(failures);
    const waits = Array.from({ length: 200 }, () => backoffMs(failures, random));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...waits)).toBeLessThanOrEqual(most);
    expect(new Set(waits).size).toBeGreaterThan(50);
  });
});
