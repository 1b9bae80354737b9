// When operations end: tables of what was asked for, what was seen, and what follows.
import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../model/aggregate.ts';
import type { OperationRecord } from '../../model/records.ts';
import {
  addonRecord,
  childOperation,
  clusterState,
  nodeGroupRecord,
  operationRecord,
  START,
  uid,
} from '../../model/testing/records.ts';
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
import { advanceOperation, supersede } from './advance.ts';

function advance(
  operation: OperationRecord,
  state: Partial<ClusterState>,
  observed: Reached['observed'],
  refusal?: Reached['refusal'],
) {
  return advanceOperation(
    operation,
    clusterState(state),
    reachedView({ observed, now: START + 60_000 }),
    refusal,
  );
}

const web = nodeGroupRecord();
const certManager = addonRecord();

describe('the creation of a cluster', () => {
  const operation = operationRecord('Cluster.create', { children: [web.uid, certManager.uid] });
  const state = { nodeGroups: [web], addons: [certManager] };

  it('begins before there is anything', () => {
    expect(advance(operation, state, undefined)).toMatchObject({
      status: 'running',
      phase: 'Starting etcd (0 of 3)',
      startedAt: '2026-03-02T08:01:00.000Z',
      progress: { percent: 0, done: 0, total: 9 },
    });
  });

  it('tells how far it is', () => {
    const observed = observedCluster({
      observedGeneration: 0,
      apiReady: false,
      controlPlane: members('api', 3, '1.33.8', 1),
      nodeGroups: [observedGroup({ observedGeneration: 0, nodes: [] })],
    });
    const after = advance(operation, state, observed);
    expect(after.status).toBe('running');
    expect(after.steps.map(({ name, status, done, total }) => [name, status, done, total])).toEqual([
      ['Starting etcd', 'succeeded', 3, 3],
      ['Starting the control plane', 'running', 1, 3],
      ['Starting nodes of web', 'running', 0, 2],
      ['Installing cert-manager', 'pending', 0, 1],
    ]);
  });

  it.each([
    ['everything is up', { nodeGroups: [observedGroup()], addons: [observedAddon()] }, 'succeeded'],
    [
      'a node is missing',
      { nodeGroups: [observedGroup({ nodes: readyNodes(1) })], addons: [observedAddon()] },
      'running',
    ],
    [
      'the add-on installs',
      { nodeGroups: [observedGroup()], addons: [observedAddon({ phase: 'Installing' })] },
      'running',
    ],
    [
      'the API does not answer',
      { apiReady: false, nodeGroups: [observedGroup()], addons: [observedAddon()] },
      'running',
    ],
    [
      'the platform shows no etcd',
      { etcd: [], nodeGroups: [observedGroup()], addons: [observedAddon()] },
      'succeeded',
    ],
  ])('when %s', (_, seen, status) => {
    expect(advance(operation, state, observedCluster(seen as object)).status).toBe(status);
  });

  it('fails at once when the control plane cannot come up', () => {
    const failure = { reason: 'EtcdFailed', message: 'No member starts' };
    const after = advance(
      operation,
      state,
      observedCluster({ observedGeneration: 0, apiReady: false, failure }),
    );
    expect(after).toMatchObject({ status: 'failed', phase: 'Failed: No member starts.' });
    expect(after.error).toEqual({
      code: 'platform_failed',
      detail:
        'No member starts. The platform keeps trying; change the settings or wait, and what is healthy stays in use meanwhile.',
      retryable: false,
    });
  });

  it('fails for a group only when nothing else is under way', () => {
    const failure = { reason: 'GpuOutOfStock', message: 'No GPU is left.' };
    const failing = observedGroup({ observedGeneration: 0, nodes: [], failure });
    const busy = observedCluster({ nodeGroups: [failing], addons: [observedAddon({ phase: 'Installing' })] });
    expect(advance(operation, state, busy).status).toBe('running');
    const quiet = observedCluster({ nodeGroups: [failing], addons: [observedAddon({ phase: 'Pending' })] });
    const after = advance(operation, state, quiet);
    expect(after).toMatchObject({ status: 'failed', error: { code: 'platform_failed' } });
    expect(after.steps.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'failed', 'skipped']);
  });
});

