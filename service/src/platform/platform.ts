// The seam to whatever makes clusters real. Every method is idempotent by (uid, generation): the reconciler
// calls it again after a crash, after a lost answer, and simply because it looks again.
import type { Catalogue, JsonObject, Site } from '@hikube/domain';
import type { Inputs } from '@hikube/openapi/fields';
import type { FieldError } from '@hikube/openapi/types';
import type { Access } from './access.ts';
import type { EventPage, FoundPage } from './found.ts';
import type { Retained } from './retained.ts';
import type { PlatformRoutes } from './routes.ts';
import type { SealedPlace } from './sealed-place.ts';

/** Names one cluster for good: a later cluster of the same name has another uid. */
export interface ClusterRef {
  readonly tenant: string;
  readonly name: string;
  readonly uid: string;
}

/** What is asked of the platform for a new cluster. */
export interface Wanted {
  readonly host?: string;
  readonly topology: 'production' | 'development';
  /** Of a development cluster; without one the platform chooses. */
  readonly site?: string;
  readonly exposure: 'proxied' | 'load-balancer';
}

/** What a cluster gets before any work begins: known in the answer to its creation, stable for its life. */
export interface ClusterAssignment {
  readonly host: string;
  readonly endpoint: string;
  /** PEM; null where the platform makes it with the cluster, so that `observe` brings it later. */
  readonly certificateAuthority: string | null;
  /** All that the cluster may use: one for a development cluster. */
  readonly sites: readonly string[];
  readonly cni: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly dnsDomain: string;
  readonly dnsRecords: readonly {
    readonly type: 'A' | 'AAAA' | 'CNAME';
    readonly name: string;
    readonly value: string;
  }[];
}

/** Keeps pods away from a node that do not tolerate it. */
export type Taint = Readonly<Inputs['NodeGroup']['taints'][number]>;

/** Everything that a caller wrote of a group. */
export interface DesiredNodeGroup extends Readonly<Omit<Inputs['NodeGroup'], 'gpus' | 'roles' | 'taints'>> {
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  readonly roles: readonly string[];
  /** Names of the cards of each node. */
  readonly gpus: readonly string[];
  /** A change of them, as one of `labels`, is made in place. */
  readonly taints: readonly Taint[];
}

