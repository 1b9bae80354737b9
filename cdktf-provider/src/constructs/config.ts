// What the L1 constructs take, made of what people write.
import type { AddonProps, ClusterProps, Later, NodeGroupProps, VersionUpgradeProps } from '../props.ts';
import { ADDON, CLUSTER, NODE_GROUP, UPGRADE } from '../rules/shapes.ts';
import { written } from '../rules/written.ts';
import { type JsonFunctions, valuesText } from './values.ts';

/** The same value for the L1 constructs, which ask for mutable arrays although they change none. */
export type Thawed<T> = T extends Later | string
  ? T
  : T extends readonly (infer Item)[]
    ? Thawed<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Thawed<T[Key]> }
      : T;

/** Properties of a node group in an L1 construct. */
export type NodeGroupConfig = Thawed<Omit<NodeGroupProps, 'gpus' | 'timeouts' | 'applyIn'>> & {
  gpus?: { name: string }[];
};

/** Properties of an add-on in an L1 construct. */
export type AddonConfig = Thawed<Omit<AddonProps, 'valuesOverride' | 'secretValues' | 'timeouts'>> & {
  valuesOverride?: string;
};

/** Properties of an upgrade in an L1 construct. */
export type VersionUpgradeConfig = Thawed<VersionUpgradeProps>;

/** Properties that only this package knows. */
type OwnProperty = 'preset' | 'nodeGroups' | 'addons' | 'nodeGroupManagement' | 'addonManagement';

/** Properties of a cluster in an L1 construct, without its children. */
export type ClusterConfig = Thawed<Omit<ClusterProps, OwnProperty>>;

/** The properties that go to the L1 cluster as they are. */
export function clusterConfig(props: ClusterProps): ClusterConfig {
  const { preset, nodeGroups, addons, nodeGroupManagement, addonManagement, ...config } = written(
    props,
    CLUSTER,
  );
  return config as ClusterConfig;
}

/** One card is an object in Terraform, because cards may get settings of their own. */
export function nodeGroupConfig(props: NodeGroupProps): NodeGroupConfig {
  const { gpus, timeouts, applyIn, ...config } = written(props, NODE_GROUP);
  // What is no list is refused when the rules are checked, and until then nothing may stumble over it.
  const cards = gpus && { gpus: Array.isArray(gpus) ? gpus.map((name) => ({ name })) : gpus };
  return { ...config, ...cards } as NodeGroupConfig;
}

/** Helm values become a JSON text. */
export function addonConfig(functions: JsonFunctions, props: AddonProps) {
  const { valuesOverride, secretValues, timeouts, ...config } = written(props, ADDON);
  return {
    ...config,
    ...(valuesOverride === undefined ? {} : { valuesOverride: valuesText(functions, valuesOverride) }),
  } as AddonConfig;
}

/** The properties that go to the L1 upgrade as they are. */
export function upgradeConfig(props: VersionUpgradeProps): VersionUpgradeConfig {
  return written(props, UPGRADE) as VersionUpgradeConfig;
}
