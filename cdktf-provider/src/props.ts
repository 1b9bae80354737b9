// What people write: the properties of the constructs, with the names, units and defaults of the API.
import type { AddonId, GpuType, InstanceType, KubernetesVersion, StorageClass } from './catalogue/names.ts';

/** A value that Terraform knows later, as engines represent it where a text or number cannot stand for it. */
export interface Later {
  readonly creationStack: string[];
  resolve(context: never): unknown;
  toString(): string;
}

/** A pool of equal workers. Texts and numbers may be references to other resources. */
export interface NodeGroupProps {
  /** The autoscaler never goes below this number of nodes. Default 0. */
  readonly minReplicas?: number;
  /** The autoscaler never goes above this number of nodes. Default 10. */
  readonly maxReplicas?: number;
  /** Flavour of the nodes. Default `u1.medium`. A change rolls the nodes. */
  readonly instanceType?: InstanceType;
  /** Explicit size in place of the flavour, as quantities such as `4` and `16Gi`: both or none. A change rolls the nodes. */
  readonly resources?: { readonly cpu: string; readonly memory: string };
  /** Size of the system disk of each node, as a quantity. Default `20Gi`. A change rolls the nodes. */
  readonly diskSize?: string;
  /** Storage class of the system disks. Default: that of the cluster. A change rolls the nodes. */
  readonly storageClass?: string;
  /** What of each node is kept from pods. Default: what the platform makes of its size. A change rolls the nodes. */
  readonly kubelet?: {
    readonly systemReservedCpu?: string;
    readonly systemReservedMemory?: string;
    readonly kubeReservedCpu?: string;
    readonly kubeReservedMemory?: string;
    /** A share such as `7%`, the default, or an amount. */
    readonly evictionHardMemory?: string;
    /** A share such as `10%`, the default, or an amount; more than `evictionHardMemory`. */
    readonly evictionSoftMemory?: string;
  };
  /** When a node is made anew. Default: as the platform does it. */
  readonly healthCheck?: {
    /** A number of nodes, or a share such as `50%`. */
    readonly maxUnhealthy?: string;
    /** Such as `20m`. */
    readonly nodeStartupTimeout?: string;
  };
  /** Role labels of the nodes, such as `ingress-nginx`. Default none. A change rolls the nodes. */
  readonly roles?: readonly string[];
  /** Cards of each node: one entry is one card, so two equal entries are two cards. Default none. A change rolls the nodes. */
  readonly gpus?: readonly GpuType[];
  /** Labels of the nodes. Default none. A change is made in place. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints of the nodes: one for each key and effect. Default none. A change is made in place. */
  readonly taints?: readonly Taint[];
  /** How many nodes may be too many (default 1) and too few (default 0) while nodes are replaced; not both 0. */
  readonly rollout?: { readonly maxSurge?: number; readonly maxUnavailable?: number };
  /** When nodes are replaced that a change rolls; only with `nodeGroupManagement: 'separate'`. See {@link ApplyIn}. */
  readonly applyIn?: ApplyIn;
  /** How long Terraform waits for this group; only with `nodeGroupManagement: 'separate'`. */
  readonly timeouts?: Timeouts;
}

/**
 * When nodes are replaced that a change rolls: at once (`now`, the default), or from the next maintenance window on
 * (`window`), for which Terraform does not wait. What replaces no nodes is made at once either way.
 */
export type ApplyIn = 'now' | 'window';

