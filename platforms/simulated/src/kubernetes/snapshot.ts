// The seam to the world: everything that the Kubernetes API of a cluster shows is in one snapshot.
import { formatQuantity } from '@hikube/domain';
import type { ClusterRef, ObservedNode } from '@hikube/service/platform';
import type { DocumentKey, Store } from '@hikube/service/store';
import type { Authorities } from '../access/authorities.ts';
import { authorityKey } from '../access/records.ts';
import { NETWORK } from '../assign.ts';
import type { Keeper } from '../keeper.ts';
import { hasQuorum } from '../world/control-plane/quorum.ts';
import type { Environment } from '../world/environment.ts';
import { allocatableOf, MILLI, UNIT } from '../world/nodes/capacity.ts';
import { templateOf } from '../world/nodes/template.ts';
import { observe } from '../world/observe.ts';
import type { Group, World, WorldNode } from '../world/world.ts';
import { momentKey } from './objects/documents.ts';

/** Names a cluster for good. */
export interface ClusterIdentity {
  readonly tenant: string;
  readonly cluster: string;
  readonly uid: string;
}

/** A machine of the cluster. */
export interface ClusterNode extends Omit<ObservedNode, 'createdAt' | 'current'> {
  readonly nodeGroup: string;
  /** What pods can use of it. Quantities. */
  readonly allocatable: { readonly cpu: string; readonly memory: string };
  /** RFC 3339. */
  readonly createdAt: string;
  /** Since when it is in its phase. RFC 3339. */
  readonly since: string;
}

/** A cluster at one moment. */
export interface ClusterSnapshot {
  readonly cluster: {
    readonly uid: string;
    /** Patch version that the API servers run; the desired minor before one is up. */
    readonly version: string;
    /** RFC 3339. */
    readonly createdAt: string;
    readonly storageClass: string;
    readonly serviceCidr: string;
    /** PEM. */
    readonly certificateAuthority: string;
  };
  /** An API server is up. */
  readonly isServed: boolean;
  /** etcd has a majority, so that an API server which is up can write. */
  readonly hasQuorum: boolean;
  /** By name. */
  readonly nodes: readonly ClusterNode[];
  /** Those that somebody asked for. */
  readonly addons: readonly { readonly id: string; readonly phase: string; readonly createdAt: string }[];
  /** Sequence number of the store at which the cluster came to be so. */
  readonly revision: number;
}

/** Reads clusters. */
export interface ClusterReader {
  /** @returns undefined when the cluster is gone; the same snapshot as long as nothing changes */
  read(identity: ClusterIdentity): Promise<ClusterSnapshot | undefined>;
  /** Calls back when something may have changed. @returns ends it */
  watch(listener: () => void): () => void;
  /** A document that is there as long as the cluster is. */
  guardOf(uid: string): DocumentKey;
}

/** Where the worlds are, and where it is kept at which sequence number they were seen if they have none themselves. */
export interface WorldReaderOptions {
  readonly store: Store;
  readonly worldsAreInStore: boolean;
}

const READ_LATELY = 200;

/** A reader of the worlds as they were last seen: who looks here lets no time pass in them. */
export function createWorldReader(
  keeper: Keeper,
  authorities: Authorities,
  { store, worldsAreInStore }: WorldReaderOptions,
): ClusterReader {
  const lately = new Map<string, { readonly version: number; readonly snapshot: ClusterSnapshot }>();
  return {
    async read({ tenant, cluster: name, uid }) {
      const ref = { tenant, name, uid };
      const kept = await keeper.kept(ref);
      if (kept === undefined) return undefined;
      const { world, environment, version } = kept;
      const before = lately.get(uid);
      if (before?.version === version) return before.snapshot;
      const certificateAuthority = await authorities.certificateOf(ref);
      const revision = worldsAreInStore ? version : await momentOf(store, ref, version);
      const snapshot = snapshotOf(world, environment, { certificateAuthority, revision });
      lately.delete(uid);
      lately.set(uid, { version, snapshot });
      const [oldest] = lately.keys();
      if (lately.size > READ_LATELY && oldest !== undefined) lately.delete(oldest);
      return snapshot;
    },
    watch: (listener) => keeper.watch(listener),
    guardOf: authorityKey,
  };
}

/** Worlds in memory count by themselves: a commit gives what was seen its place among all others. */
async function momentOf(store: Store, ref: ClusterRef, version: number): Promise<number> {
  const result = await store.commit({ writes: [{ key: momentKey(ref), body: { version }, expect: 'any' }] });
  if (!result.ok) throw new Error('a commit that relies on nothing was refused');
  return result.sequence;
}

/** Reads everything out of a world. */
export function snapshotOf(
  world: World,
  environment: Environment,
  { certificateAuthority, revision }: { readonly certificateAuthority: string; readonly revision: number },
): ClusterSnapshot {
  const { desired, createdAt, ref } = world;
  const seen = observe(world, environment);
  const up = seen.controlPlane.filter(({ ready }) => ready);
  return {
    cluster: {
      uid: ref.uid,
      version: seen.controlPlane[0]?.version ?? desired.version,
      createdAt: timestamp(createdAt),
      storageClass: desired.storageClass,
      serviceCidr: NETWORK.serviceCidr,
      certificateAuthority,
    },
    isServed: up.length > 0,
    hasQuorum: hasQuorum(world),
    nodes: world.groups
      .flatMap((group, index) =>
        (seen.nodeGroups[index]?.nodes ?? []).map((node, place) =>
          clusterNode(group, group.nodes[place]!, node),
        ),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    addons: world.addons
      .filter(({ uid }) => uid !== '')
      .map(({ id, phase, createdAt: since = createdAt }) => ({ id, phase, createdAt: timestamp(since) })),
    revision,
  };
}

/** A node as the world has it, and as it is observed. */
function clusterNode(
  group: Group,
  node: WorldNode,
  { current: _current, ...seen }: ObservedNode,
): ClusterNode {
  const { cpuMilli, memoryBytes } = allocatableOf(templateOf(group, node));
  return {
    ...seen,
    nodeGroup: group.name,
    allocatable: {
      cpu: formatQuantity(BigInt(cpuMilli) * MILLI),
      memory: formatQuantity(BigInt(memoryBytes) * UNIT),
    },
    createdAt: timestamp(seen.createdAt),
    since: timestamp(node.since?.at ?? seen.createdAt),
  };
}

function timestamp(at: number): string {
  return new Date(at).toISOString();
}
