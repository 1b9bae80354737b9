// When an upgrade starts: a table of clusters, schedules and queues.
import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../model/aggregate.ts';
import type { VersionUpgradeRecord } from '../../model/records.ts';
import {
  clusterRecord,
  clusterState,
  nodeGroupRecord,
  operationRecord,
  START,
  START_TEXT,
  uid,
  upgradeRecord,
} from '../../model/testing/records.ts';
import type { Reached } from '../pass.ts';
import { members, observedCluster, observedGroup, reachedView, readyNodes } from '../testing/observed.ts';
import { decideStart } from './decide-start.ts';

/** Open on Mondays from 09:00 to 11:00 in Zurich, which is one hour after the tests begin. */
const MAINTENANCE = {
  window: { days: ['mon' as const], startTime: '10:00', durationMinutes: 120, timeZone: 'Europe/Zurich' },
  autoPatch: false,
  exclusions: [] as { start: string; end: string }[],
};

interface Case {
  readonly upgrade?: Partial<VersionUpgradeRecord>;
  readonly state?: Partial<ClusterState>;
  readonly ahead?: readonly VersionUpgradeRecord[];
  readonly view?: Partial<Reached>;
}

function decide({ upgrade = {}, state = {}, ahead = [], view = {} }: Case) {
  const record = upgradeRecord(upgrade);
  const all = clusterState({ upgrades: [...ahead, record], ...state });
  return decideStart(record, all, ahead, reachedView({ offeredVersions: ['1.33', '1.34', '1.35'], ...view }));
}

const inWindow = (exclusions = MAINTENANCE.exclusions): Partial<ClusterState> => ({
  cluster: clusterRecord({ maintenance: { ...MAINTENANCE, exclusions } }),
});
const HOUR = 3_600_000;

describe('an upgrade starts', () => {
  it.each<[string, Case]>([
    ['now', {}],
    ['at its time', { upgrade: { start: 'at', startAt: START_TEXT } }],
    ['after its time', { upgrade: { start: 'at', startAt: '2026-03-01T00:00:00Z' } }],
    ['in the window', { upgrade: { start: 'window' }, state: inWindow(), view: { now: START + 1.5 * HOUR } }],
    [
      'in an exclusion when a person says so',
      { upgrade: { start: 'now' }, state: inWindow([{ start: START_TEXT, end: '2027-01-01T00:00:00Z' }]) },
    ],
    ['when nobody knows what is offered', { view: { offeredVersions: undefined as never } }],
    [
      'before a queued one with a later target',
      { ahead: [upgradeRecord({ id: 'upg-0', targetVersion: '1.35' })] },
    ],
    [
      'while an API server is down',
      { view: { observed: observedCluster({ etcd: members('etcd', 3, '3.6', 2) }) } },
    ],
  ])('%s', (_, each) => {
    expect(decide(each)).toEqual({ kind: 'start' });
  });
});

