// What the driver keeps of each tenant: a client for his namespace, his applications, the ways into his clusters, and what the
// release that he is on can do. Tenants share nothing: each is reached with his own credential, and by himself.
import type { Clock, ClusterRef, LiveCatalogue } from '@hikube/service/platform';
import { type Applications, createApplications } from './applications/applications.ts';
import { recordOf } from './applications/record.ts';
import { catalogueOf, type Shape } from './chart/index.ts';
import { type Connect, createDoors, type Doors } from './clusters/door.ts';
import { findNamespace } from './identity.ts';
import type { KubernetesApplication } from './kind.ts';
import { createClient, type Fetch, type KubernetesClient } from './kubernetes/client.ts';
import { createMemory, type Memory } from './memory.ts';

/** How a tenant of the service is reached on the platform. */
export interface TenantAccess {
  /** His namespace, such as `tenant-acme`. */
  readonly namespace: string;
  /**
   * Called before the first call for him, and again after it failed: nothing is asked, written or removed for a tenant who
   * was not reached.
   * @throws PlatformError, KubeconfigError
   */
  readonly reach: () => Promise<ReachedTenant>;
}

/** A platform, as a tenant sees it. */
export interface ReachedTenant {
  /** Sends requests to the platform with his credential. */
  readonly fetch: Fetch;
  /** What the release of the platform can do, as `fetchShape` finds it. */
  readonly shape: Shape;
}

/** What can be ordered for a tenant. */
export interface Offer {
  readonly shape: Shape;
  readonly catalogue: LiveCatalogue;
}

export interface Tenant {
  readonly name: string;
  readonly namespace: string;
  readonly client: KubernetesClient;
  readonly applications: Applications;
  readonly doors: Doors;
  /** By uids, which stand in annotations: whoever writes another tenant's into his own reaches nothing of him. */
  readonly memory: Memory;
  /** Of the release that he is on. @throws PlatformError, KubeconfigError while he cannot be reached */
  offer(): Promise<Offer>;
  /** The application of a cluster; undefined when there is none, or another one of that name. @throws KubernetesError */
  applicationOf(ref: ClusterRef): Promise<KubernetesApplication | undefined>;
  /** Domain below which his clusters have their hosts; undefined when the platform does not tell. */
  domain(): Promise<string | undefined>;
}

const HOST = 'namespace.cozystack.io/host';

export function createTenant(
  name: string,
  { namespace, reach }: TenantAccess,
  { clock, connect }: { readonly clock: Clock; readonly connect: Connect },
): Tenant {
  let reaching: Promise<Offer & Pick<ReachedTenant, 'fetch'>> | undefined;
  const reached = () => {
    reaching ??= reach().then(
      ({ fetch, shape }) => ({ fetch, shape, catalogue: catalogueOf(shape) }),
      (error: unknown) => {
        reaching = undefined;
        throw error;
      },
    );
    return reaching;
  };
  const client = createClient({ clock, fetch: async (request) => (await reached()).fetch(request) });
  const applications = createApplications(client, clock, namespace);
  let domain: string | undefined;
  return {
    name,
    namespace,
    client,
    applications,
    doors: createDoors(client, { clock, connect, namespace }),
    memory: createMemory(),
    offer: reached,
    async applicationOf({ name: cluster, uid }) {
      const application = await applications.find(cluster);
      if (application === undefined) return undefined;
      return (recordOf(application)?.uid ?? application.metadata.uid) === uid ? application : undefined;
    },
    async domain() {
      if (domain !== undefined) return domain;
      const { labels, annotations } = (await findNamespace(client, namespace)) ?? {};
      domain = labels?.[HOST] ?? annotations?.[HOST];
      return domain;
    },
  };
}