/** Everything that a caller wrote of an add-on. */
export interface DesiredAddon extends Readonly<Omit<Inputs['Addon'], 'valuesOverride'>> {
  readonly id: string;
  readonly uid: string;
  readonly generation: number;
  /** Already nested under the name of the chart. Secret ones are among them: they must not show anywhere. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What only people read of a cluster, what the service itself keeps, and what is said elsewhere: in `sites`, to `remove`. */
type NotForPlatform = 'displayName' | 'labels' | 'deletionProtection' | 'deletion' | 'maintenance' | 'site';

/** How nodes are exchanged while a version moves. Without counts each group has its own `rollout`. */
export interface Rollout {
  /** No further node is begun; the one in hand is finished. */
  readonly paused: boolean;
  /** Of a version upgrade of its own: it holds for all groups, and both counts are there. */
  readonly maxSurge?: number;
  readonly maxUnavailable?: number;
}

/** What stays when a cluster is removed. */
export type Leaving = Readonly<Inputs['Cluster']['deletion']>;

/** Everything that shall be true of one cluster. */
export interface DesiredCluster extends ClusterRef, Readonly<Omit<Inputs['Cluster'], NotForPlatform>> {
  readonly generation: number;
  /**
   * Patch version of that minor, such as `1.34.4`. Without it the platform chooses one for a cluster that comes to the
   * minor, and one that runs the minor keeps what it runs.
   */
  readonly patch?: string;
  /** What `assign` gave, or what it gave to an earlier service. */
  readonly endpoint: string;
  /** Where its control plane, nodes and volumes may be: what `assign` gave. */
  readonly sites: readonly string[];
  readonly nodeGroups: readonly DesiredNodeGroup[];
  readonly addons: readonly DesiredAddon[];
  readonly rollout: Rollout;
  /** Names of nodes to exchange although nothing about them changed. */
  readonly replaceNodes: readonly string[];
  /**
   * What the service keeps of the cluster beside the wish. Nothing in it is for the platform; one that `remembers` gives it
   * back in `list`, as it is. No secret is in it.
   */
  readonly memo?: JsonObject;
  /** What goes on, for the service as well. It comes along with the next change and is no reason to write by itself. */
  readonly work?: readonly JsonObject[];
}

/** Site of what runs somewhere that the platform does not tell. */
export const UNKNOWN_SITE = 'unknown';

export interface ObservedMember {
  readonly name: string;
  readonly site: string;
  readonly ready: boolean;
  /** Patch version. */
  readonly version: string;
}

export interface ObservedNode {
  readonly name: string;
  /** Its identity, as Kubernetes has it: a later node of the same name has another. */
  readonly uid: string;
  /** `UNKNOWN_SITE` where the platform does not tell. */
  readonly site: string;
  readonly phase: 'Scheduling' | 'Booting' | 'Joining' | 'Ready' | 'NotReady' | 'Draining' | 'Deleting';
  readonly version: string;
  readonly instanceType: string;
  readonly cpu: string;
  readonly memory: string;
  readonly gpus: readonly string[];
  readonly roles: readonly string[];
  /** Those that the group gives it; what Kubernetes and the platform set is not among them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Milliseconds since the epoch, on the service clock. */
  readonly createdAt: number;
  /** It carries the settings and version that are desired now. */
  readonly current: boolean;
  /** Why it is not ready, for people; empty when it is. */
  readonly message: string;
}

export interface ObservedNodeGroup {
  readonly name: string;
  readonly uid: string;
  /** The newest generation whose settings every node carries. */
  readonly observedGeneration: number;
  /** Nodes that the autoscaler wants now, inside the bounds. */
  readonly wanted: number;
  /** The autoscaler would want more than the maximum. */
  readonly atMax: boolean;
  readonly nodes: readonly ObservedNode[];
  /** Set when the group cannot get what it wants, such as a GPU that is out of stock. */
  readonly failure?: { readonly reason: string; readonly message: string };
}

export interface ObservedAddon {
  readonly id: string;
  /** Empty for an always-on component that nobody configured. */
  readonly uid: string;
  readonly observedGeneration: number;
  readonly phase: 'Pending' | 'WaitingFor' | 'Installing' | 'Ready' | 'Updating' | 'Failed' | 'Deleting';
  readonly version: string | null;
  readonly waitingFor?: { readonly kind: 'Addon' | 'NodeGroup' | 'Node'; readonly selector: string };
  readonly message: string;
}

/** A persistent volume and its copies. */
export interface ObservedVolume {
  readonly name: string;
  /** Its identity, as Kubernetes has it. */
  readonly uid: string;
  readonly storageClass: string;
  /** Quantity. */
  readonly size: string;
  /** `Degraded` while a minority of the copies is missing; `Unavailable` while too few are left to write. */
  readonly phase: 'Creating' | 'Available' | 'Degraded' | 'Unavailable';
  /** Milliseconds since the epoch, on the service clock. */
  readonly createdAt: number;
  /** When it came to its present phase. */
  readonly since: number;
  /** One for each site that keeps a copy. */
  readonly replicas: readonly {
    readonly site: string;
    readonly state: 'Creating' | 'UpToDate' | 'Syncing' | 'Unreachable';
  }[];
}

export interface ObservedCluster {
  readonly uid: string;
  /** The newest generation of the cluster itself that is fully in place. */
  readonly observedGeneration: number;
  readonly controlPlane: readonly ObservedMember[];
  readonly etcd: readonly ObservedMember[];
  /** The API server answers and can write. */
  readonly apiReady: boolean;
  /** PEM; absent until it is known. */
  readonly certificateAuthority?: string;
  readonly nodeGroups: readonly ObservedNodeGroup[];
  readonly addons: readonly ObservedAddon[];
  /** Absent while nobody can tell them, such as those of a cluster that does not answer. */
  readonly volumes?: readonly ObservedVolume[];
  /** Deletion has begun on the platform. */
  readonly deleting: boolean;
  /** Set when the control plane cannot come up. */
  readonly failure?: { readonly reason: string; readonly message: string };
  /** When something is expected to change next (service clock, ms); undefined when nothing is under way. */
  readonly nextChangeAt?: number;
}

/** The catalogue with what is true at this moment. */
export interface LiveCatalogue extends Catalogue {
  /** `available` is false during an outage, and absent where the platform cannot tell. */
  readonly sites: readonly (Site & { readonly available?: boolean })[];
}

/** What only some platforms can do, such as `etcd.perCluster`; the contract tells what each stands for. */
export type Capability = string;

/** What a tenant can order is other than before, such as after an upgrade of the platform. */
export interface OfferChange {
  readonly tenant: string;
  readonly gained: readonly Capability[];
  readonly lost: readonly Capability[];
  /** Minor versions of Kubernetes that can be had now. */
  readonly versions: readonly string[];
}

export interface Platform {
  /** What a tenant can order now: two of them may be on two releases. Cheap: called on every validation. */
  catalogue(tenant: string): Promise<LiveCatalogue>;
  /** What can be done for him at all. Cheap as well. */
  capabilities(tenant: string): Promise<ReadonlySet<Capability>>;
  /**
   * What a new cluster gets at once. Pure: the same ref and wish give the same answer, and nothing is made, because
   * previews and lost races ask again.
   */
  assign(ref: ClusterRef, wanted: Wanted): Promise<ClusterAssignment>;
  /**
   * Makes the platform want this. Returns when the wish is recorded, not when it is true. A wish that knows an older
   * generation than the last one, or that is for a cluster being removed, changes nothing.
   * @throws PlatformError when the platform refuses it, or still knows that this uid was removed
   */
  apply(desired: DesiredCluster): Promise<void>;
  /** What is there now; undefined when the platform has nothing under this uid. */
  observe(ref: ClusterRef): Promise<ObservedCluster | undefined>;
  /**
   * Begins removal of everything under this uid, its authority and its access among it. Done when `observe` gives
   * undefined.
   * @param leaving what stays; everything goes without it. It is the same each time that one cluster is removed
   */
  remove(ref: ClusterRef, leaving?: Leaving): Promise<void>;
  /** Calls back when a cluster may have changed on its own. A hint: it may be late, doubled or missing. */
  watch(listener: (ref: ClusterRef) => void): () => void;
  /** Calls back when catalogue or capabilities of a tenant have changed; absent where they never do. */
  changes?(listener: (change: OfferChange) => void): () => void;
  close(): Promise<void>;

