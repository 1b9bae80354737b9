// Each kind of news from two states, without a store and without a platform.
import type { AddonStatus, ClusterStatus, Condition, Node, NodeGroupStatus } from '@hikube/openapi/types';
import { describe, expect, test } from 'vitest';
import { childReference, clusterReference } from '../../model/keys.ts';
import { uid } from '../../model/testing/records.ts';
import { nodeUid } from '../testing/observed.ts';
import { addonEvents, clusterEvents, siteEvents } from './cluster-events.ts';
import { nodeEvents, nodeGroupEvents } from './node-events.ts';

const TIME = '2026-03-02T08:00:00.000Z';

function condition(type: string, status: Condition['status'], message = '', reason = 'Because'): Condition {
  return { type, status, reason, message, lastTransitionTime: TIME };
}

function clusterStatus(phase: ClusterStatus['phase'], conditions: Condition[] = []): ClusterStatus {
  return { phase, conditions } as unknown as ClusterStatus;
}

const PROD = clusterReference({ name: 'prod', uid: uid('c1') });
const WEB = childReference('NodeGroup', { cluster: 'prod', name: 'web', uid: uid('a1') });
const FLUX = childReference('Addon', { cluster: 'prod', name: 'flux', uid: uid('a2') });
const groupOf = (name: string) =>
  name === 'web' ? WEB : childReference('NodeGroup', { cluster: 'prod', name, uid: null });

function node(name: string, phase: Node['status']['phase'], nodeGroup = 'web'): Node {
  const conditions = [condition('Ready', phase === 'Ready' ? 'True' : 'False', 'Its kubelet is silent.')];
  return {
    name,
    cluster: 'prod',
    uid: nodeUid(name),
    nodeGroup,
    site: 'gland',
    status: { phase, conditions },
  } as unknown as Node;
}

describe('a cluster', () => {
  test('tells a phase once', () => {
    const running = clusterStatus('Running');
    expect(clusterEvents(PROD, clusterStatus('Provisioning'), running)).toEqual([
      {
        type: 'Normal',
        reason: 'ClusterRunning',
        object: PROD,
        message: 'Everything that is wanted is in place.',
      },
    ]);
    expect(clusterEvents(PROD, running, running)).toEqual([]);
  });

  test('tells why it is degraded', () => {
    const before = clusterStatus('Running', [condition('EtcdReady', 'True')]);
    const after = clusterStatus('Degraded', [condition('EtcdReady', 'False', '0 of 1 members are ready.')]);
    expect(clusterEvents(PROD, before, after)).toMatchObject([
      { type: 'Warning', reason: 'QuorumLost', message: '0 of 1 members are ready.' },
      { type: 'Warning', reason: 'ClusterDegraded', message: '0 of 1 members are ready.' },
    ]);
  });

  test('tells what it lacks, and not what it never had', () => {
    const never = condition('FaultTolerant', 'Unknown', 'The platform does not tell where its members run.');
    const before = clusterStatus('Running', [condition('Healthy', 'True'), never]);
    const lacking = condition('Healthy', 'False', 'Add-on flux: its chart does not render.');
    expect(clusterEvents(PROD, before, clusterStatus('Degraded', [lacking, never]))).toMatchObject([
      { type: 'Warning', reason: 'ClusterDegraded', message: 'Add-on flux: its chart does not render.' },
    ]);
  });

  test('warns of nothing that a deletion takes away, and still of a platform that is silent', () => {
    const parts = ['ControlPlaneReady', 'EtcdReady', 'FaultTolerant', 'PlatformReachable'];
    const before = clusterStatus(
      'Deleting',
      parts.map((type) => condition(type, 'True')),
    );
    const after = clusterStatus(
      'Deleting',
      parts.map((type) => condition(type, 'False', `${type} is not.`)),
    );
    expect(clusterEvents(PROD, before, after)).toMatchObject([{ type: 'Warning', reason: 'PlatformSilent' }]);
  });

  test('tells nothing of aspects of which nothing was known', () => {
    const after = clusterStatus('Pending', [condition('EtcdReady', 'False')]);
    expect(clusterEvents(PROD, undefined, after)).toEqual([]);
  });
});

