import { expect, test } from 'vitest';
import { createKubernetesApi, officialKinds } from '../index.ts';

test.each([
  ['validatingwebhookconfigurations', { webhooks: [] }],
  ['mutatingwebhookconfigurations', { webhooks: [] }],
])('%s are kept, and said to be without effect', async (plural, body) => {
  const api = createKubernetesApi({ kinds: officialKinds() });
  const answer = await api.fetch(
    new Request(`http://kubernetes/apis/admissionregistration.k8s.io/v1/${plural}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ metadata: { name: 'guard' }, ...body }),
    }),
  );
  expect(answer.status).toBe(201);
  expect(answer.headers.get('warning')).toContain('calls no webhooks');
  api.stop();
});
