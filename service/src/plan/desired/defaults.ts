// What absent fields are: the constant defaults of the contract (a test compares the literals) and what is derived.
import {
  type Catalogue,
  controlPlaneSize,
  DEFAULT_TIME_ZONE,
  defaultVersion,
  NODE_GROUP_DEFAULTS,
  normaliseVersion,
} from '@hikube/domain';
import type { AddonInline, ClusterCreate, NodeGroupInline } from '@hikube/openapi/types';
import type { AddonInputs, ClusterInputs, NodeGroupInputs } from './desired.ts';

/** A cluster as a caller writes it, without what stands inside it. */
export type SparseCluster = Omit<ClusterCreate, 'name' | 'nodeGroups' | 'addons'>;

/**
 * The complete cluster.
 * @param catalogue has the version for a cluster that names none
 */
export function completeCluster(sparse: SparseCluster, catalogue: Catalogue): ClusterInputs {
  const topology = sparse.topology ?? 'production';
  const { host, maintenance } = sparse;
  return {
    displayName: sparse.displayName ?? '',
    labels: sparse.labels ?? {},
    version:
      normaliseVersion(sparse.version) ??
      sparse.version ??
      defaultVersion(catalogue.kubernetesVersions) ??
      '',
    topology,
    // The rules judge the result: what is no size of etcd does not get past them.
    controlPlane: controlPlaneSize({
      topology,
      controlPlane: sparse.controlPlane,
    }) as ClusterInputs['controlPlane'],
    storageClass: sparse.storageClass ?? 'replicated',
    ...(host === undefined ? {} : { host }),
    network: { exposure: sparse.network?.exposure ?? 'proxied' },
    deletionProtection: sparse.deletionProtection ?? false,
    ...(maintenance === undefined ? {} : { maintenance: completeMaintenance(maintenance) }),
  };
}

function completeMaintenance(
  sparse: NonNullable<SparseCluster['maintenance']>,
): NonNullable<ClusterInputs['maintenance']> {
  return {
    window: { ...sparse.window, timeZone: sparse.window.timeZone ?? DEFAULT_TIME_ZONE },
    autoPatch: sparse.autoPatch ?? false,
    exclusions: sparse.exclusions ?? [],
  };
}

/** The complete node group. */
export function completeNodeGroup(sparse: NodeGroupInline): NodeGroupInputs {
  return {
    minReplicas: sparse.minReplicas ?? NODE_GROUP_DEFAULTS.minReplicas,
    maxReplicas: sparse.maxReplicas ?? NODE_GROUP_DEFAULTS.maxReplicas,
    instanceType: sparse.instanceType ?? NODE_GROUP_DEFAULTS.instanceType,
    ...(sparse.resources === undefined ? {} : { resources: sparse.resources }),
    diskSize: sparse.diskSize ?? NODE_GROUP_DEFAULTS.diskSize,
    roles: sparse.roles ?? [],
    gpus: sparse.gpus ?? [],
  };
}

/** The complete add-on. Options exist only where the caller wrote some: without them the platform chooses. */
export function completeAddon(sparse: AddonInline): AddonInputs {
  const { version, valuesOverride, options } = sparse;
  return {
    ...(version === undefined ? {} : { version: version.replace(/^v(?=[0-9])/, '') }),
    ...(valuesOverride === undefined ? {} : { valuesOverride }),
    ...(options === undefined ? {} : { options: completeOptions(options) }),
  };
}

type SparseOptions = NonNullable<AddonInline['options']>;
type CompleteOptions = NonNullable<AddonInputs['options']>;

function completeOptions({ ingress, flux, certManager, monitoring, nfs }: SparseOptions): CompleteOptions {
  if (ingress !== undefined) {
    return { ingress: { exposure: ingress.exposure ?? 'proxied', hosts: ingress.hosts ?? [] } };
  }
  if (flux !== undefined) {
    const { url, branch, path } = flux.gitRepository;
    return { flux: { gitRepository: { url, branch: branch ?? 'main', path: path ?? './' } } };
  }
  if (certManager !== undefined) return { certManager: { issuers: certManager.issuers ?? {} } };
  if (monitoring !== undefined) {
    const { nodeExporter = true, fluentBit = true, kubeStateMetrics = true } = monitoring;
    return { monitoring: { nodeExporter, fluentBit, kubeStateMetrics } };
  }
  return { nfs: { size: nfs?.size ?? '50Gi' } };
}
