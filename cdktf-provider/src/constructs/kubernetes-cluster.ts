// A cluster with its node groups, add-ons and upgrades, for any engine.
import { type Finding, normaliseVersion } from '@hikube/domain';
import { Construct } from 'constructs';
import type { AddonId } from '../catalogue/names.ts';
import type { AddonProps, ClusterProps, NodeGroupProps, VersionUpgradeProps } from '../props.ts';
import { type CheckedCluster, clusterFindings } from '../rules/cluster-rules.ts';
import { sentence } from '../rules/property-path.ts';
import { refusal } from '../rules/refusal.ts';
import { addons, nodeGroups } from './child-kinds.ts';
import { Children } from './children.ts';
import { clusterConfig, upgradeConfig } from './config.ts';
import type { AddonAttributes, Engine, EngineTypes, MetaArguments, NodeGroupAttributes } from './engine.ts';
import { withPreset } from './presets.ts';

/** A cluster with its node groups, add-ons and upgrades. Rules are checked at synth, when everything was added. */
export class ClusterConstruct<T extends EngineTypes> extends Construct {
  /** The Terraform resource, for what only it has: `importFrom`, overrides, rarer outputs. */
  readonly resource: T['cluster'];
  readonly #engine: Engine<T>;
  readonly #props: ClusterProps & MetaArguments<T>;
  readonly #nodeGroups: Children<NodeGroupProps, NodeGroupAttributes>;
  readonly #addons: Children<AddonProps, AddonAttributes>;
  readonly #upgrades: { props: VersionUpgradeProps; resource: T['versionUpgrade'] }[] = [];
  readonly #warned = new Set<string>();

  constructor(engine: Engine<T>, scope: Construct, id: string, props: ClusterProps & MetaArguments<T>) {
    super(scope, id);
    mustBeObject(props, 'A cluster needs properties, at least a name');
    this.#engine = engine;
    this.#props = { ...props, ...withPreset(props) };
    const config = { ...clusterConfig(this.#props), ...metaArguments(props) };
    // `Default` leaves no trace in the name of the resource, which so has the name that was given to this construct.
    this.resource = new engine.Cluster(this, 'Default', config);
    const family = { engine, scope: this, cluster: this.resource, provider: providerOf(props) };
    this.#nodeGroups = new Children(nodeGroups(family), {
      management: this.#props.nodeGroupManagement,
      children: this.#props.nodeGroups,
      fromPreset: props.nodeGroups === undefined,
    });
    this.#addons = new Children(addons(family), {
      management: this.#props.addonManagement,
      children: this.#props.addons as Readonly<Record<string, AddonProps>> | undefined,
      fromPreset: props.addons === undefined,
    });
    this.node.addValidation({ validate: () => this.#validate() });
  }

  /**
   * Adds a node group, or changes one of the preset.
   * @param name a literal DNS-1035 label, unique in the cluster
   * @throws Error when the cluster has a group of that name already
   */
  addNodeGroup(name: string, props: NodeGroupProps = {}): NodeGroupAttributes {
    return this.#nodeGroups.add(name, props);
  }

  /**
   * Enables an add-on, or configures one of the preset.
   * @throws Error when it is enabled already
   */
  enableAddon(id: AddonId, props: AddonProps = {}): AddonAttributes {
    return this.#addons.add(id, props);
  }

  /**
   * Schedules an upgrade. Several are carried out in the order in which they were scheduled. For clusters with
   * `initialVersion`, or without any version.
   * @throws Error when one to the same version is scheduled already
   */
  scheduleUpgrade(props: VersionUpgradeProps): T['versionUpgrade'] {
    mustBeObject(props, 'An upgrade needs properties, at least a targetVersion');
    const id = upgradeId(props);
    if (this.node.tryFindChild(id)) {
      throw new Error(
        `The cluster has an upgrade to ${String(props.targetVersion)} already; schedule it once.`,
      );
    }
    const before = this.#upgrades.at(-1)?.resource;
    const resource = new this.#engine.VersionUpgrade(this, id, {
      ...upgradeConfig(props),
      clusterId: this.resource.id,
      ...providerOf(this.#props),
      ...(before && { dependsOn: [before] }),
    });
    this.#upgrades.push({ props, resource });
    return resource;
  }

  /** What can be read of a node group. @throws Error when the cluster has none of that name */
  nodeGroup(name: string): NodeGroupAttributes {
    return this.#nodeGroups.attributes(name);
  }

  /** What can be read of an add-on. @throws Error when it is not enabled */
  addon(id: AddonId): AddonAttributes {
    return this.#addons.attributes(id);
  }

  /** Id of the cluster for other resources; known after apply, so that they wait for it. */
  get id(): string {
    return this.resource.id;
  }

  /** Name of the cluster. */
  get name(): string {
    return this.resource.name;
  }

  /** Address of the API server; it stays the same for the life of the cluster. */
  get endpoint(): string {
    return this.resource.endpoint;
  }

  /** DNS name of the API server. */
  get host(): string {
    return this.resource.host;
  }

  /** Kubernetes version, as written where it was written. */
  get version(): string {
    return this.resource.version;
  }

  /** Ids of the sites over which the cluster spans. */
  get sites(): string[] {
    return this.resource.sites;
  }

  /** Errors for the engine to refuse the synth with; warnings are left on the construct. */
  #validate(): string[] {
    const checked: CheckedCluster = {
      props: this.#props,
      nodeGroups: this.#nodeGroups.all(),
      addons: this.#addons.all(),
      upgrades: this.#upgrades.map(({ props }) => props),
    };
    const findings = [
      ...clusterFindings(checked, (value) => this.#engine.Token.isUnresolved(value)),
      ...this.#repeated(),
    ];
    for (const finding of findings) {
      if (finding.severity === 'warning') this.#warn(sentence(finding));
    }
    return [...new Set(findings.filter(({ severity }) => severity === 'error').map(sentence))];
  }

  /** With `for_each` or `count`, the cluster has no one id that a child could belong to. */
  #repeated(): readonly Finding[] {
    const { forEach, count } = this.resource;
    const children = this.node.children.length - 1;
    if ((forEach === undefined && count === undefined) || children === 0) return [];
    const detail =
      'Its resource is repeated by forEach or count, and its node groups, add-ons and upgrades with resources of their own would not be. Make one construct for each cluster in a loop of your program, or keep the children inline.';
    return [refusal('', detail)];
  }

  /** A stack may be validated more than once. */
  #warn(text: string): void {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    this.#engine.Annotations.of(this).addWarning(text);
  }
}

/** From the target and not from the place in the schedule, so that earlier upgrades can be removed when they are done. */
function upgradeId({ targetVersion }: VersionUpgradeProps): string {
  const minor = normaliseVersion(targetVersion);
  return minor === undefined ? 'upgrade' : `upgrade-${minor}`;
}

function mustBeObject(props: unknown, sentence: string): void {
  if (typeof props !== 'object' || props === null) throw new Error(`${sentence}.`);
}

function metaArguments<T extends EngineTypes>({ provider, dependsOn, lifecycle }: MetaArguments<T>) {
  return {
    ...(provider && { provider }),
    ...(dependsOn && { dependsOn }),
    ...(lifecycle && { lifecycle }),
  } as MetaArguments<T>;
}

function providerOf<T extends EngineTypes>({
  provider,
}: MetaArguments<T>): Pick<MetaArguments<T>, 'provider'> {
  return provider === undefined ? {} : { provider };
}
