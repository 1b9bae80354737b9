// Phases and conditions of a cluster: tables of what was asked for and what was seen.
import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../model/aggregate.ts';
import {
  addonRecord,
  clusterRecord,
  clusterState,
  nodeGroupRecord,
  operationRecord,
  START,
  START_TEXT,
  upgradeRecord,
} from '../../model/testing/records.ts';
import type { ObservedCluster } from '../../platform/platform.ts';
import type { Reached } from '../pass.ts';
import {
  members,
  observedAddon,
  observedCluster,
  observedGroup,
  observedNode,
  reachedView,
  readyNodes,
} from '../testing/observed.ts';
import { clusterStatus } from './cluster.ts';
import { nodesRecord } from './nodes.ts';
import { statusRecord, unreachableStatusRecord } from './record.ts';

const of = (
  state: Partial<ClusterState>,
  observed: ObservedCluster | undefined,
  view: Partial<Reached> = {},
) => clusterStatus(clusterState(state), reachedView({ observed, ...view }));
const running = upgradeRecord({}, { phase: 'Running', startedAt: START_TEXT });
const removal = { requestedAt: START_TEXT, operation: 'op-1' };
const web = { nodeGroups: [nodeGroupRecord()] };

describe('the phase of a cluster', () => {
  it.each<[string, Partial<ClusterState>, ObservedCluster | undefined]>([
    ['Pending', {}, undefined],
    ['Pending', {}, observedCluster({ controlPlane: [], etcd: [], observedGeneration: 0, apiReady: false })],
    ['Provisioning', {}, observedCluster({ observedGeneration: 0, apiReady: false })],
    [
      'Provisioning',
      { operations: [operationRecord('Cluster.create', { status: 'running' })] },
      observedCluster(),
    ],
    ['Running', {}, observedCluster()],
    ['Running', { operations: [operationRecord('VersionUpgrade.run')] }, observedCluster()],
    ['Updating', {}, observedCluster({ observedGeneration: 1 })],
    [
      'Updating',
      { operations: [operationRecord('NodeGroup.update', { status: 'running' })] },
      observedCluster(),
    ],
    ['Upgrading', { upgrades: [running] }, observedCluster()],
    ['Upgrading', {}, observedCluster({ controlPlane: members('api', 3, '1.32.1') })],
    [
      'Upgrading',
      {},
      observedCluster({ nodeGroups: [observedGroup({ nodes: readyNodes(1, { version: '1.32.1' }) })] }),
    ],
    ['Degraded', {}, observedCluster({ apiReady: false })],
    ['Degraded', {}, observedCluster({ controlPlane: members('api', 3, '1.33.8', 2) })],
    ['Degraded', {}, observedCluster({ etcd: members('etcd', 3, '3.6.0', 2) })],
    ['Degraded', web, observedCluster({ nodeGroups: [observedGroup({ nodes: readyNodes(1) })] })],
    ['Degraded', {}, observedCluster({ addons: [observedAddon({ phase: 'Failed' })] })],
    ['Failed', {}, observedCluster({ failure: { reason: 'EtcdFailed', message: 'no' } })],
    ['Deleting', { cluster: clusterRecord({ removal }) }, observedCluster()],
  ])('is %s', (phase, state, observed) => {
    const generation = phase === 'Updating' && state.operations === undefined ? 2 : 1;
    const cluster = state.cluster ?? clusterRecord({ generation });
    expect(of({ ...state, cluster }, observed).phase).toBe(phase);
  });
});

