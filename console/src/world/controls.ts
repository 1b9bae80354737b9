// The world of a simulated platform: what nobody asks an API for. Its routes are no part of the contract, and are called
// through the client's own transport, with its token, time-outs and errors.
import type { Core, Hikube, Tenant } from '@hikube/sdk';

/** Whether the platform has a world that the caller may change. */
export async function hasWorld(client: Hikube, tenant: Tenant): Promise<boolean> {
  if (!tenant.scopes.includes('admin')) return false;
  try {
    await worldCore(client).dispatch({ method: 'GET', address: '' }, { maxRetries: 0 }, () => undefined);
    return true;
  } catch {
    return false;
  }
}

/** The routes of the world, below their own base. */
export function worldCore({ core, endpoint }: Hikube): Core {
  return core.withOptions({ endpoint: endpoint.replace(/\/v1\/?$/, '/_platform/simulated') });
}
