// Handlers of the tag "account".
import { quotaItems } from '@hikube/domain';
import { readTenant } from '../plan/limits.ts';
import { readRequested } from '../plan/quota.ts';
import { readUsage } from '../plan/usage.ts';
import type { Handlers } from './handler.ts';

/** The tenant behind the token. */
export const accountHandlers: Handlers<'getTenant'> = {
  getTenant: async (_input, { store, caller, defaultQuota }) => {
    const [tenant, used, requested] = await Promise.all([
      readTenant(store, caller.tenant, defaultQuota),
      readUsage(store, caller.tenant),
      readRequested(store, caller.tenant),
    ]);
    return {
      kind: 'shown',
      body: {
        id: caller.tenant,
        displayName: tenant.displayName,
        scopes: [...caller.scopes],
        quota: quotaItems(tenant.quota, used, requested).map((item) => ({ ...item })),
      },
    };
  },
};
