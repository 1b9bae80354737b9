// The way into a cluster: the kubeconfig that the platform keeps in a secret of the tenant. It never leaves this process.
import type { Clock } from '@hikube/service/platform';
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
  open(name: string): Promise<Door | undefined>;
}

// That of the other one may lack rights.
const KEY = 'super-admin.conf';

interface TenantSecret {
  readonly data?: Readonly<Record<string, string>>;
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
  // Certificates are renewed, so that the secret is read each time; a fetch that holds connections is kept while it says the same.
  const fetches = new Map<string, { readonly kubeconfig: string; readonly fetch: Fetch }>();
  return {
    async open(name) {
      const path = `/apis/core.cozystack.io/v1alpha1/namespaces/${namespace}/tenantsecrets/kubernetes-${name}-admin-kubeconfig`;
      const encoded = (await client.find<TenantSecret>(path))?.data?.[KEY];
      if (encoded === undefined) {
        fetches.delete(name);
        return undefined;
      }
      const known = fetches.get(name);
      try {
        const kubeconfig = fromBase64(encoded);
        const { server, serverName, authority } = readKubeconfig(kubeconfig);
        if (authority === undefined) return undefined;
        const fetch = known?.kubeconfig === kubeconfig ? known.fetch : connect(kubeconfig);
        fetches.set(name, { kubeconfig, fetch });
        return {
          client: createClient({ fetch, clock, timeoutMs: ASKED_MS }),
          server,
          ...(serverName !== undefined && { serverName }),
          certificateAuthority: authority,
        };
      } catch (error) {
        // Half written: it is looked at again.
        if (error instanceof KubeconfigError) return undefined;
        throw error;
      }
    },
  };
}

// A cluster whose address has no record yet, or whose control plane is down, must not hold everybody up.
const ASKED_MS = 10_000;
