// A service has an id, the same for all its tenants and replicas, and no other service has it.
import type { Tenant } from '@hikube/openapi/types';
import { expect, test } from 'vitest';
import { startTestService } from '../support/service.ts';

test('every tenant is told the id of the service, and another service has another', async () => {
  const ids: (string | null)[] = [];
  for (const seed of ['one', 'two']) {
    const service = await startTestService({ seed });
    try {
      const asOther = service.api.as(await service.token({ tenant: 'rival', scopes: ['read'] }));
      const answers = await Promise.all([
        service.api<Tenant>('GET', '/tenant'),
        asOther<Tenant>('GET', '/tenant'),
        service.api<Tenant>('GET', '/tenant'),
      ]);
      const told = new Set(answers.map(({ body }) => body.installation));
      expect(told.size).toBe(1);
      ids.push(...told);
    } finally {
      await service.dispose();
    }
  }
  expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  expect(ids[0]).not.toBe(ids[1]);
});
