// The seam to the world: everything that the Kubernetes API of a cluster shows is in one snapshot.
import type { ObservedNode } from '@hikube/service/platform';
import type { Authorities } from '../access/authorities.ts';
import { NETWORK } from '../assign.ts';
import type { Keeper } from '../keeper.ts';
import { hasQuorum } from '../world/control-plane/quorum.ts';
import type { Environment } from '../world/environment.ts';
import { observe } from '../world/observe.ts';
import type { World } from '../world/world.ts';

/** Names a cluster for good. */
export interface ClusterIdentity {
  readonly tenant: string;
  readonly cluster: string;
  readonly uid: string;
}

/** A machine of the cluster. */
export interface ClusterNode extends Omit<ObservedNode, 'createdAt' | 'current'> {
  readonly nodeGroup: string;
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
  /** Grows with every change of what the snapshot holds. */
  readonly resourceVersion: string;
}

/** Reads clusters. */
export interface ClusterReader {
  /** @returns undefined when the cluster is gone */
  read(identity: ClusterIdentity): Promise<ClusterSnapshot | undefined>;
  /** Calls back when something may have changed. @returns ends it */
  watch(listener: () => void): () => void;
}

/** A reader of the worlds as they were last seen: who looks here lets no time pass in them. */
export function createWorldReader(keeper: Keeper, authorities: Authorities): ClusterReader {
  return {
    async read({ tenant, cluster: name, uid }) {
      const kept = await keeper.kept({ tenant, name, uid });
      if (kept === undefined) return undefined;
      const certificateAuthority = await authorities.certificateOf(kept.world.ref);
      return snapshotOf(kept.world, kept.environment, { certificateAuthority, version: kept.version });
    },
    watch: (listener) => keeper.watch(listener),
  };
}

function snapshotOf(
  world: World,
  environment: Environment,
  { certificateAuthority, version }: { readonly certificateAuthority: string; readonly version: number },
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
    nodes: seen.nodeGroups
      .flatMap(({ name, nodes }, group) =>
        nodes.map(({ current: _current, ...node }, index) => ({
          ...node,
          nodeGroup: name,
          createdAt: timestamp(node.createdAt),
          since: timestamp(world.groups[group]?.nodes[index]?.since?.at ?? node.createdAt),
        })),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    addons: world.addons
      .filter(({ uid }) => uid !== '')
      .map(({ id, phase, createdAt: since = createdAt }) => ({ id, phase, createdAt: timestamp(since) })),
    resourceVersion: String(version),
  };
}

function timestamp(at: number): string {
  return new Date(at).toISOString();
}
