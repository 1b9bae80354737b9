// What is known of an object before the reconciler has looked at it: that it was asked for, and nothing else.
import type { AddonStatus, ClusterStatus, Condition, NodeGroupStatus } from '@hikube/openapi/types';
import type { AddonRecord, ClusterRecord, NodeGroupRecord } from '../model/records.ts';

/** Status of a cluster that nobody has looked at. */
export function initialClusterStatus(record: ClusterRecord): ClusterStatus {
  return {
    phase: 'Pending',
    conditions: [notSeenYet(record)],
    observedGeneration: 0,
    currentOperation: null,
    version: null,
    controlPlane: { desired: record.controlPlane.replicas, ready: 0, members: [] },
    etcd: { desired: record.controlPlane.etcdMembers, ready: 0, quorum: false, members: [] },
    nodes: { total: 0, ready: 0 },
    addons: { total: 0, ready: 0 },
  };
}

/** Status of a node group that nobody has looked at. */
export function initialNodeGroupStatus(record: NodeGroupRecord): NodeGroupStatus {
  return {
    phase: 'Pending',
    conditions: [notSeenYet(record)],
    observedGeneration: 0,
    currentOperation: null,
    replicas: 0,
    readyReplicas: 0,
    updatedReplicas: 0,
    atMax: false,
    version: null,
  };
}

/** Status of an add-on that nobody has looked at. */
export function initialAddonStatus(record: AddonRecord): AddonStatus {
  return {
    phase: 'Pending',
    conditions: [notSeenYet(record)],
    observedGeneration: 0,
    currentOperation: null,
    version: null,
  };
}

function notSeenYet(record: { readonly createdAt: string }): Condition {
  return {
    type: 'Ready',
    status: 'Unknown',
    reason: 'Accepted',
    message: 'The request is accepted; work on it begins.',
    lastTransitionTime: record.createdAt,
  };
}
