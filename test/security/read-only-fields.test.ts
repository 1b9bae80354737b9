// What the service decides is never taken from a body, and what the contract does not know is never stored.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  const { body } = await service.api<{ id: string }>('POST', '/clusters', { body: PROD });
  await service.finish(body);
});
afterAll(() => service.dispose());

const CANARY = 'canary-of-a-caller';
const FIELDS: Readonly<Record<string, unknown>> = {
  uid: '00000000-0000-4000-8000-000000000000',
  tenant: CANARY,
  generation: 4711,
  createdAt: '2001-01-01T00:00:00Z',
  createdBy: { token: CANARY, fingerprint: CANARY },
  deletion: { requestedAt: '2001-01-01T00:00:00Z', operation: CANARY },
  status: { phase: CANARY },
  endpoint: `https://${CANARY}.example`,
  certificateAuthority: CANARY,
  sites: [CANARY],
  paused: true,
  committed: true,
  [CANARY]: CANARY,
};

test('every read-only or unknown field in every write is refused or ignored, and never stored', async () => {
  const writes = samples().filter(({ body, id }) => body !== undefined && id !== 'putManifest');
  let sent = 0;
  for (const { method, path, body } of writes) {
    const before = await service.store.sequence();
    for (const [field, value] of Object.entries(FIELDS)) {
      const reply = await service.api.refused('validation_failed', method, path, {
        body: { ...body, [field]: value },
      });
      expect(reply.body.errors?.map(({ pointer }) => pointer)).toContain(`/${field}`);
      sent += 1;
    }
    expect(await service.store.sequence()).toBe(before);
  }
  const stored = JSON.stringify(await service.store.list({ kind: 'cluster', limit: 100 }));
  expect(stored).not.toContain(CANARY);
  console.log(`${writes.length} writes × ${Object.keys(FIELDS).length} fields: ${sent} sent, 0 stored`);
});