describe('the conditions of a cluster', () => {
  const conditionsOf = (
    state: Partial<ClusterState>,
    observed: ObservedCluster | undefined,
    view: Partial<Reached> = {},
  ) =>
    Object.fromEntries(
      of(state, observed, view).conditions.map(({ type, status, reason }) => [type, `${status} ${reason}`]),
    );

  it('of a healthy one', () => {
    expect(conditionsOf({}, observedCluster())).toEqual({
      Ready: 'True ControlPlaneAndNodesReady',
      Healthy: 'True NothingMissing',
      ControlPlaneReady: 'True AllReady',
      EtcdReady: 'True AllReady',
      NodesReady: 'True MinimumReady',
      AddonsReady: 'True AllReady',
      VersionReached: 'True AllMachines',
      FaultTolerant: 'True SurvivesLossOfOneSite',
      DesiredStateAccepted: 'True Accepted',
      PlatformReachable: 'True Answered',
    });
  });

  it.each<[string, Partial<ClusterState>, ObservedCluster | undefined, Record<string, string>]>([
    ['nothing yet', {}, undefined, { Ready: 'False NotStarted', EtcdReady: 'Unknown NotReported' }],
    [
      'no API',
      {},
      observedCluster({ apiReady: false }),
      { Ready: 'False ApiNotReady', ControlPlaneReady: 'False ApiNotReady' },
    ],
    [
      'an API server down',
      {},
      observedCluster({ controlPlane: members('api', 3, '1.33.8', 2) }),
      { Ready: 'True ControlPlaneAndNodesReady', ControlPlaneReady: 'True PartlyReady' },
    ],
    [
      'no quorum',
      {},
      observedCluster({ etcd: members('etcd', 3, '3.6.0', 1) }),
      { EtcdReady: 'False NoQuorum', FaultTolerant: 'False MembersMissing' },
    ],
    [
      'too few nodes',
      web,
      observedCluster({ nodeGroups: [observedGroup({ nodes: [] })] }),
      { Ready: 'False BelowMinimum', NodesReady: 'False BelowMinimum' },
    ],
    [
      'an add-on missing',
      { addons: [addonRecord()] },
      observedCluster(),
      { Ready: 'True ControlPlaneAndNodesReady', AddonsReady: 'False NotAllReady' },
    ],
    [
      'development',
      { cluster: clusterRecord({ topology: 'development' }) },
      observedCluster(),
      { FaultTolerant: 'False DevelopmentTopology' },
    ],
    [
      'a majority in one site',
      {},
      observedCluster({ etcd: members('etcd', 3).map((member) => ({ ...member, site: 'gland' })) }),
      { FaultTolerant: 'False MajorityInOneSite' },
    ],
    ['hidden members', {}, observedCluster({ etcd: [] }), { FaultTolerant: 'Unknown NotReported' }],
  ])('with %s', (_, state, observed, expected) => {
    expect(conditionsOf(state, observed)).toMatchObject(expected);
  });

  it('with a refused wish', () => {
    const refusal = { reason: 'QuotaExceeded', message: 'Too much.' };
    expect(conditionsOf({}, observedCluster(), { deferral: refusal })).toMatchObject({
      DesiredStateAccepted: 'False QuotaExceeded',
    });
    expect(conditionsOf({}, observedCluster(), { refusal })).toMatchObject({
      DesiredStateAccepted: 'False QuotaExceeded',
    });
  });
});

describe('why a cluster is degraded', () => {
  const healthOf = (state: Partial<ClusterState>, observed: ObservedCluster) => {
    const { phase, conditions } = of(state, observed);
    const { reason, message } = conditions.find(({ type }) => type === 'Healthy')!;
    return [phase, reason, message];
  };

  it.each<[string, Partial<ClusterState>, ObservedCluster, string, string]>([
    [
      'an API server down',
      {},
      observedCluster({ controlPlane: members('api', 3, '1.33.8', 2) }),
      'ApiServerNotReady',
      '2 of 3 API servers are ready.',
    ],
    [
      'an etcd member down',
      {},
      observedCluster({ etcd: members('etcd', 3, '3.6.0', 2) }),
      'EtcdMemberNotReady',
      '2 of 3 etcd members are ready.',
    ],
    [
      'a group that cannot grow, although it has its minimum',
      web,
      observedCluster({
        nodeGroups: [observedGroup({ failure: { reason: 'GpuOutOfStock', message: 'No GPU is left' } })],
      }),
      'GpuOutOfStock',
      'Node group web: No GPU is left.',
    ],
    [
      'a node that does not join',
      web,
      observedCluster({
        nodeGroups: [
          observedGroup({
            nodes: [...readyNodes(1), observedNode({ name: 'web-2', phase: 'Joining', message: 'No route' })],
          }),
        ],
      }),
      'BelowMinimum',
      'Node group web: 1 of at least 2 nodes are ready. web-2: No route.',
    ],
    [
      'an add-on that failed',
      {},
      observedCluster({ addons: [observedAddon({ phase: 'Failed', message: 'Its chart does not render' })] }),
      'AddonFailed',
      `Add-on ${observedAddon().id}: Its chart does not render.`,
    ],
  ])('with %s', (_, state, observed, reason, message) => {
    expect(healthOf(state, observed)).toEqual(['Degraded', reason, message]);
  });

  it('with several, the gravest first and all of them said', () => {
    const observed = observedCluster({ apiReady: false, addons: [observedAddon({ phase: 'Failed' })] });
    const [, reason, message] = healthOf({}, observed);
    expect(reason).toBe('ApiNotReady');
    expect(message).toMatch(/does not answer\..*Add-on /);
  });
});

