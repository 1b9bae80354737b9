// What a test puts into a store while no service uses it: what an operator of many tenants would set up.
import { issueToken, type Store, systemRandom } from '@hikube/service';

/** Lifts the limits of a tenant. */
export async function liftQuota(store: Store, tenant: string): Promise<void> {
  const key = { tenant, kind: 'tenant', id: 'tenant' };
  await store.commit({ writes: [{ key, body: { displayName: tenant, quota: {} }, expect: 'any' }] });
}

/** Makes a tenant without limits. @returns a token of its administrator */
export async function addTenant(store: Store, tenant: string): Promise<string> {
  await liftQuota(store, tenant);
  const tools = { store, random: systemRandom, now: Date.now() };
  return (await issueToken(tools, { tenant, scopes: ['admin'] })).token;
}
