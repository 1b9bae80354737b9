// Resources as the contract shows them: what was asked for, from one record, and what was observed, from another.

import type { UpgradePlan as DomainPlan } from '@hikube/domain';
import type {
  Addon,
  AddonStatus,
  Cluster,
  ClusterStatus,
  Condition,
  NodeGroup,
  NodeGroupStatus,
  UpgradePlan,
  VersionUpgrade,
} from '@hikube/openapi/types';
import { childReference, partReference } from '../model/keys.ts';
import type {
  AddonRecord,
  ClusterRecord,
  ClusterStatusRecord,
  NodeGroupRecord,
  VersionUpgradeRecord,
} from '../model/records.ts';
import { fieldErrorOf } from '../plan/field-errors.ts';

// Every view names what it leaves out and copies the rest: a field of the contract is then never forgotten, and the
// response validators of the tests refuse whatever should have been left out.

/** A cluster. The status belongs to it only if it has the same uid: an earlier cluster may have had the name. */
export function clusterView(record: ClusterRecord, observed: ClusterStatusRecord | undefined): Cluster {
  const { createdBy: _createdBy, holder: _holder, found: _found, removal, ...desired } = record;
  const seen = observed?.uid === record.uid ? observed : undefined;
  const status = seen?.cluster ?? initialClusterStatus(record);
  return {
    ...desired,
    // Neither generation nor ETag moves when it becomes known.
    certificateAuthority: seen?.certificateAuthority ?? record.certificateAuthority,
    status: removal === undefined ? status : { ...status, ...deleting('Deleting', removal, status) },
  };
}

/** A node group. */
export function nodeGroupView(record: NodeGroupRecord, observed: ClusterStatusRecord | undefined): NodeGroup {
  const { createdBy: _createdBy, holder: _holder, removal, ...desired } = record;
  const status = observed?.nodeGroups[record.uid] ?? initialNodeGroupStatus(record);
  return {
    ...desired,
    status: removal === undefined ? status : { ...status, ...deleting('Deleting', removal, status) },
  };
}

/** An add-on. Of its secret values it shows only that there are some. */
export function addonView(record: AddonRecord, observed: ClusterStatusRecord | undefined): Addon {
  const { createdBy: _createdBy, holder: _holder, removal, secretValues, ...desired } = record;
  const status = observed?.addons[record.uid] ?? initialAddonStatus(record);
  return {
    ...desired,
    hasSecretValues: secretValues !== undefined,
    status: removal === undefined ? status : { ...status, ...deleting('Deleting', removal, status) },
  };
}

/** A version upgrade; its status is in the record. */
export function versionUpgradeView(record: VersionUpgradeRecord): VersionUpgrade {
  const { paused: _paused, committed: _committed, createdBy: _createdBy, holder: _holder, ...shown } = record;
  return shown;
}

/** An accepted deletion shows at once, also before the reconciler has looked. */
function deleting<Phase extends string>(
  phase: Phase,
  removal: { readonly operation: string },
  status: { readonly currentOperation: string | null },
): { phase: Phase; currentOperation: string } {
  return { phase, currentOperation: status.currentOperation ?? removal.operation };
}

// What is known of an object before the reconciler has looked at it: that it was asked for, and nothing else.

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
function initialNodeGroupStatus(record: NodeGroupRecord): NodeGroupStatus {
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
function initialAddonStatus(record: AddonRecord): AddonStatus {
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

/**
 * The plan as it is shown.
 * @param uidOf of a node group of the cluster
 */
export function upgradePlanView(
  cluster: string,
  plan: DomainPlan,
  uidOf: (group: string) => string | null,
): UpgradePlan {
  const { currentVersion, targetVersion, nodesRolled } = plan;
  return {
    cluster,
    currentVersion,
    targetVersion,
    allowedTargets: [...plan.allowedTargets],
    steps: plan.steps.map(({ name, kind, group, nodes }) => ({
      name,
      target:
        kind === 'ControlPlane' || group === null
          ? partReference('ControlPlane', cluster)
          : childReference(kind, { cluster, name: group, uid: uidOf(group) }),
      nodes,
    })),
    nodesRolled,
    blockers: plan.blockers.map(fieldErrorOf),
    warnings: plan.warnings.map(fieldErrorOf),
  };
}