describe('the counts of a cluster', () => {
  it('follow what was seen, and what is wanted', () => {
    const state = { ...web, addons: [addonRecord(), addonRecord({ name: 'flux', uid: 'x', removal })] };
    const observed = observedCluster({
      controlPlane: [...members('api', 2, '1.33.8', 1), ...members('api', 1, '1.32.4')],
      nodeGroups: [
        observedGroup({ nodes: [observedNode(), observedNode({ name: 'b', phase: 'Draining' })] }),
      ],
      addons: [observedAddon()],
    });
    expect(of(state, observed)).toMatchObject({
      version: '1.32.4',
      controlPlane: { desired: 3, ready: 2 },
      etcd: { desired: 3, ready: 3, quorum: true },
      nodes: { total: 2, ready: 1 },
      addons: { total: 1, ready: 1 },
    });
  });

  it('show the work in hand, and not what is scheduled', () => {
    const scheduled = operationRecord('VersionUpgrade.run', {
      id: 'op-2',
      target: { ...operationRecord().target, uid: 'u' },
    });
    const first = operationRecord('Cluster.update', { id: 'op-1', status: 'running' });
    expect(of({ operations: [first, scheduled] }, observedCluster()).currentOperation).toBe('op-1');
    const started = { ...scheduled, startedAt: START_TEXT };
    expect(of({ operations: [first, started] }, observedCluster()).currentOperation).toBe('op-2');
    expect(
      of({ operations: [{ ...started, status: 'paused' }] }, observedCluster()).currentOperation,
    ).toBeNull();
  });
});

describe('the list of nodes', () => {
  it('is in order of names, and bounded', () => {
    const nodes = Array.from({ length: 2001 }, (_, index) =>
      observedNode({ name: `n-${String(2001 - index).padStart(4, '0')}` }),
    );
    const observed = observedCluster({ nodeGroups: [observedGroup({ nodes })] });
    const record = nodesRecord(clusterState(), observed, START);
    expect(record.nodes).toHaveLength(2000);
    expect(record.nodes[0]).toMatchObject({
      name: 'n-0001',
      cluster: 'prod',
      nodeGroup: 'web',
      createdAt: START_TEXT,
    });
    const status = of(web, observed);
    expect(status.nodes.total).toBe(2001);
    expect(status.conditions.at(-1)).toMatchObject({ type: 'AllNodesListed', status: 'False' });
  });

  it('keeps the times of conditions by name', () => {
    const observed = observedCluster({ nodeGroups: [observedGroup()] });
    const first = nodesRecord(clusterState(), observed, START);
    const later = nodesRecord(clusterState({ nodes: first }), observed, START + 60_000);
    expect(later).toEqual(first);
  });
});

describe('while the platform is silent', () => {
  const view = {
    reached: false as const,
    now: START + 60_000,
    reason: 'Timeout',
    message: 'No answer in 10 s.',
  };
  const no = { reason: view.reason, message: view.message };

  it('what was seen last stands, and a condition says so', () => {
    const state = clusterState(web);
    const status = statusRecord(
      state,
      reachedView({ observed: observedCluster({ nodeGroups: [observedGroup()] }) }),
      undefined,
    );
    const after = unreachableStatusRecord({ ...state, status }, view);
    expect(after.cluster.phase).toBe('Running');
    expect(after.cluster.conditions.at(-1)).toEqual({
      type: 'PlatformReachable',
      status: 'False',
      reason: 'Timeout',
      message: 'No answer in 10 s.',
      lastTransitionTime: '2026-03-02T08:01:00.000Z',
    });
    expect(unreachableStatusRecord({ ...state, status: after }, { ...view, now: START + 120_000 })).toEqual(
      after,
    );
  });

  it('of a cluster that was never seen nothing is known, and why is said', () => {
    const state = clusterState(web);
    const [group] = state.nodeGroups;
    const status = unreachableStatusRecord(state, view);
    expect(status.cluster.phase).toBe('Pending');
    for (const conditions of [status.cluster.conditions, status.nodeGroups[group!.uid]!.conditions]) {
      const others = conditions.filter(({ type }) => type !== 'PlatformReachable');
      expect(new Set(others.map((each) => each.status))).toEqual(new Set(['Unknown']));
      expect(others.find(({ type }) => type === 'Ready')).toMatchObject(no);
    }
    const later = { ...view, now: START + 120_000, reason: 'Forbidden', message: 'It may not.' };
    const { conditions } = unreachableStatusRecord({ ...state, status }, later).cluster;
    expect(conditions.find(({ type }) => type === 'Healthy')).toMatchObject({
      reason: 'Forbidden',
      message: 'It may not.',
      lastTransitionTime: '2026-03-02T08:01:00.000Z',
    });
    const seen = statusRecord(
      { ...state, status },
      reachedView({ observed: observedCluster({ nodeGroups: [observedGroup()] }) }),
      undefined,
    );
    expect(seen.cluster.conditions.filter((each) => each.status === 'Unknown')).toEqual([]);
  });
});
