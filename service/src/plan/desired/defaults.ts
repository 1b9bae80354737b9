// What absent fields are: the constant defaults of the contract, and what is derived here.
import {
  type Catalogue,
  type ControlPlaneSize,
  controlPlaneSize,
  defaultVersion,
  normaliseVersion,
} from '@hikube/domain';
import { fields } from '@hikube/openapi/fields';
import type { AddonInline, ClusterCreate, NodeGroupInline } from '@hikube/openapi/types';
import type { AddonInputs, ClusterInputs, NodeGroupInputs } from '../../model/inputs.ts';
import { complete, type Derivations } from './complete.ts';

/** A cluster as a caller writes it, without what stands inside it. */
export type SparseCluster = Omit<ClusterCreate, 'name' | 'nodeGroups' | 'addons'>;

/** What the defaults of a cluster derive from. */
interface ClusterGround {
  readonly size: ControlPlaneSize;
  readonly catalogue: Catalogue;
}

const CLUSTER: Derivations<typeof fields.cluster, ClusterGround> = {
  version: ({ catalogue }) => defaultVersion(catalogue.kubernetesVersions) ?? '',
  controlPlane: {
    replicas: ({ size }) => size.replicas,
    etcdMembers: ({ size }) => size.etcdMembers,
  },
  // The platform derives it, when it assigns everything else.
  host: () => undefined,
};

// Nothing derives inside a cluster.
const NODE_GROUP: Derivations<typeof fields.nodeGroup, undefined> = {};
const ADDON: Derivations<typeof fields.addon, undefined> = {};

/**
 * The complete cluster. The rules judge the result: what is no size of etcd does not get past them.
 * @param catalogue has the version for a cluster that names none
 */
export function completeCluster(sparse: SparseCluster, catalogue: Catalogue): ClusterInputs {
  const version = normaliseVersion(sparse.version) ?? sparse.version;
  const size = controlPlaneSize({ topology: sparse.topology });
  const written = { ...sparse, ...(version === undefined ? {} : { version }) };
  return complete(fields.cluster, written, CLUSTER, { size, catalogue }) as unknown as ClusterInputs;
}

/** The complete node group. */
export function completeNodeGroup(sparse: NodeGroupInline): NodeGroupInputs {
  return complete(fields.nodeGroup, sparse, NODE_GROUP, undefined) as unknown as NodeGroupInputs;
}

/** The complete add-on. Options exist only where the caller wrote some: without them the platform chooses. */
export function completeAddon(sparse: AddonInline): AddonInputs {
  const version = sparse.version?.replace(/^v(?=[0-9])/, '');
  const written = { ...sparse, ...(version === undefined ? {} : { version }) };
  return complete(fields.addon, written, ADDON, undefined);
}
