import { describe, expect, it } from 'vitest';
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
} from '../model/testing/records.ts';
import { createSeededRandom } from '../random.ts';
import { sealValues } from '../secrets/addon-values.ts';
import { createTransientEnvelope, SealError } from '../secrets/envelope.ts';
import { desiredCluster, type Known, openSecrets } from './desired.ts';

const KNOWN: Known = { catalogue: {}, now: START, secrets: new Map() };

const removal = { requestedAt: START_TEXT, operation: 'op-9' };

describe('desiredCluster', () => {
  it('is the whole wish', () => {
    const state = clusterState({
      nodeGroups: [
        nodeGroupRecord({
          gpus: [{ name: 'nvidia.com/H100_94GB' }],
          resources: { cpu: '4', memory: '16Gi' },
        }),
        nodeGroupRecord({ name: 'old', uid: uid('a2'), removal }),
      ],
      addons: [addonRecord({ version: '1.19.3' }), addonRecord({ name: 'flux', uid: uid('b2'), removal })],
    });
    expect(desiredCluster(state, KNOWN)).toEqual({
      tenant: 'demo',
      name: 'prod',
      uid: CLUSTER_UID,
      generation: 1,
      version: '1.33',
      topology: 'production',
      controlPlane: { replicas: 3, etcdMembers: 3 },
      storageClass: 'replicated',
      host: 'prod.demo.example',
      endpoint: 'https://prod.demo.example',
      sites: ['geneva', 'gland', 'lucerne'],
      network: { exposure: 'proxied' },
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
          labels: {},
          taints: [],
          rollout: { maxSurge: 1, maxUnavailable: 0 },
        },
      ],
      addons: [{ id: 'cert-manager', uid: uid('b1'), generation: 1, version: '1.19.3' }],
      rollout: { paused: false },
      replaceNodes: [],
    });
  });

  it('nests values under the name of the chart', () => {
    const addons = [addonRecord({ valuesOverride: { crds: { enabled: true } } })];
    expect(desiredCluster(clusterState({ addons }), KNOWN).addons[0]?.values).toEqual({
      'cert-manager': { crds: { enabled: true } },
    });
  });

  it('merges secret values over the others, whichever way the two are nested', async () => {
    const envelope = createTransientEnvelope(createSeededRandom('values'));
    const place = { tenant: 'demo', cluster: 'prod', name: 'cert-manager' };
    const values = { 'cert-manager': { webhook: { token: 'hidden' } } };
    const secretValues = await sealValues(values, place, envelope);
    const valuesOverride = { webhook: { token: 'shown', replicas: 2 } };
    const gone = addonRecord({ name: 'flux', uid: uid('b2'), secretValues: 'never opened', removal });
    const state = clusterState({ addons: [addonRecord({ valuesOverride, secretValues }), gone] });
    const secrets = await openSecrets(state, envelope);
    expect(desiredCluster(state, { ...KNOWN, secrets }).addons.map((addon) => addon.values)).toEqual([
      { 'cert-manager': { webhook: { token: 'hidden', replicas: 2 } } },
    ]);
    await expect(openSecrets(state, createTransientEnvelope())).rejects.toThrow(SealError);
  });

  it.each([
    ['runs', {}, { paused: false, maxSurge: 2, maxUnavailable: 1 }],
    ['is held', { paused: true }, { paused: true, maxSurge: 2, maxUnavailable: 1 }],
  ])('rolls as the upgrade that %s says', (_, changes, rollout) => {
    const status = { phase: 'Running' as const, startedAt: START_TEXT };
    const upgrade = upgradeRecord({ maxSurge: 2, maxUnavailable: 1, ...changes }, status);
    expect(desiredCluster(clusterState({ upgrades: [upgrade] }), KNOWN).rollout).toEqual(rollout);
  });

  it('lets each group roll in its own way where nobody chose a pace', () => {
    const status = { phase: 'Running' as const, startedAt: START_TEXT };
    const { maxSurge: _surge, maxUnavailable: _missing, ...upgrade } = upgradeRecord({}, status);
    expect(desiredCluster(clusterState({ upgrades: [upgrade] }), KNOWN).rollout).toEqual({ paused: false });
  });

  it('does not roll as an upgrade says that has not started', () => {
    const upgrades = [upgradeRecord({ maxSurge: 9, paused: true })];
    expect(desiredCluster(clusterState({ upgrades }), KNOWN).rollout).toEqual({ paused: false });
  });

  it('replaces the nodes of operations that are under way, in order', () => {
    const replace = (name: string, status: 'running' | 'failed') =>
      operationRecord('Node.replace', {
        id: name,
        status,
        target: { kind: 'Node', cluster: 'prod', name, uid: uid('1') },
      });
    const operations = [replace('web-2', 'running'), replace('web-1', 'running'), replace('web-3', 'failed')];
    expect(desiredCluster(clusterState({ operations }), KNOWN).replaceNodes).toEqual(['web-1', 'web-2']);
  });
});
