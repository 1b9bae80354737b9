// @hikube/domain: the rules of Hikube managed Kubernetes. This file is the whole public surface.

export {
  type AddonContext,
  type AddonInput,
  checkAddon,
  checkAddonId,
  checkAddonRemoval,
} from './addon/addon.ts';
export {
  ADDON_IDS,
  type AddonFacts,
  type AddonOptionsName,
  addonFacts,
  addonIdOfManifestKey,
  findAddon,
} from './addon/facts.ts';
export { EXPOSURES } from './addon/ingress.ts';
export { checkAddonOptions } from './addon/options.ts';
export { checkSecretValues, mergeSecretValues } from './addon/secret-values.ts';
export { equalValues, type MovedValue, type NestedValues, nestValues, subChartOf } from './addon/values.ts';
export { describeNeed, roleIn, type Surroundings, selects, waitingFor } from './addon/waiting-for.ts';
export type { AddonManifest, AddonType, WaitingFor } from './catalogue/addon-type.ts';
export {
  type Catalogue,
  type GpuType,
  hasCapability,
  type InstanceType,
  type KnownCatalogue,
  type Preset,
  type Replication,
  type Site,
  type StorageClass,
} from './catalogue/catalogue.ts';
export { checkInstanceType, checkStorageClass, findInstanceType } from './catalogue/lookup.ts';
export { currentPreset, equalPresets, PRESET_SUCCESSORS } from './catalogue/presets.ts';
export { withoutSimulation } from './catalogue/real-platform.ts';
export { checkChange, checkClusterDeletion } from './cluster/change.ts';
export { type ClusterInput, checkCluster } from './cluster/cluster.ts';
export { checkControlPlane, ETCD_CAPABILITY, ETCD_MEMBER_COUNTS } from './cluster/control-plane.ts';
export { checkSiteOf } from './cluster/site.ts';
export {
  type ControlPlaneSize,
  controlPlaneSize,
  etcdQuorum,
  TOPOLOGIES,
  type Topology,
  tolerableEtcdLosses,
} from './cluster/topology.ts';
export {
  FINDING_CODES,
  FINDING_MEANINGS,
  type Finding,
  type FindingCode,
  type Severity,
} from './finding.ts';
export type { CodeWithParams, FindingParams } from './finding-params.ts';
export { changedFields } from './impact/changed-fields.ts';
export { type Change, computeImpact, type Impact, type ImpactInput } from './impact/impact.ts';
export { loweredAddon, loweredCluster, loweredNodeGroup } from './impact/lowered.ts';
export { DAYS, type Day } from './maintenance/days.ts';
export { checkMaintenance } from './maintenance/maintenance.ts';
export {
  DEFAULT_TIME_ZONE,
  type Interval,
  isOpenAt,
  type MaintenanceExclusion,
  type MaintenanceInput,
  nextOpening,
  WINDOW_MINUTES_MAX,
  WINDOW_MINUTES_MIN,
} from './maintenance/window.ts';
export { checkGpus, GPU_NODE_MEMORY_MIN, gpuCount } from './node-group/gpus.ts';
export { checkHealthCheck, mostUnhealthy, startupTimeoutMs } from './node-group/health-check.ts';
export { checkKubelet, type KeptOfNode, keptOfNode } from './node-group/kubelet.ts';
export { checkNodeGroup, type NodeGroupContext, type NodeGroupInput } from './node-group/node-group.ts';
export { checkResources, hasExplicitSize, type NodeSize, nodeSize } from './node-group/resources.ts';
export { checkRoles, ROLE_LABEL } from './node-group/roles.ts';
export { ROLLING_FIELDS, type RollingField, rollingChanges } from './node-group/rolling.ts';
export { checkRollout, type Pace, paceOf } from './node-group/rollout.ts';
export { checkScaling } from './node-group/scaling.ts';
export {
  addDemands,
  clusterDemand,
  type Demand,
  maxNodes,
  NO_DEMAND,
  nodesDemand,
  QUOTA_RESOURCES,
  type QuotaResource,
} from './quota/demand.ts';
export { checkQuota, type Quota, type QuotaChange, type QuotaItem, quotaItems } from './quota/quota.ts';
export {
  KUBELET_SKEW_MAX,
  type PlannedNodeGroup,
  planUpgrade,
  type UpgradePlan,
  type UpgradePlanInput,
  type UpgradeStep,
} from './upgrade/upgrade-plan.ts';
export {
  allowedTargets,
  checkVersionChange,
  upgradePath,
  versionAfterQueue,
} from './upgrade/version-change.ts';
export {
  checkPace,
  checkVersionUpgrade,
  UPGRADE_PACE,
  UPGRADE_STARTS,
  type VersionUpgradeContext,
  type VersionUpgradeInput,
} from './upgrade/version-upgrade.ts';
export { equalDurations, formatDuration, normaliseDuration, parseDuration } from './values/duration.ts';
export { equalField } from './values/fields.ts';
export { isHostName } from './values/host.ts';
export { canonicalJson, equalJson, equalJsonTexts, normaliseJsonText } from './values/json.ts';
export {
  type LabelRequirement,
  type LabelSelectorResult,
  matchesLabels,
  parseLabelSelector,
} from './values/label-selector.ts';
export { checkLabels } from './values/labels.ts';
export {
  CLUSTER_AND_GROUP_MAX_LENGTH,
  CLUSTER_NAME_MAX_LENGTH,
  checkClusterName,
  checkNodeGroupName,
  isDnsLabel,
} from './values/name.ts';
export { didYouMean, nearestName } from './values/nearest-name.ts';
export { type Normaliser, type NormaliserName, normalisers } from './values/normalisers.ts';
export { type NameOwner, nameCollision, namesakes, platformName } from './values/platform-name.ts';
export { at, pointerTokens } from './values/pointer.ts';
export {
  equalQuantities,
  formatQuantity,
  type Nano,
  normaliseQuantity,
  parseQuantity,
  quantityExamples,
} from './values/quantity.ts';
export { isObject, type JsonObject } from './values/read.ts';
export { snakeCase } from './values/snake-case.ts';
export { parseTimestamp } from './values/time.ts';
export { isUnknown, UNKNOWN } from './values/unknown.ts';
export {
  checkVersion,
  compareVersions,
  defaultVersion,
  equalVersionText,
  type KubernetesVersion,
  minorVersions,
  nextMinor,
  normaliseVersion,
  type OfferedVersion,
  parseVersion,
} from './values/version.ts';
export { catalogueAt, END_OF_LIFE_NOTICE_DAYS, stateOfVersion } from './values/version-life.ts';
