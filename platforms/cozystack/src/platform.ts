// Managed Kubernetes of Cozystack tenants as a platform of the service.
import {
  type Clock,
  type ClusterRef,
  type OfferChange,
  type Platform,
  PlatformError,
  Turns,
} from '@hikube/service/platform';
import { createRemovals } from './applications/removal.ts';
import { type BeforeWrite, writeWish } from './applications/write.ts';
import { assign } from './assign.ts';
import { capabilitiesOf } from './chart/index.ts';
import type { Connect } from './clusters/door.ts';
import { createGranting } from './granting.ts';
import { look } from './look.ts';
import { checkWish, inWords } from './refusals.ts';
import { createTelling } from './telling.ts';
import { createTenant, type Tenant, type TenantAccess } from './tenants.ts';
import { createWatching } from './watching.ts';

export interface CozystackPlatformOptions {
  readonly clock: Clock;
  /** Tenants of the service by name, and how each is reached on the platform. Others have nothing there. */
  readonly tenants: ReadonlyMap<string, TenantAccess>;
  /** Opens a way into a cluster with its kubeconfig. */
  readonly connect: Connect;
  /** Default: whatever is there is written over. */
  readonly beforeWrite?: BeforeWrite;
}

/** Nothing is asked of the platform before the first call, and nothing is kept that must survive. */
export function createCozystackPlatform({ clock, connect, ...rest }: CozystackPlatformOptions): Platform {
  const listeners = new Set<(change: OfferChange) => void>();
  const changed = (change: OfferChange): void => {
    for (const listener of listeners) listener(change);
  };
  const tenants = new Map(
    [...rest.tenants].map(([name, access]) => [
      name,
      createTenant(name, access, { clock, connect, changed }),
    ]),
  );
  const turns = new Turns();
  const watching = createWatching([...tenants.values()], clock);
  const { close: closeAccess, ...access } = createGranting(tenantOf, clock);
  let isClosed = false;

  function tenantOf({ tenant }: Pick<ClusterRef, 'tenant'>): Tenant {
    if (isClosed) throw new PlatformError('Closed', 'The platform is closed.', { retryable: true });
    const found = tenants.get(tenant);
    if (found !== undefined) return found;
    const sentence = `The service has no credential for the tenant ${tenant} on the platform: its operator has to give it one.`;
    throw new PlatformError('TenantUnknown', sentence, { retryable: true });
  }

  /** As the only writer of that cluster. */
  function alone<Result>(ref: ClusterRef, work: (tenant: Tenant) => Promise<Result>): Promise<Result> {
    return turns.take(`${ref.tenant}/${ref.name}`, () => inWords(async () => work(tenantOf(ref))));
  }

  const removals = createRemovals(clock, alone);

  return {
    catalogue: (tenant) => inWords(async () => (await tenantOf({ tenant }).offer()).catalogue),
    capabilities: (tenant) => inWords(async () => capabilitiesOf((await tenantOf({ tenant }).offer()).shape)),
    assign: (ref, wanted) =>
      inWords(async () => {
        const tenant = tenantOf(ref);
        const [{ catalogue }, domain] = await Promise.all([tenant.offer(), tenant.domain()]);
        return assign(ref, wanted, { domain, sites: catalogue.sites.map(({ id }) => id) });
      }),
    apply: (desired) =>
      alone(desired, async ({ applications, client: { serverNow }, memory, offer }) => {
        if (memory.removed.has(desired.uid)) return;
        const { shape } = await offer();
        checkWish(desired, shape);
        const { beforeWrite } = rest;
        await writeWish({ applications, shape, memory, clock, serverNow, beforeWrite }, desired);
      }),
    observe: (ref) => inWords(async () => look(tenantOf(ref), ref, clock)),
    remove: (ref) =>
      alone(ref, async (tenant) => {
        tenant.memory.removed.add(ref.uid);
        await removals.remove(tenant, ref);
      }),
    watch: (listener) => watching.add(listener),
    changes(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      watching.close();
      removals.close();
      closeAccess();
    },
    access,
    remembers: true,
    ...createTelling((tenant) => (tenants.has(tenant) ? tenantOf({ tenant }) : undefined)),
  };
}
