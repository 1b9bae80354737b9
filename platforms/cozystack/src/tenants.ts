// What the driver keeps of each tenant: a client for his namespace, his applications, and the ways into his clusters.
import type { Clock, ClusterRef } from '@hikube/service/platform';
import { type Applications, createApplications } from './applications/applications.ts';
import { recordOf } from './applications/record.ts';
import { type Connect, createDoors, type Doors } from './clusters/door.ts';
import { findNamespace } from './identity.ts';
import type { KubernetesApplication } from './kind.ts';
import { createClient, type Fetch, type KubernetesClient } from './kubernetes/client.ts';

/** How a tenant of the service is reached on the platform. */
export interface TenantAccess {
  /** Sends requests to the platform with his credential. */
  readonly fetch: Fetch;
  /** His namespace, such as `tenant-acme`. */
  readonly namespace: string;
}

export interface Tenant {
  readonly name: string;
  readonly namespace: string;
  readonly client: KubernetesClient;
  readonly applications: Applications;
  readonly doors: Doors;
  /** The application of a cluster; undefined when there is none, or another one of that name. @throws KubernetesError */
  applicationOf(ref: ClusterRef): Promise<KubernetesApplication | undefined>;
  /** Domain below which his clusters have their hosts; undefined when the platform does not tell. */
  domain(): Promise<string | undefined>;
}

const HOST = 'namespace.cozystack.io/host';

export function createTenant(
  name: string,
  { fetch, namespace }: TenantAccess,
  { clock, connect }: { readonly clock: Clock; readonly connect: Connect },
): Tenant {
  const client = createClient({ fetch, clock });
  const applications = createApplications(client, clock, namespace);
  let domain: string | undefined;
  return {
    name,
    namespace,
    client,
    applications,
    doors: createDoors(client, { clock, connect, namespace }),
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