describe('nodes', () => {
  test('tell of each that comes, serves, falls silent and goes', () => {
    const before = [node('a', 'Joining'), node('b', 'Ready'), node('c', 'Ready')];
    const after = [node('a', 'Ready'), node('b', 'NotReady'), node('d', 'Scheduling')];
    expect(
      nodeEvents(before, after, groupOf).map(({ reason, object, type }) => [reason, object.name, type]),
    ).toEqual([
      ['NodeReady', 'a', 'Normal'],
      ['NodeNotReady', 'b', 'Warning'],
      ['NodeCreated', 'd', 'Normal'],
      ['NodeDeleted', 'c', 'Normal'],
    ]);
    expect(nodeEvents(before, after, groupOf)[1]?.message).toBe(
      'The node is silent, in the node group web at the site gland. Its kubelet is silent.',
    );
  });

  test('many that do the same are told in one', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const ready = names.map((name) => node(name, 'Ready'));
    const silent = names.map((name) => node(name, 'NotReady'));
    expect(nodeEvents(ready, silent, groupOf)).toEqual([
      {
        type: 'Warning',
        reason: 'NodeNotReady',
        object: WEB,
        message: '6 nodes are silent.',
      },
    ]);
    expect(nodeEvents(ready.slice(1), silent.slice(1), groupOf)).toHaveLength(5);
  });
});

describe('a node group', () => {
  const status = (phase: NodeGroupStatus['phase'], ...conditions: Condition[]) =>
    ({ phase, conditions }) as unknown as NodeGroupStatus;
  const running = status('Running');
  const change = { group: WEB, before: running, after: running, wantedBefore: 2, wanted: 2 };

  test('tells what the autoscaler decides', () => {
    expect(nodeGroupEvents(change)).toEqual([]);
    expect(nodeGroupEvents({ ...change, wanted: 5 })).toMatchObject([
      { reason: 'ScaledUp', message: 'The node group grows from 2 to 5 nodes.' },
    ]);
    expect(nodeGroupEvents({ ...change, wanted: 0 })).toMatchObject([
      { reason: 'ScaledDown', message: 'The node group shrinks from 2 to 0 nodes.' },
    ]);
    expect(nodeGroupEvents({ ...change, wantedBefore: undefined })).toEqual([]);
  });

  test('tells once that it may not grow', () => {
    const limited = status('Running', condition('ScalingLimited', 'True', 'Pods wait.'));
    expect(nodeGroupEvents({ ...change, after: limited })).toMatchObject([
      { type: 'Warning', reason: 'ScalingLimited', message: 'Pods wait.' },
    ]);
    expect(nodeGroupEvents({ ...change, before: limited, after: limited })).toEqual([]);
  });

  test('tells why it fails, and that it recovers', () => {
    const failed = status('Failed', condition('Ready', 'False', 'No GPU is left.', 'OutOfStock'));
    expect(nodeGroupEvents({ ...change, after: failed })).toMatchObject([
      { type: 'Warning', reason: 'OutOfStock', message: 'No GPU is left.' },
    ]);
    expect(nodeGroupEvents({ ...change, before: failed })).toMatchObject([
      { type: 'Normal', reason: 'NodeGroupRecovered' },
    ]);
  });
});

describe('an add-on', () => {
  const status = (phase: AddonStatus['phase'], ...conditions: Condition[]) =>
    ({ phase, conditions, version: '1.2.3' }) as unknown as AddonStatus;

  test.each([
    [status('Ready'), 'AddonReady', 'The add-on is ready in the version 1.2.3.'],
    [status('WaitingFor', condition('WaitingFor', 'True', 'Waits for x.')), 'AddonWaiting', 'Waits for x.'],
    [status('Failed', condition('Ready', 'False', 'It broke.')), 'AddonFailed', 'It broke.'],
    [undefined, 'AddonDeleted', 'The add-on is gone.'],
  ])('%#: %s', (after, reason, message) => {
    expect(addonEvents(FLUX, { before: status('Installing'), after })).toMatchObject([{ reason, message }]);
  });

  test('that waits while its cluster comes up is no warning before the cluster has come up', () => {
    const waits = status('WaitingFor', condition('WaitingFor', 'True', 'Waits for x.'));
    const told = (before: AddonStatus, was: boolean, is: boolean) =>
      addonEvents(FLUX, { before, after: waits, isComingUp: { before: was, after: is } }).map(
        ({ type }) => type,
      );
    expect(told(status('Pending'), true, true)).toEqual(['Normal']);
    expect(told(waits, true, true)).toEqual([]);
    expect(told(waits, true, false)).toEqual(['Warning']);
    expect(told(waits, false, false)).toEqual([]);
    expect(told(status('Ready'), false, false)).toEqual(['Warning']);
  });

  test('tells nothing twice', () => {
    expect(addonEvents(FLUX, { before: status('Ready'), after: status('Ready') })).toEqual([]);
  });
});

describe('sites', () => {
  test('are told to clusters that span them', () => {
    expect(siteEvents(['geneva', 'gland'], ['geneva'], ['gland', 'lucerne'])).toMatchObject([
      { type: 'Normal', reason: 'SiteAvailable', object: { name: 'geneva' } },
      { type: 'Warning', reason: 'SiteUnavailable', object: { name: 'gland' } },
    ]);
    expect(siteEvents(['geneva'], ['geneva'], ['geneva'])).toEqual([]);
  });
});
