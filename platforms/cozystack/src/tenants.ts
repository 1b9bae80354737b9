// What the driver keeps of each tenant: a client for his namespace, his applications, the ways into his clusters, and what the
// release that he is on can do. Tenants share nothing: each is reached with his own credential, and by himself.
import type { Clock, ClusterRef, OfferChange } from '@hikube/service/platform';
import { type Applications, createApplications } from './applications/applications.ts';
import { recordOf } from './applications/record.ts';
import { type Connect, createDoors, type Doors } from './clusters/door.ts';
import { findNamespace } from './identity.ts';
import type { KubernetesApplication } from './kind.ts';
import { createClient, type KubernetesClient } from './kubernetes/client.ts';
import { createMemory, type Memory } from './memory.ts';
import { createOffers, type Offer, type Offers, type ReachedTenant } from './offers.ts';

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
  /** Notices another release, sooner or later. */
  readonly checkOffer: Offers['check'];
  /** The application of a cluster; undefined when there is none, or another one of that name. @throws KubernetesError */
  applicationOf(ref: ClusterRef): Promise<KubernetesApplication | undefined>;
  /** Domain below which his clusters have their hosts; undefined when the platform does not tell. */
  domain(): Promise<string | undefined>;
}

const HOST = 'namespace.cozystack.io/host';

interface TenantTools {
  readonly clock: Clock;
  readonly connect: Connect;
  /** Told when another release can do other things for him. */
  readonly changed: (change: OfferChange) => void;
}

export function createTenant(
  name: string,
  { namespace, reach }: TenantAccess,
  { clock, connect, changed }: TenantTools,
): Tenant {
  const offers = createOffers({ reach, clock, changed: (change) => changed({ tenant: name, ...change }) });
  const client = createClient({ clock, fetch: async (request) => (await offers.current()).fetch(request) });
  const applications = createApplications(client, clock, namespace);
  let domain: string | undefined;
  return {
    name,
    namespace,
    client,
    applications,
    doors: createDoors(client, { clock, connect, namespace }),
    memory: createMemory(),
    offer: offers.current,
    checkOffer: offers.check,
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
