// Handlers of the tag "account".
import { quotaItems } from '@hikube/domain';
import { installationId } from '../identity/installation.ts';
import { readRequested, readTenant, readUsage } from '../plan/quota.ts';
import type { Handlers } from './handler.ts';

/** The tenant behind the token. */
export const accountHandlers: Handlers<'getTenant'> = {
  getTenant: async (_input, { store, random, caller, defaultQuota }) => {
    const [tenant, used, requested, installation] = await Promise.all([
      readTenant(store, caller.tenant, defaultQuota),
      readUsage(store, caller.tenant),
      readRequested(store, caller.tenant),
      installationId(store, random),
    ]);
    return {
      kind: 'shown',
      body: {
        id: caller.tenant,
        displayName: tenant.displayName,
        installation,
        scopes: [...caller.scopes],
        quota: quotaItems(tenant.quota, used, requested).map((item) => ({ ...item })),
      },
    };
  },
};
