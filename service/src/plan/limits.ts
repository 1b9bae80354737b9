// What a tenant may take: its own limits, or those that the service gives to everybody.

import type { Quota } from '@hikube/domain';
import { tenantKey } from '../model/keys.ts';
import type { Store } from '../store/store.ts';

/** Limits as quantities; an absent resource is not limited. */
export type QuotaLimits = Quota;

/** Far more than one team orders by accident, and a bound all the same. */
export const DEFAULT_QUOTA: QuotaLimits = Object.freeze({
  clusters: '100',
  nodes: '2000',
  cpu: '20k',
  memory: '100Ti',
  gpus: '500',
});

/** What is stored of a tenant that differs from the others. */
export interface TenantRecord {
  readonly displayName: string;
  readonly quota: QuotaLimits;
}

/** The settings of a tenant. */
export async function readTenant(store: Store, tenant: string, fallback: QuotaLimits): Promise<TenantRecord> {
  const document = await store.get<TenantRecord>(tenantKey(tenant));
  return document?.body ?? { displayName: tenant, quota: fallback };
}