describe('an add-on that waits', () => {
  const nginx = addonRecord({ name: 'ingress-nginx', uid: uid('b2') });
  const waitingFor = { kind: 'NodeGroup' as const, selector: 'node-role.kubernetes.io/ingress-nginx' };
  const waits = observedAddon({
    id: 'ingress-nginx',
    uid: uid('b2'),
    phase: 'WaitingFor',
    observedGeneration: 0,
    waitingFor,
  });
  const observed = observedCluster({ nodeGroups: [observedGroup()], addons: [waits] });
  const operation = operationRecord('Cluster.create', { children: [web.uid, nginx.uid] });

  it('for something outside the request ends it with a warning', () => {
    const after = advance(operation, { nodeGroups: [web], addons: [nginx] }, observed);
    expect(after.status).toBe('succeeded');
    expect(after.warnings).toEqual([
      {
        pointer: '/addons/ingress-nginx',
        code: 'waiting_for',
        detail:
          'The add-on ingress-nginx waits for a node group with role ingress-nginx. It starts as soon as the cluster has one.',
      },
    ]);
    expect(after.phase).toContain('Done; The add-on ingress-nginx waits');
  });

  it('for a group of the same request holds it', () => {
    const withRole = { ...web, roles: ['ingress-nginx'] };
    expect(advance(operation, { nodeGroups: [withRole], addons: [nginx] }, observed).status).toBe('running');
  });

  it('for a group of the same request that may stay empty ends it', () => {
    const empty = { ...web, roles: ['ingress-nginx'], minReplicas: 0 };
    expect(advance(operation, { nodeGroups: [empty], addons: [nginx] }, observed).status).toBe('succeeded');
  });

  it('for an add-on of the same request holds it', () => {
    const hami = addonRecord({ name: 'hami', uid: uid('b3') });
    const gpuOperator = addonRecord({ name: 'gpu-operator', uid: uid('b4') });
    const seen = observedCluster({
      addons: [
        observedAddon({
          id: 'hami',
          uid: uid('b3'),
          phase: 'WaitingFor',
          waitingFor: { kind: 'Addon', selector: 'gpu-operator' },
        }),
        observedAddon({ id: 'gpu-operator', uid: uid('b4'), phase: 'Installing' }),
      ],
    });
    const both = operationRecord('Cluster.update', { children: [hami.uid, gpuOperator.uid] });
    expect(advance(both, { addons: [hami, gpuOperator] }, seen).status).toBe('running');
    const alone = childOperation('Addon.create', hami);
    const ended = advance(alone, { addons: [hami, gpuOperator] }, seen);
    expect(ended).toMatchObject({ status: 'succeeded', warnings: [{ pointer: '' }] });
  });
});

describe('a change of a group', () => {
  const scaled = nodeGroupRecord({ generation: 2, minReplicas: 2, maxReplicas: 3 });
  const operation = childOperation('NodeGroup.update', scaled);

  it.each([
    ['its generation is seen', { observedGeneration: 2 }, 'succeeded'],
    ['a later generation is seen', { observedGeneration: 3 }, 'succeeded'],
    ['only the one before is seen', { observedGeneration: 1 }, 'running'],
    ['there are more nodes than its maximum', { observedGeneration: 2, nodes: readyNodes(4) }, 'running'],
    ['it is below its minimum', { observedGeneration: 2, nodes: [observedNode()] }, 'running'],
    ['the autoscaler wants more', { observedGeneration: 2, wanted: 3 }, 'succeeded'],
    [
      'it has what it must and cannot get more',
      { observedGeneration: 2, failure: { reason: 'X', message: 'x' } },
      'succeeded',
    ],
    [
      'it cannot get what it must',
      { observedGeneration: 2, nodes: [], failure: { reason: 'X', message: 'x' } },
      'failed',
    ],
  ])('when %s', (_, seen, status) => {
    const observed = observedCluster({ nodeGroups: [observedGroup(seen)] });
    expect(advance(operation, { nodeGroups: [scaled] }, observed).status).toBe(status);
  });
});

describe('a change of the cluster itself', () => {
  it.each([
    [1, 'running'],
    [2, 'succeeded'],
  ])('when generation %i is seen it is %s', (observedGeneration, status) => {
    const operation = operationRecord('Cluster.update', { generation: 2, fields: ['/labels'] });
    expect(advance(operation, {}, observedCluster({ observedGeneration })).status).toBe(status);
  });

  it('of the version waits for every machine', () => {
    const operation = operationRecord('Cluster.update', { generation: 2, fields: ['/version'] });
    const state = { nodeGroups: [web], cluster: { ...clusterState().cluster, version: '1.34' } };
    const half = observedCluster({
      observedGeneration: 2,
      controlPlane: members('api', 3, '1.34.4'),
      nodeGroups: [
        observedGroup({ nodes: [observedNode({ version: '1.34.4' }), observedNode({ name: 'web-2' })] }),
      ],
    });
    const after = advance(operation, state, half);
    expect(after.status).toBe('running');
    expect(after.phase).toBe('Upgrading nodes of web (1 of 2)');
    const nodes = readyNodes(2, { version: '1.34.4' });
    const whole = { ...half, nodeGroups: [observedGroup({ nodes })] };
    expect(advance(operation, state, whole).status).toBe('succeeded');
  });
});

