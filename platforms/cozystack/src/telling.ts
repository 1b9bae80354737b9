// What is there, and what happens to it: the list, and events.
import type { Platform } from '@hikube/service/platform';
import { readEvents } from './clusters/events.ts';
import { foundCluster, wishOf } from './found.ts';
import { inWords } from './refusals.ts';
import type { Tenant } from './tenants.ts';

/** @param tenantOf undefined for a tenant who has nothing on the platform */
export function createTelling(
  tenantOf: (tenant: string) => Tenant | undefined,
): Required<Pick<Platform, 'list' | 'events'>> {
  return {
    list: (name) =>
      inWords(async () => {
        // The server knows no pages.
        const tenant = tenantOf(name);
        if (tenant === undefined) return { clusters: [] };
        const [{ shape }, applications] = await Promise.all([tenant.offer(), tenant.applications.list()]);
        return { clusters: applications.map((application) => foundCluster(application, name, shape)) };
      }),
    events: (ref, after) =>
      inWords(async () => {
        const tenant = tenantOf(ref.tenant);
        const application = await tenant?.applicationOf(ref);
        if (tenant === undefined || application === undefined) return { events: [], cursor: after ?? '0' };
        const { uid, creationTimestamp } = application.metadata;
        const { shape } = await tenant.offer();
        const groups = wishOf(application, ref, shape).nodeGroups.map(({ name }) => name);
        const since = Date.parse(creationTimestamp);
        const of = { namespace: tenant.namespace, cluster: ref.name, uid, groups, since };
        return readEvents(tenant.client, of, after);
      }),
  };
}