describe('an upgrade waits', () => {
  const behindNodes = observedCluster({
    nodeGroups: [observedGroup({ nodes: readyNodes(2, { version: '1.32.12' }) })],
  });
  it.each<[string, Case, object]>([
    [
      'for its time',
      { upgrade: { start: 'at', startAt: '2026-03-02T09:30:00Z' } },
      {
        phase: 'Scheduled',
        reason: 'Scheduled',
        message: 'Starts at 2026-03-02T09:30:00.000Z.',
        wakeAt: START + 1.5 * HOUR,
      },
    ],
    [
      'for the window',
      { upgrade: { start: 'window' }, state: inWindow() },
      {
        phase: 'Scheduled',
        reason: 'WaitingForWindow',
        message: 'Starts in the maintenance window that opens at 2026-03-02T09:00:00.000Z.',
        wakeAt: START + HOUR,
      },
    ],
    [
      'for the end of an exclusion inside the window',
      { upgrade: { start: 'window' }, state: inWindow([{ start: START_TEXT, end: '2026-03-02T10:15:00Z' }]) },
      { reason: 'WaitingForWindow', wakeAt: Date.parse('2026-03-02T10:15:00Z') },
    ],
    [
      'for a window that nobody set',
      { upgrade: { start: 'window' } },
      { phase: 'Scheduled', reason: 'NoWindow' },
    ],
    ['while it is paused', { upgrade: { paused: true } }, { phase: 'Paused', reason: 'Paused' }],
    [
      'behind the one that runs',
      {
        upgrade: { targetVersion: '1.35' },
        state: { cluster: clusterRecord({ version: '1.34' }) },
        ahead: [upgradeRecord({ id: 'upg-0' }, { phase: 'Running', startedAt: START_TEXT })],
      },
      { phase: 'Pending', reason: 'Queued', message: 'Waits for the upgrade to 1.34.' },
    ],
    [
      'behind a scheduled one that it builds on',
      {
        upgrade: { targetVersion: '1.35' },
        ahead: [upgradeRecord({ id: 'upg-0', start: 'at', startAt: '2030-01-01T00:00:00Z' })],
      },
      { phase: 'Pending', reason: 'Queued' },
    ],
    [
      'for the API',
      { view: { observed: observedCluster({ apiReady: false }) } },
      { phase: 'Pending', reason: 'ControlPlaneNotReady' },
    ],
    ['for anything to be there', { view: { observed: undefined } }, { reason: 'ControlPlaneNotReady' }],
    [
      'for the end of the creation',
      { state: { operations: [operationRecord('Cluster.create')] } },
      { reason: 'ClusterNotCreated' },
    ],
    [
      'for nodes that are behind',
      { state: { nodeGroups: [nodeGroupRecord()] }, view: { observed: behindNodes } },
      { reason: 'VersionNotReached' },
    ],
    [
      'while the platform takes the settings later',
      { view: { deferral: { reason: 'X', message: 'x' } } },
      { reason: 'DesiredStateRefused' },
    ],
    [
      'while the platform refuses the settings',
      { view: { refusal: { reason: 'X', message: 'x' } } },
      { reason: 'DesiredStateRefused' },
    ],
  ])('%s', (_, each, expected) => {
    expect(decide(each)).toMatchObject({ kind: 'wait', ...expected });
  });
});

describe('an upgrade never starts', () => {
  it.each<[string, Case, object]>([
    [
      'when the cluster is there already',
      { state: { cluster: clusterRecord({ version: '1.34' }) } },
      { kind: 'superseded' },
    ],
    [
      'when the cluster is further',
      { state: { cluster: clusterRecord({ version: '1.35' }) } },
      { kind: 'superseded' },
    ],
    [
      'when the one that it builds on is gone',
      { upgrade: { targetVersion: '1.35' } },
      {
        kind: 'fail',
        reason: 'VersionSkip',
        message:
          'The cluster is at 1.33, and 1.35 is more than one minor version ahead; upgrade to 1.34 first.',
      },
    ],
    [
      'when its target is not offered any more',
      { view: { offeredVersions: ['1.32', '1.33'] } },
      {
        kind: 'fail',
        reason: 'VersionNotOffered',
        message: 'Kubernetes 1.34 is not offered any more; choose one of 1.32, 1.33.',
      },
    ],
  ])('%s', (_, each, expected) => {
    expect(decide(each)).toMatchObject(expected);
  });
});

describe('the queue', () => {
  it('is told by age, not by name', () => {
    const other = upgradeRecord({ id: 'upg-9', uid: uid('d9'), targetVersion: '1.34' });
    expect(decide({ upgrade: { targetVersion: '1.35' }, ahead: [other] })).toMatchObject({
      reason: 'Queued',
    });
  });

  it('waits for one that runs, also when that was asked for later', () => {
    const upgrade = upgradeRecord({ targetVersion: '1.35' });
    const started = { phase: 'Running' as const, startedAt: START_TEXT };
    const younger = upgradeRecord({ id: 'upg-2', uid: uid('d2'), targetVersion: '1.34' }, started);
    const state = clusterState({ cluster: clusterRecord({ version: '1.34' }), upgrades: [upgrade, younger] });
    const observed = observedCluster({ controlPlane: members('api', 3, '1.34.4') });
    expect(decideStart(upgrade, state, [], reachedView({ observed }))).toMatchObject({ reason: 'Queued' });
  });
});