describe('removals', () => {
  const removal = { requestedAt: '2026-03-02T08:00:00.000Z', operation: 'op-1' };

  it('of a group counts down', () => {
    const group = nodeGroupRecord({ removal });
    const operation = childOperation('NodeGroup.delete', group);
    const first = advance(
      operation,
      { nodeGroups: [group] },
      observedCluster({ nodeGroups: [observedGroup({ nodes: readyNodes(4) })] }),
    );
    expect(first.steps[0]).toMatchObject({
      name: 'Deleting nodes of web',
      status: 'running',
      done: 0,
      total: 4,
    });
    const second = advance(
      first,
      { nodeGroups: [group] },
      observedCluster({ nodeGroups: [observedGroup({ nodes: readyNodes(1) })] }),
    );
    expect(second.steps[0]).toMatchObject({ status: 'running', done: 3, total: 4 });
    expect(second.progress.percent).toBe(75);
    const third = advance(second, { nodeGroups: [group] }, observedCluster());
    expect(third).toMatchObject({ status: 'succeeded', steps: [{ status: 'succeeded', done: 4, total: 4 }] });
  });

  it('within a larger change stay visible when their object is gone', () => {
    const group = nodeGroupRecord({ removal });
    const operation = operationRecord('Cluster.update', { generation: 2, children: [group.uid] });
    const first = advance(
      operation,
      { nodeGroups: [group] },
      observedCluster({ nodeGroups: [observedGroup()] }),
    );
    const second = advance(first, { nodeGroups: [] }, observedCluster());
    expect(second.steps.map(({ name, status }) => [name, status])).toEqual([
      ['Updating cluster settings', 'running'],
      ['Deleting nodes of web', 'succeeded'],
    ]);
  });

  it.each([
    [
      'a cluster',
      operationRecord('Cluster.delete', {}),
      {},
      observedCluster({ failure: { reason: 'UninstallFailed', message: 'Pod web-1 is held.' } }),
      'Deleting the control plane',
    ],
    [
      'a group',
      childOperation('NodeGroup.delete', nodeGroupRecord({ removal })),
      { nodeGroups: [nodeGroupRecord({ removal })] },
      observedCluster({
        nodeGroups: [observedGroup({ failure: { reason: 'Held', message: 'Pod web-1 is held.' } })],
      }),
      'Deleting nodes of web',
    ],
    [
      'an add-on',
      childOperation('Addon.delete', addonRecord({ removal })),
      { addons: [addonRecord({ removal })] },
      observedCluster({ addons: [observedAddon({ message: 'Pod web-1 is held.' })] }),
      'Deleting cert-manager',
    ],
  ] as const)('of %s say what holds it', (_what, operation, state, observed, name) => {
    const { steps } = advance(operation, state, observed);
    expect(steps.filter(({ message }) => message !== '')).toMatchObject([
      { name, status: 'running', message: 'Pod web-1 is held.' },
    ]);
  });

  it('of a node ends when the node is gone', () => {
    const target = { kind: 'Node' as const, cluster: 'prod', name: 'web-1', uid: uid('1') };
    const operation = operationRecord('Node.replace', { target, generation: 0 });
    const still = observedCluster({ nodeGroups: [observedGroup({ nodes: readyNodes(3) })] });
    expect(advance(operation, { nodeGroups: [web] }, still)).toMatchObject({
      status: 'running',
      phase: 'Replacing node web-1',
    });
    const gone = observedCluster({ nodeGroups: [observedGroup({ nodes: readyNodes(3).slice(1) })] });
    expect(advance(operation, { nodeGroups: [web] }, gone).status).toBe('succeeded');
  });
});

describe('an operation that the platform refuses', () => {
  const refusal = { reason: 'UnknownInstanceType', message: 'There is no s9.large' };

  it('fails with what to do next, and keeps its progress', () => {
    const operation = childOperation('NodeGroup.update', nodeGroupRecord({ generation: 2 }));
    const after = advance(
      operation,
      { nodeGroups: [nodeGroupRecord({ generation: 2 })] },
      observedCluster({ nodeGroups: [observedGroup()] }),
      refusal,
    );
    expect(after).toMatchObject({
      status: 'failed',
      phase: 'Failed: There is no s9.large.',
      endedAt: '2026-03-02T08:01:00.000Z',
      progress: { etaSeconds: null },
      error: {
        detail:
          'There is no s9.large. What ran before still runs; change the settings so that the platform takes them.',
        retryable: false,
      },
    });
  });

  it('succeeds when what it wanted is there already', () => {
    const operation = operationRecord('Cluster.update', { generation: 1 });
    expect(advance(operation, {}, observedCluster(), refusal).status).toBe('succeeded');
  });
});

describe('supersede', () => {
  it('says by what', () => {
    expect(supersede(operationRecord(), 'a later change', START)).toMatchObject({
      status: 'superseded',
      phase: 'Superseded by a later change',
      endedAt: '2026-03-02T08:00:00.000Z',
      error: null,
    });
  });
});
