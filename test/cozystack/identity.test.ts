// What tells two platforms apart that have a tenant of one name, asked with the rights of the tenant.
import { fetchTenantUid } from '@hikube/platform-cozystack';
import { createVirtualClock } from '@hikube/service';
import { expect, test } from 'vitest';
import { startCozystack } from '../doubles/cozystack/index.ts';

test.each(['1.1.2', '1.6.2'] as const)('release %s', async (profile) => {
  const clock = createVirtualClock(0);
  const platform = await startCozystack({ profile });
  const fetch = platform.connect(platform.kubeconfig);
  const { ask } = platform.tenant('acme');
  const path = '/apis/core.cozystack.io/v1alpha1/tenantnamespaces/tenant-acme';
  const { body } = await ask<{ metadata: { uid: string } }>('GET', path);
  expect(body.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
  expect(await fetchTenantUid(fetch, clock, 'tenant-acme')).toBe(body.metadata.uid);
  // A namespace that the tenant may not see has no uid that he could know.
  expect(await fetchTenantUid(fetch, clock, 'tenant-other')).toBeUndefined();
  await platform.close();
});
