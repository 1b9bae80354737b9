// The size of the control plane: derived from the topology, unless the cluster says otherwise.
import { isInteger, isObject, type JsonObject } from '../values/read.ts';

/** `production` survives the loss of a site, `development` is one of everything. */
export type Topology = 'production' | 'development';

/** The topologies of the contract. */
export const TOPOLOGIES: readonly Topology[] = Object.freeze(['production', 'development']);

/** How many of each the control plane has. */
export interface ControlPlaneSize {
  /** API servers. */
  readonly replicas: number;
  readonly etcdMembers: number;
}

const SIZES: Readonly<Record<Topology, ControlPlaneSize>> = {
  production: { replicas: 3, etcdMembers: 3 },
  development: { replicas: 1, etcdMembers: 1 },
};

/** The control plane of a cluster: what it says, else what its topology derives; no topology is `production`. */
export function controlPlaneSize(cluster: JsonObject): ControlPlaneSize {
  const derived = SIZES[cluster['topology'] === 'development' ? 'development' : 'production'];
  const explicit = isObject(cluster['controlPlane']) ? cluster['controlPlane'] : {};
  const { replicas, etcdMembers } = { replicas: explicit['replicas'], etcdMembers: explicit['etcdMembers'] };
  return {
    replicas: isInteger(replicas) ? replicas : derived.replicas,
    etcdMembers: isInteger(etcdMembers) ? etcdMembers : derived.etcdMembers,
  };
}

/** Members that must be up so that etcd can be written to: more than half. */
export function etcdQuorum(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** Members that may be lost while etcd can still be written to. */
export function tolerableEtcdLosses(members: number): number {
  return members - etcdQuorum(members);
}
