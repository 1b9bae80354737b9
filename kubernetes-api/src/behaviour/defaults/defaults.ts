// By kind: what is filled into it.
import type { KubernetesObject } from '../../kinds/object.ts';
import { type Fill, inside } from './fill.ts';
import { fillNetworkPolicy, fillService } from './network.ts';
import { fillPod } from './pods.ts';
import { fillClaim, fillStorageClass, fillVolume } from './volumes.ts';
import {
  fillCronJob,
  fillDaemonSet,
  fillDeployment,
  fillJob,
  fillReplicaSet,
  fillReplicationController,
  fillStatefulSet,
} from './workloads.ts';

const fillNode: Fill = (node) => {
  const status = inside(node, 'status');
  const capacity = inside(status, 'capacity');
  if (status !== undefined && capacity !== undefined) status['allocatable'] ??= { ...capacity };
};

/** By the name of the kind, with its group. */
export const defaults: Readonly<Record<string, Fill<KubernetesObject>>> = {
  pods: fillPod,
  nodes: fillNode,
  services: fillService,
  persistentvolumeclaims: fillClaim,
  persistentvolumes: fillVolume,
  replicationcontrollers: fillReplicationController,
  'deployments.apps': fillDeployment,
  'daemonsets.apps': fillDaemonSet,
  'statefulsets.apps': fillStatefulSet,
  'replicasets.apps': fillReplicaSet,
  'jobs.batch': fillJob,
  'cronjobs.batch': fillCronJob,
  'networkpolicies.networking.k8s.io': fillNetworkPolicy,
  'storageclasses.storage.k8s.io': fillStorageClass,
};
