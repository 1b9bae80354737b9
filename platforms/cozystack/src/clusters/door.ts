// The way into a cluster: the kubeconfig that the platform keeps in a secret of the tenant. It never leaves this process.
import type { Clock, ClusterRef } from '@hikube/service/platform';
import { createClient, type Fetch, type KubernetesClient } from '../kubernetes/client.ts';
import { fromBase64, KubeconfigError, readKubeconfig } from '../kubernetes/kubeconfig.ts';

/** Makes a fetch out of a kubeconfig; over sockets that needs TLS, which not everybody has. */
export type Connect = (kubeconfig: string) => Fetch;

/** A cluster that can be asked. */
export interface Door {
  readonly client: KubernetesClient;
  /** URL of its API server. */
  readonly server: string;
  readonly serverName?: string;
  /** PEM. */
  readonly certificateAuthority: string;
}

export interface Doors {
  /** @returns undefined while the platform has no kubeconfig of the cluster @throws KubernetesError */
  open(cluster: Pick<ClusterRef, 'name' | 'uid'>): Promise<Door | undefined>;
  /**
   * For a door that leads nowhere: the one that the platform has by now, after its authority or its address was changed.
   * @returns undefined when that is the same, or when none is to be had
   */
  another(cluster: Pick<ClusterRef, 'name' | 'uid'>, than: Door): Promise<Door | undefined>;
}

/** What went through a door, and which one it was. */
export interface Entered<Result> {
  readonly door: Door;
  readonly result: Result;
}

/**
 * Does something inside of a cluster; where the door leads nowhere, once more through another one that the platform has.
 * @param work may be done twice; undefined when nothing answers
 */
export async function enter<Result>(
  doors: Pick<Doors, 'another'>,
  cluster: Pick<ClusterRef, 'name' | 'uid'>,
  door: Door,
  work: (door: Door) => Promise<Result | undefined>,
): Promise<Entered<Result | undefined>> {
  const tried = work(door);
  const result = await tried.catch(() => undefined);
  if (result !== undefined) return { door, result };
  const other = await doors.another(cluster, door);
  return other === undefined ? { door, result: await tried } : { door: other, result: await work(other) };
}

// That of the other one may lack rights.
const KEY = 'super-admin.conf';

/** One that leads into its cluster is read again after that long, because the platform renews it long before it ends. */
const KEPT_MS = 1_800_000;

interface TenantSecret {
  readonly data?: Readonly<Record<string, string>>;
}

interface Kept {
  readonly uid: string;
  readonly kubeconfig: string;
  readonly door: Door;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

interface Place {
  readonly clock: Clock;
  readonly connect: Connect;
  readonly namespace: string;
}

/**
 * @param client of the platform
 */
export function createDoors(client: KubernetesClient, { clock, connect, namespace }: Place): Doors {
  const kept = new Map<string, Kept>();

  /** @throws KubeconfigError for one that is half written */
  function doorOf(kubeconfig: string): Door | undefined {
    const { server, serverName, authority } = readKubeconfig(kubeconfig);
    if (authority === undefined) return undefined;
    return {
      client: createClient({ fetch: connect(kubeconfig), clock, timeoutMs: ASKED_MS }),
      server,
      ...(serverName !== undefined && { serverName }),
      certificateAuthority: authority,
    };
  }

  async function read({ name, uid }: Pick<ClusterRef, 'name' | 'uid'>): Promise<Door | undefined> {
    const path = `/apis/core.cozystack.io/v1alpha1/namespaces/${namespace}/tenantsecrets/kubernetes-${name}-admin-kubeconfig`;
    const encoded = (await client.find<TenantSecret>(path))?.data?.[KEY];
    if (encoded === undefined) {
      kept.delete(name);
      return undefined;
    }
    try {
      const kubeconfig = fromBase64(encoded);
      const known = kept.get(name);
      // It holds connections.
      const door = known?.kubeconfig === kubeconfig ? known.door : doorOf(kubeconfig);
      if (door !== undefined) kept.set(name, { uid, kubeconfig, door, until: clock.now() + KEPT_MS });
      return door;
    } catch (error) {
      // It is looked at again.
      if (error instanceof KubeconfigError) return undefined;
      throw error;
    }
  }

  return {
    async open(cluster) {
      const known = kept.get(cluster.name);
      // A later cluster of that name has another kubeconfig.
      return known?.uid === cluster.uid && clock.now() < known.until ? known.door : read(cluster);
    },
    async another(cluster, than) {
      const known = kept.get(cluster.name);
      // Somebody else has found it meanwhile.
      if (known?.uid === cluster.uid && known.door !== than) return known.door;
      const door = await read(cluster).catch(() => undefined);
      return door === than ? undefined : door;
    },
  };
}

// A cluster whose address has no record yet, or whose control plane is down, must not hold everybody up.
const ASKED_MS = 10_000;