  readonly access: Access;
  /** It keeps the `memo` of a wish, so that a service that lost its store finds everything again. */
  readonly remembers?: true;
  /** Every cluster of the tenant that is there now, ordered here or made by hand; page by page, in a fixed order. */
  list(tenant: string, cursor?: string): Promise<FoundPage>;
  /**
   * What the platform tells of a cluster; absent where it tells nothing.
   * @param after the cursor of an earlier answer; without one, from the oldest that is kept
   */
  events?(ref: ClusterRef, after: string | undefined): Promise<EventPage>;
  /** What removed clusters have left; absent where nothing can stay, so that `volumes.retain` is no capability. */
  readonly retained?: Retained;
  /** What it adds to what the service answers. */
  readonly routes?: PlatformRoutes;
  /** Secrets that it keeps in the store of the service; none by default. */
  readonly sealed?: readonly SealedPlace[];
}

/** What a `PlatformError` carries beside its reason and its sentence. */
export interface PlatformErrorOptions {
  /** Whether the same call may succeed later, so that the reconciler tries again. */
  readonly retryable: boolean;
  /** What is wrong with a body that a route of the platform was sent. */
  readonly fields?: readonly FieldError[];
  readonly cause?: unknown;
}

/** The platform could not be reached, or refused. */
export class PlatformError extends Error {
  readonly retryable: boolean;
  /** One word in CamelCase. */
  readonly reason: string;
  readonly fields: readonly FieldError[];
  constructor(reason: string, message: string, { retryable, fields = [], cause }: PlatformErrorOptions) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'PlatformError';
    this.reason = reason;
    this.retryable = retryable;
    this.fields = fields;
  }
}
