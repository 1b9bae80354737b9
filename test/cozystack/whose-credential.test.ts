// Where a cluster cannot be entered with the credential that the platform keeps of it, nobody is sent to his own kubeconfig.
import { createDirect } from '@hikube/direct';
import { type Fetch, KubeconfigError } from '@hikube/platform-cozystack';
import { createSeededRandom, createVirtualClock } from '@hikube/service';
import { expect, test } from 'vitest';
import { startCozystack } from '../doubles/cozystack/index.ts';
import { appOf, PATH } from '../doubles/cozystack/testing.ts';

const ENDED = new KubeconfigError('The client certificate of the kubeconfig ended: take one with a new one.');
const OTHER = new TypeError('fetch failed', {
  cause: Object.assign(new Error(), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
});

test.each([
  ['has ended', 'the credential that the platform keeps of it', () => Promise.reject(ENDED)],
  [
    'is refused',
    'does not accept the credential that the platform keeps of it',
    async () => Response.json({ kind: 'Status' }, { status: 401 }),
  ],
  ['meets another certificate', 'The API server does not answer', () => Promise.reject(OTHER)],
])('the credential of a cluster %s', async (_what, said, fails) => {
  const clock = createVirtualClock(Date.parse('2026-11-28T09:00:00Z'));
  const double = await startCozystack({ profile: '1.6.2', clock });
  const { ask: kubectl, kubeconfig, namespace } = double.tenant('acme');
  await kubectl('POST', PATH, appOf('1.6.2', 'prod'));
  await double.advance(600_000);
  let isFailing = false;
  const inside =
    (real: Fetch): Fetch =>
    (request) =>
      isFailing ? fails() : real(request);
  const direct = createDirect({
    namespace,
    clock,
    random: createSeededRandom('whose'),
    named: { file: 'tenant.yaml', context: 'acme' },
    reach: async () => ({ server: double.url, userName: 'me', fetch: double.connect(kubeconfig) }),
    connect: (of) => inside(double.connect(of)),
  });
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await direct.fetch(`${direct.endpoint}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const issued = await ask('POST', '/clusters/prod/kubeconfigs', { role: 'view' });
  expect(issued.status, issued.text).toBe(201);
  const { id } = JSON.parse(issued.text) as { id: string };
  isFailing = true;
  await double.advance(300_000);
  const answers = [
    await ask('GET', '/clusters/prod'),
    await ask('POST', '/clusters/prod/kubeconfigs', { role: 'view' }),
    await ask('DELETE', `/clusters/prod/kubeconfigs/${id}`),
  ];
  expect(answers[0]?.text).toContain(said);
  for (const { text } of answers) expect(text).not.toMatch(/tenant\.yaml|sign in|failedAt/);
  await direct.close();
  await double.close();
});
