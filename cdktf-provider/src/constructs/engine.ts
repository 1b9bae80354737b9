// What the constructs need of an engine. Two libraries have it, `cdktn` and `cdktf`, whose types exclude each other
// although they do the same; so the constructs are written against this, and each engine is bound to it once.
import type { Construct, IConstruct } from 'constructs';
import type { ApplyIn, Timeouts } from '../props.ts';
import type { AddonConfig, ClusterConfig, NodeGroupConfig, VersionUpgradeConfig } from './config.ts';
import type { JsonFunctions } from './values.ts';

/** A resource that others can wait for. */
export interface Dependable {
  readonly fqn: string;
}

/** What can be read of a node group, wherever it is kept. Each value is a reference. */
export interface NodeGroupAttributes {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly instanceType: string;
  readonly diskSize: string;
  readonly roles: string[];
}

/** What can be read of an add-on, wherever it is kept. Each value is a reference. */
export interface AddonAttributes {
  readonly version: string;
}

/** The part of the L1 cluster that the L2 cluster uses. */
export interface ClusterResource extends Dependable {
  readonly id: string;
  readonly uid: string;
  readonly name: string;
  readonly endpoint: string;
  readonly host: string;
  readonly version: string;
  readonly sites: string[];
  /** Set by people who repeat the resource. */
  readonly forEach?: unknown;
  readonly count?: unknown;
  readonly nodeGroups: { get(key: string): NodeGroupAttributes };
  readonly addons: { get(key: string): AddonAttributes };
  putNodeGroups(value: Record<string, NodeGroupConfig>): void;
  putAddons(value: Record<string, AddonConfig>): void;
}

/** The types of an engine that show in the public surface. */
export interface EngineTypes {
  readonly provider: object;
  readonly dependable: Dependable;
  readonly lifecycle: object;
  readonly cluster: ClusterResource;
  readonly nodeGroup: Dependable & NodeGroupAttributes;
  readonly addon: Dependable & AddonAttributes;
  readonly versionUpgrade: Dependable;
}

/** Arguments that Terraform itself reads. */
export interface MetaArguments<T extends EngineTypes> {
  /** Which configuration of the provider keeps the cluster and its children; needed only when there are several. */
  readonly provider?: T['provider'];
  readonly dependsOn?: T['dependable'][];
  readonly lifecycle?: T['lifecycle'];
}

type Resource<Config, Made> = new (scope: Construct, id: string, config: Config) => Made;

/** The child of a cluster, as a resource of its own. */
type ChildConfig<T extends EngineTypes> = {
  readonly clusterId: string;
  readonly name: string;
  readonly timeouts?: Timeouts;
  readonly applyIn?: ApplyIn;
} & Pick<MetaArguments<T>, 'provider'>;

/** An engine with its L1 constructs. */
export interface Engine<T extends EngineTypes> extends JsonFunctions {
  readonly Annotations: { of(scope: IConstruct): { addWarning(message: string): void } };
  readonly Cluster: Resource<ClusterConfig & MetaArguments<T>, T['cluster']>;
  readonly NodeGroup: Resource<NodeGroupConfig & ChildConfig<T>, T['nodeGroup']>;
  readonly Addon: Resource<AddonConfig & SecretValuesConfig & ChildConfig<T>, T['addon']>;
  readonly VersionUpgrade: Resource<
    VersionUpgradeConfig & { readonly clusterId: string } & MetaArguments<T>,
    T['versionUpgrade']
  >;
}

/** The classes of an engine, as it offers them. */
interface Classes {
  readonly Cluster: new (scope: Construct, id: string, config: never) => ClusterResource;
  readonly NodeGroup: new (scope: Construct, id: string, config: never) => EngineTypes['nodeGroup'];
  readonly Addon: new (scope: Construct, id: string, config: never) => EngineTypes['addon'];
  readonly VersionUpgrade: new (scope: Construct, id: string, config: never) => EngineTypes['versionUpgrade'];
}

type ConfigOf<Class> = Class extends new (
  scope: Construct,
  id: string,
  config: infer Config,
) => unknown
  ? Required<Config>
  : never;

/** The types of an engine, as they follow from its classes. */
export interface TypesOf<E extends Classes> extends EngineTypes {
  readonly provider: ConfigOf<E['Cluster']> extends { provider: infer T extends object } ? T : never;
  readonly dependable: ConfigOf<E['Cluster']> extends { dependsOn: (infer T extends Dependable)[] }
    ? T
    : never;
  readonly lifecycle: ConfigOf<E['Cluster']> extends { lifecycle: infer T extends object } ? T : never;
  readonly cluster: InstanceType<E['Cluster']>;
  readonly nodeGroup: InstanceType<E['NodeGroup']>;
  readonly addon: InstanceType<E['Addon']>;
  readonly versionUpgrade: InstanceType<E['VersionUpgrade']>;
}

/** Values that Terraform sends and never stores. */
export interface SecretValuesConfig {
  readonly valuesOverrideWo?: string;
  readonly valuesOverrideWoVersion?: number;
}
