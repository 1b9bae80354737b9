// The form: names and keys of the platform's manifest, over all its releases.
import type { fields } from '@hikube/openapi/fields';

/** `apiVersion` of the manifest. */
export const MANIFEST_API_VERSION = 'apps.cozystack.io/v1alpha1';

/** `kind` of the manifest. */
export const MANIFEST_KIND = 'Kubernetes';

/**
 * The two shapes of the form: `1.1.2` keeps the disk of a node under `ephemeralStorage` and needs `resources` in each
 * group; `1.6` calls it `diskSize`, and has a storage class, the kubelet and the health check of a group as well.
 */
export type ManifestShape = '1.1.2' | '1.6';

// The release in which the disk was renamed.
const RENAMED_IN = { major: 1, minor: 4 };

/**
 * The shape that a platform reads.
 * @param profile name of a platform profile, such as `hikube-1.1.2`; one without a version counts as the newest
 */
export function manifestShapeOf(profile: string): ManifestShape {
  const [, major, minor] = /-(\d{1,4})\.(\d{1,4})(?:\.|$)/.exec(profile) ?? [];
  if (major === undefined) return '1.6';
  const order = Number(major) - RENAMED_IN.major || Number(minor) - RENAMED_IN.minor;
  return order < 0 ? '1.1.2' : '1.6';
}

/** Keys of `spec` that this API has a place for, besides what it reports as having none. */
export const SPEC_KEYS = [
  'version',
  'host',
  'storageClass',
  'controlPlane',
  'nodeGroups',
  'addons',
  'kamajiControlPlane',
  'plugins',
] as const;

/** Keys of `spec` in newer releases of the form, for which this API has no setting. */
export const UNSUPPORTED_SPEC_KEYS = [
  'images',
  'talos',
  'nodeHealthCheck',
  'maxNodeProvisionTime',
  'oidc',
] as const;

/** Keys of a node group that this API has a place for. */
export const GROUP_KEYS = [
  'minReplicas',
  'maxReplicas',
  'instanceType',
  'diskSize',
  'ephemeralStorage',
  'resources',
  'roles',
  'gpus',
  'storageClass',
  'kubelet',
  'maxUnhealthy',
  'nodeStartupTimeout',
] as const;

/** Keys of `kubelet` of a node group. */
export const KUBELET_KEYS = [
  'systemReservedCpu',
  'systemReservedMemory',
  'kubeReservedCpu',
  'kubeReservedMemory',
  'evictionHardMemory',
  'evictionSoftMemory',
] as const satisfies readonly (keyof typeof fields.NodeGroup.kubelet.fields)[];

/** Keys of a node group that are one setting of this API, its health check. */
export const HEALTH_KEYS = [
  'maxUnhealthy',
  'nodeStartupTimeout',
] as const satisfies readonly (keyof typeof fields.NodeGroup.healthCheck.fields)[];

/** Keys of a node group in newer releases of the form, for which this API has no setting. */
export const UNSUPPORTED_GROUP_KEYS = ['podCpuLimit', 'podCpuRequest', 'logSerialConsole'] as const;
