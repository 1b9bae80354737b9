// What the simulation remembers of one cluster: plain JSON, so that it can be kept, copied and compared.
import { platformName } from '@hikube/domain';
import type {
  ClusterRef,
  DesiredCluster,
  DesiredNodeGroup,
  ObservedNode,
  ObservedVolume,
  Taint,
} from '@hikube/service/platform';
import type { Demand } from '../simulation.ts';

/** Version of the shape of a world; a kept world of another shape cannot go on. */
export const WORLD_SHAPE = 2;

/** Something that goes on by itself at a time; without `due` it waits for something else. */
export interface Timed {
  /** Milliseconds since the epoch, on the service clock. */
  due?: number;
}

/**
 * Where a member of the control plane is. `Cut` means that its site is down; `Syncing` that an etcd member is
 * back and catches up with the others.
 */
export type MemberPhase = 'Starting' | 'Ready' | 'Cut' | 'Syncing' | 'Stopping';

/** An API server or an etcd member. */
export interface Member extends Timed {
  name: string;
  site: string;
  /** Patch version that it runs. */
  version: string;
  phase: MemberPhase;
  /** An etcd member that joined a running cluster and does not vote yet. */
  learner?: true;
  /** Its site has been down for so long that it may start at another one. */
  overdue?: true;
}

/** What a node is made from: every change of it makes new nodes. */
export interface Template {
  /** Counts up within the group. */
  id: number;
  instanceType: string;
  /** Quantities; both empty when the instance type is unknown, and then no node can be made. */
  cpu: string;
  memory: string;
  explicitSize: boolean;
  diskSize: string;
  /** Of the disk; absent where it is that of the cluster, and in worlds that were kept before there was one. */
  storageClass?: string;
  /** Absent where the platform decides. */
  kubelet?: DesiredNodeGroup['kubelet'];
  roles: readonly string[];
  gpus: readonly string[];
}

/** Why a node does not go on. */
export type Trouble = 'OutOfStock' | 'BackOff' | 'NeverJoins' | 'DrainStuck' | 'Unhealthy';

/** How a node starts; absent in worlds that were kept before this was noted. */
export interface Startup {
  /** When its machine began to boot; after an outage that kept it waiting, when it went on. */
  since: number;
  /** How long it takes to join from then on, as far as that is known, at speed 1; absent when it never joins. */
  takes?: number;
  /** When it is given up; absent where it joins in time. */
  until?: number;
}

/** A worker. Its name is derived: `kubernetes-<cluster>-<group>-<id>`. */
export interface WorldNode extends Timed {
  id: string;
  site: string;
  phase: ObservedNode['phase'];
  /** Id of its template. */
  template: number;
  /** Patch version of the kubelet. */
  version: string;
  createdAt: number;
  /** Its site is down. */
  cut?: true;
  /** It has been cut off for so long that it is given up. */
  overdue?: true;
  trouble?: Trouble;
  /** While its machine is there and it has not joined; see `Startup`. */
  starting?: Startup;
  /** Since when it is in which phase; absent in worlds that were kept before this was noted. */
  since?: { phase: ObservedNode['phase']; at: number };
}

/** A node group. */
export interface Group {
  name: string;
  uid: string;
  /** The newest generation that is fully in place. */
  reached: number;
  /** Nodes that the autoscaler wants. */
  wanted: number;
  /** The last one is the present one; earlier ones live while nodes carry them. */
  templates: Template[];
  nodes: WorldNode[];
  /** Of all its nodes, whatever their template; absent in worlds that were kept before there were any. */
  labels?: Readonly<Record<string, string>>;
  taints?: readonly Taint[];
  /** When its nodes are made anew; absent where the platform decides. */
  healthCheck?: DesiredNodeGroup['healthCheck'];
  /** When the autoscaler looks next; absent while a look would change nothing. */
  scanAt?: number;
  /** While nodes are exchanged: the sites of its nodes, one entry for each that is wanted. */
  places?: readonly string[];
  /** Nodes given up since one last joined. */
  failedStarts?: number;
  /** The first look at which the autoscaler found more nodes than needed. */
  unneededSince?: number;
  /** It is no longer desired; it disappears with its last node. */
  removing?: true;
}

/** An add-on, or an always-on component. */
export interface WorldAddon extends Timed {
  id: string;
  /** Empty for an always-on component that nobody configured. */
  uid: string;
  phase: 'Pending' | 'WaitingFor' | 'Installing' | 'Ready' | 'Updating' | 'Failed' | 'Deleting';
  /** The generation that runs; below zero while none ever did. */
  reached: number;
  /** The generation that is being installed now, or that failed. */
  inHand?: number;
  installed?: true;
  /** The version that runs, where the catalogue names versions. */
  version: string | null;
  waitingFor?: { kind: 'Addon' | 'NodeGroup' | 'Node'; selector: string };
  /** Why it failed. */
  failure?: string;
  /** Absent in worlds that were kept before this was noted. */
  createdAt?: number;
}

/** The copy of a volume at one site. */
export interface Replica extends Timed {
  site: string;
  state: 'Creating' | 'UpToDate' | 'Syncing' | 'Unreachable';
}

/** A persistent volume. */
export interface Volume {
  name: string;
  storageClass: string;
  /** Quantity. */
  size: string;
  createdAt: number;
  /** Since when it is in which phase. */
  since?: { phase: ObservedVolume['phase']; at: number };
  replicas: Replica[];
}

/** One simulated cluster. */
export interface World {
  shape: typeof WORLD_SHAPE;
  ref: ClusterRef;
  createdAt: number;
  /** Somebody made it by hand, not through `apply`. */
  byHand?: true;
  /** When something last happened here; everything up to this moment is processed. */
  at: number;
  /** How far the time of this world is ahead of the service clock, in milliseconds; see `present.ts`. */
  ahead?: number;
  /** How often chance was asked; each answer depends on it. */
  draws: number;
  desired: DesiredCluster;
  /** Patch version that is desired. */
  wanted: string;
  /** Patch version that the API servers move to now; becomes the wanted one as soon as that may be. */
  target: string;
  deleting: boolean;
  /** Of a cluster that is being removed: its volumes stay. */
  retains?: true;
  /** Volumes that leave this world in this step; whoever keeps the world keeps them beside it, and none are ever kept in it. */
  leaving?: Volume[];
  /** What is known here of the sites: the last change seen, and which are down. */
  sites: { seen: number; down: readonly string[] };
  /** By name of the node group. */
  demand: Record<string, Demand>;
  etcd: Member[];
  apiServers: Member[];
  groups: Group[];
  addons: WorldAddon[];
  volumes: Volume[];
  /** How often each fault with a limit has struck. */
  struck: Record<string, number>;
  /** The newest generation of the cluster itself that is fully in place. */
  reached: number;
  /** Why the control plane does not come up; holds until there is a newer generation. */
  failure?: { generation: number; reason: string; message: string };
}

/** Name of a node as the machine and the Kubernetes node bear it. */
export function nodeName(world: World, group: Group, node: WorldNode): string {
  return `${platformName({ cluster: world.ref.name, nodeGroup: group.name })}-${node.id}`;
}

/** A copy that can be changed. The desired state is shared, because nothing ever changes it in place. */
export function draftOf(world: World): World {
  const { desired, ...rest } = world;
  return { ...copyJson(rest), desired };
}

function copyJson<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson) as Value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copyJson((value as Record<string, unknown>)[key]);
  return copy as Value;
}