/** Keeps pods away from nodes that do not tolerate it. */
export interface Taint {
  readonly key: string;
  /** Default empty. */
  readonly value?: string;
  /** `NoSchedule` keeps new pods away, `PreferNoSchedule` where it can, `NoExecute` removes those that run, too. */
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** Typed settings of an add-on: the one object that belongs to it. */
export interface AddonOptions {
  /** Ingress controllers: how they are reached (default `proxied`), and for which host names. */
  readonly ingress?: { readonly exposure?: 'proxied' | 'load-balancer'; readonly hosts?: readonly string[] };
  /** The repository that flux keeps in the cluster. Defaults: branch `main`, path `./`. */
  readonly flux?: {
    readonly gitRepository: { readonly url: string; readonly branch?: string; readonly path?: string };
  };
  /** Cluster issuers by name that exist from the start. */
  readonly certManager?: { readonly issuers?: Readonly<Record<string, CertificateIssuer>> };
  /** Parts of the monitoring agents, each on by default. */
  readonly monitoring?: {
    readonly nodeExporter?: boolean | Later;
    readonly fluentBit?: boolean | Later;
    readonly kubeStateMetrics?: boolean | Later;
  };
  /** Shared storage; size as a quantity, default `50Gi`. */
  readonly nfs?: { readonly size?: string };
}

/** An issuer of certificates. */
export interface CertificateIssuer {
  readonly type: 'lets-encrypt' | 'lets-encrypt-staging' | 'private-ca';
  /** Account address; Let's Encrypt needs it. */
  readonly email?: string;
  /** Secret with the private authority, in the namespace of cert-manager; `private-ca` needs it. */
  readonly secretName?: string;
}

/** An add-on that is enabled. */
export interface AddonProps {
  /** Version of the add-on; without it, the platform keeps it current. */
  readonly version?: string;
  /** Helm values, merged last; references may stand anywhere in them. A reference to a JSON text may stand for all of it. */
  readonly valuesOverride?: Readonly<Record<string, unknown>> | string;
  readonly options?: AddonOptions;
  /**
   * Helm values with secrets, merged over `valuesOverride` and never stored by Terraform. Only for clusters with
   * `addonManagement: 'separate'`, because an inline add-on has no place for them.
   */
  readonly secretValues?: {
    readonly values: Readonly<Record<string, unknown>> | string;
    /** Count it up when the values change: Terraform cannot see that by itself. */
    readonly version: number;
  };
  /** How long Terraform waits for this add-on; only with `addonManagement: 'separate'`. */
  readonly timeouts?: Timeouts;
}

/** How long Terraform waits, as durations such as `30m` or `1h30m`. */
export interface Timeouts {
  /** Default `45m`. */
  readonly create?: string;
  /** Default `60m`. */
  readonly update?: string;
  /** Default `30m`. */
  readonly delete?: string;
}

/** A weekly window, and times in which nothing is rolled out. */
export interface MaintenanceProps {
  readonly window: {
    readonly days: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
    /** Local time `HH:MM` at which the window opens. */
    readonly startTime: string;
    /** From 30 to 1440. */
    readonly durationMinutes: number;
    /** IANA name. Default `Europe/Zurich`. */
    readonly timeZone?: string;
  };
  /** Move to new patch versions in the window. Default false. */
  readonly autoPatch?: boolean | Later;
  /** RFC 3339 timestamps; the end is not part of the exclusion. */
  readonly exclusions?: readonly { readonly start: string; readonly end: string; readonly reason?: string }[];
}

/**
 * Who keeps the children of a cluster in Terraform. `inline`: the cluster itself, in a map that is the whole truth,
 * so that one plan and one operation make or change everything. `separate`: a resource for each, for children that
 * have lives, owners or secrets of their own. A cluster has the one or the other, never both.
 */
export type Management = 'inline' | 'separate';

/** A managed Kubernetes cluster. Texts and numbers may be references to other resources. */
export interface ClusterProps {
  /** A DNS-1035 label of at most 42 characters, unique in the tenant. A change replaces the cluster. */
  readonly name: string;
  /** What the other properties begin from; what is written here wins. See `PRESETS`. */
  readonly preset?: PresetName;
  /** A name for people. */
  readonly displayName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Changing it upgrades in place, one minor at a time. Default: the newest that the platform recommends. */
  readonly version?: KubernetesVersion;
  /** Version at creation only, for clusters that {@link VersionUpgradeProps upgrades} move on. Excludes `version`. */
  readonly initialVersion?: KubernetesVersion;
  /** `production` (default): three API servers and etcd members, over the sites. `development`: one of each. */
  readonly topology?: 'production' | 'development';
  /** Site of a development cluster, such as `geneva`; the platform chooses unless you do. Cannot change. */
  readonly site?: string;
  /** Explicit sizes in place of those of the topology. etcd has 1, 3 or 5 members. */
  readonly controlPlane?: { readonly replicas?: number; readonly etcdMembers?: number };
  /** Default storage class inside the cluster. Default `replicated`. Cannot change. */
  readonly storageClass?: StorageClass;
  /** DNS name of the API server; derived from the name. Cannot change. */
  readonly host?: string;
  /** How the API server is reached. Default `proxied`. */
  readonly network?: { readonly exposure?: 'proxied' | 'load-balancer' };
  /** Refuse to delete the cluster while this is true. Default false. */
  readonly deletionProtection?: boolean | Later;
  /** What stays when the cluster is deleted: with `retain` its persistent volumes do, until you delete them. Default `delete`. */
  readonly deletion?: { readonly volumes?: 'delete' | 'retain' };
  readonly maintenance?: MaintenanceProps;
  /** When nodes of inline groups are replaced that a change rolls. */
  readonly applyIn?: ApplyIn;
  /** Node groups by name; `addNodeGroup` adds to them. */
  readonly nodeGroups?: Readonly<Record<string, NodeGroupProps>>;
  /** Add-ons by id; `enableAddon` adds to them. */
  readonly addons?: Readonly<Partial<Record<AddonId, AddonProps>>>;
  /** Default `inline`. */
  readonly nodeGroupManagement?: Management;
  /** Default `inline`. */
  readonly addonManagement?: Management;
  readonly timeouts?: Timeouts;
}

/** Name of a preset. */
export type PresetName = 'development' | 'production' | 'ml';

/** An upgrade as an object of its own, for a cluster without `version`. */
export interface VersionUpgradeProps {
  /** The next minor version after the one that the cluster has, or after the upgrade scheduled before. */
  readonly targetVersion: KubernetesVersion;
  /** `now` (default), in the maintenance `window`, or `at` the time in `startAt`. */
  readonly start?: 'now' | 'window' | 'at';
  /** RFC 3339, with `start: 'at'`. */
  readonly startAt?: string;
  /** Nodes that may exist above the wanted number. Default 1. */
  readonly maxSurge?: number;
  /** Nodes of a group that may be missing at once. Default 1. */
  readonly maxUnavailable?: number;
  readonly timeouts?: Timeouts;
}
