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
  /** The kubeconfig of that name is read anew the next time, as one is that leads nowhere any more. */
  forget(name: string): void;
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
  readonly fetch: Fetch;
  readonly door: Door;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * @param client of the platform
 */
export function createDoors(
  client: KubernetesClient,
  {
    clock,
    connect,
    namespace,
  }: { readonly clock: Clock; readonly connect: Connect; readonly namespace: string },
): Doors {
  const kept = new Map<string, Kept>();

  /** @throws KubeconfigError for one that is half written */
  function doorOf(kubeconfig: string, known: Kept | undefined): Pick<Kept, 'fetch' | 'door'> | undefined {
    const { server, serverName, authority } = readKubeconfig(kubeconfig);
    if (authority === undefined) return undefined;
    // A fetch holds connections.
    const fetch = known?.kubeconfig === kubeconfig ? known.fetch : connect(kubeconfig);
    const door = {
      client: createClient({ fetch, clock, timeoutMs: ASKED_MS }),
      server,
      ...(serverName !== undefined && { serverName }),
      certificateAuthority: authority,
    };
    return { fetch, door };
  }

  return {
    async open({ name, uid }) {
      const known = kept.get(name);
      // A later cluster of that name has another kubeconfig.
      if (known?.uid === uid && clock.now() < known.until) return known.door;
      const path = `/apis/core.cozystack.io/v1alpha1/namespaces/${namespace}/tenantsecrets/kubernetes-${name}-admin-kubeconfig`;
      const encoded = (await client.find<TenantSecret>(path))?.data?.[KEY];
      if (encoded === undefined) {
        kept.delete(name);
        return undefined;
      }
      try {
        const kubeconfig = fromBase64(encoded);
        const made = doorOf(kubeconfig, known);
        if (made === undefined) return undefined;
        kept.set(name, { uid, kubeconfig, ...made, until: clock.now() + KEPT_MS });
        return made.door;
      } catch (error) {
        // It is looked at again.
        if (error instanceof KubeconfigError) return undefined;
        throw error;
      }
    },
    forget(name) {
      const known = kept.get(name);
      if (known !== undefined) kept.set(name, { ...known, until: 0 });
    },
  };
}

// A cluster whose address has no record yet, or whose control plane is down, must not hold everybody up.
const ASKED_MS = 10_000;
