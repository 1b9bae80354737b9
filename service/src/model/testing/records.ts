// Records as handlers write them, with defaults that a test changes where it matters.
import type { OperationKind, VersionUpgrade } from '@hikube/openapi/types';
import type { ClusterState } from '../aggregate.ts';
import type {
  AddonRecord,
  ClusterRecord,
  NodeGroupRecord,
  OperationRecord,
  VersionUpgradeRecord,
} from '../records.ts';

/** 2026-03-02T08:00:00Z, a Monday. */
export const START = Date.parse('2026-03-02T08:00:00.000Z');
export const START_TEXT = '2026-03-02T08:00:00.000Z';

/** A uid that reads like what it belongs to: `uid('1')` ends in 1. */
export function uid(digits: string): string {
  return `00000000-0000-4000-8000-${digits.padStart(12, '0')}`;
}

export const CLUSTER_UID = uid('c1');

const CREATED_BY = { token: 'tok-1', fingerprint: 'f1' };

export function clusterRecord(changes: Partial<ClusterRecord> = {}): ClusterRecord {
  return {
    name: 'prod',
    displayName: '',
    labels: {},
    version: '1.33',
    topology: 'production',
    controlPlane: { replicas: 3, etcdMembers: 3 },
    storageClass: 'replicated',
    host: 'prod.demo.example',
    network: {
      exposure: 'proxied',
      cni: 'cilium',
      podCidr: '10.243.0.0/16',
      serviceCidr: '10.95.0.0/16',
      dnsDomain: 'cluster.local',
      dnsRecords: [],
    },
    deletionProtection: false,
    deletion: { volumes: 'delete' },
    uid: CLUSTER_UID,
    tenant: 'demo',
    createdAt: START_TEXT,
    endpoint: 'https://prod.demo.example',
    certificateAuthority: 'PEM',
    sites: ['geneva', 'gland', 'lucerne'],
    manager: 'other',
    generation: 1,
    createdBy: CREATED_BY,
    ...changes,
  };
}

export function nodeGroupRecord(changes: Partial<NodeGroupRecord> = {}): NodeGroupRecord {
  return {
    name: 'web',
    cluster: 'prod',
    minReplicas: 2,
    maxReplicas: 5,
    instanceType: 's1.large',
    diskSize: '20Gi',
    roles: [],
    gpus: [],
    labels: {},
    taints: [],
    rollout: { maxSurge: 1, maxUnavailable: 0 },
    uid: uid('a1'),
    createdAt: START_TEXT,
    manager: 'other',
    generation: 1,
    createdBy: CREATED_BY,
    ...changes,
  };
}

export function addonRecord(changes: Partial<AddonRecord> = {}): AddonRecord {
  return {
    name: 'cert-manager',
    cluster: 'prod',
    uid: uid('b1'),
    createdAt: START_TEXT,
    manager: 'other',
    generation: 1,
    createdBy: CREATED_BY,
    ...changes,
  };
}

export function upgradeRecord(
  changes: Partial<VersionUpgradeRecord> = {},
  status: Partial<VersionUpgrade['status']> = {},
): VersionUpgradeRecord {
  return {
    id: 'upg-1',
    cluster: 'prod',
    targetVersion: '1.34',
    start: 'now',
    maxUnavailable: 0,
    maxSurge: 1,
    fromVersion: '1.33',
    uid: uid('d1'),
    createdAt: START_TEXT,
    generation: 1,
    paused: false,
    committed: false,
    status: {
      phase: 'Pending',
      currentOperation: 'op-1',
      startedAt: null,
      endedAt: null,
      steps: [],
      conditions: [],
      ...status,
    },
    ...changes,
  };
}

export function operationRecord(
  kind: OperationKind = 'Cluster.create',
  changes: Partial<OperationRecord> = {},
): OperationRecord {
  return {
    id: 'op-1',
    kind,
    tenant: 'demo',
    target: { kind: 'Cluster', cluster: 'prod', name: 'prod', uid: CLUSTER_UID },
    status: 'pending',
    phase: 'Waiting to begin',
    generation: 1,
    progress: { percent: 0, done: 0, total: 0, etaSeconds: null },
    steps: [],
    warnings: [],
    error: null,
    createdAt: START_TEXT,
    startedAt: null,
    endedAt: null,
    fields: [],
    children: [],
    ...changes,
  };
}

/** An operation on a child. */
export function childOperation(
  kind: OperationKind,
  record: NodeGroupRecord | AddonRecord,
  changes: Partial<OperationRecord> = {},
): OperationRecord {
  const targetKind = kind.startsWith('Addon') ? 'Addon' : 'NodeGroup';
  return operationRecord(kind, {
    target: { kind: targetKind, cluster: record.cluster, name: record.name, uid: record.uid },
    generation: record.generation,
    ...changes,
  });
}

/** The operation of an upgrade. */
export function upgradeOperation(
  upgrade: VersionUpgradeRecord,
  changes: Partial<OperationRecord> = {},
): OperationRecord {
  return operationRecord('VersionUpgrade.run', {
    target: { kind: 'VersionUpgrade', cluster: upgrade.cluster, name: upgrade.id, uid: upgrade.uid },
    fields: ['/version'],
    ...changes,
  });
}

export function clusterState(changes: Partial<ClusterState> = {}): ClusterState {
  const cluster = changes.cluster ?? clusterRecord();
  return {
    ref: { tenant: cluster.tenant, name: cluster.name, uid: cluster.uid },
    cluster,
    nodeGroups: [],
    addons: [],
    upgrades: [],
    operations: [],
    status: undefined,
    nodes: undefined,
    ...changes,
  };
}

// An object with some of its members replaced. What is not replaced works on the original, private fields included.

/** See the top of the file. */
export function override<Target extends object>(target: Target, own: Partial<Target>): Target {
  return new Proxy(target, {
    get(_, name) {
      if (name in own) return Reflect.get(own, name);
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
