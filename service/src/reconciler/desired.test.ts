import { describe, expect, it } from 'vitest';
import { desiredCluster } from './desired.ts';
import {
  addonRecord,
  CLUSTER_UID,
  clusterState,
  nodeGroupRecord,
  operationRecord,
  START,
  START_TEXT,
  uid,
  upgradeRecord,
} from './testing/records.ts';

const deletion = { requestedAt: START_TEXT, operation: 'op-9' };

describe('desiredCluster', () => {
  it('is the whole wish', () => {
    const state = clusterState({
      nodeGroups: [
        nodeGroupRecord({
          gpus: [{ name: 'nvidia.com/H100_94GB' }],
          resources: { cpu: '4', memory: '16Gi' },
        }),
        nodeGroupRecord({ name: 'old', uid: uid('a2'), deletion }),
      ],
      addons: [addonRecord({ version: '1.19.3' }), addonRecord({ name: 'flux', uid: uid('b2'), deletion })],
    });
    expect(desiredCluster(state, {}, START)).toEqual({
      tenant: 'demo',
      name: 'prod',
      uid: CLUSTER_UID,
      generation: 1,
      version: '1.33',
      topology: 'production',
      controlPlane: { replicas: 3, etcdMembers: 3 },
      storageClass: 'replicated',
      host: 'prod.demo.example',
      exposure: 'proxied',
      nodeGroups: [
        {
          name: 'web',
          uid: uid('a1'),
          generation: 1,
          minReplicas: 2,
          maxReplicas: 5,
          instanceType: 's1.large',
          resources: { cpu: '4', memory: '16Gi' },
          diskSize: '20Gi',
          roles: [],
          gpus: ['nvidia.com/H100_94GB'],
        },
      ],
      addons: [{ id: 'cert-manager', uid: uid('b1'), generation: 1, version: '1.19.3' }],
      rollout: { paused: false, maxSurge: 1, maxUnavailable: 0 },
      replaceNodes: [],
    });
  });

  it('nests values under the name of the chart', () => {
    const addons = [addonRecord({ valuesOverride: { crds: { enabled: true } } })];
    expect(desiredCluster(clusterState({ addons }), {}, START).addons[0]?.values).toEqual({
      'cert-manager': { crds: { enabled: true } },
    });
  });

  it.each([
    ['runs', {}, { paused: false, maxSurge: 2, maxUnavailable: 1 }],
    ['is held', { paused: true }, { paused: true, maxSurge: 2, maxUnavailable: 1 }],
  ])('rolls as the upgrade that %s says', (_, changes, rollout) => {
    const status = { phase: 'Running' as const, startedAt: START_TEXT };
    const upgrade = upgradeRecord({ maxSurge: 2, maxUnavailable: 1, ...changes }, status);
    expect(desiredCluster(clusterState({ upgrades: [upgrade] }), {}, START).rollout).toEqual(rollout);
  });

  it('does not roll as an upgrade says that has not started', () => {
    const upgrades = [upgradeRecord({ maxSurge: 9, paused: true })];
    expect(desiredCluster(clusterState({ upgrades }), {}, START).rollout.maxSurge).toBe(1);
  });

  it('replaces the nodes of operations that are under way, in order', () => {
    const replace = (name: string, status: 'running' | 'failed') =>
      operationRecord('node.replace', {
        id: name,
        status,
        target: { kind: 'node', cluster: 'prod', name, uid: uid('1') },
      });
    const operations = [replace('web-2', 'running'), replace('web-1', 'running'), replace('web-3', 'failed')];
    expect(desiredCluster(clusterState({ operations }), {}, START).replaceNodes).toEqual(['web-1', 'web-2']);
  });
});
