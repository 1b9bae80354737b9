// What nobody foresaw keeps a change from the platform: then direct mode must not answer that it is there.
import { createDirect } from '@hikube/direct';
import { createSeededRandom, createVirtualClock } from '@hikube/service';
import { expect, test } from 'vitest';
import { startCozystack } from '../doubles/cozystack/index.ts';
import { type App, appOf, PATH } from '../doubles/cozystack/testing.ts';

/** An object of the right name, with which nobody can do anything. */
const STRANGE = { metadata: { name: 'prod', uid: 'u', resourceVersion: '1' }, status: { conditions: 1 } };

test('a change that a mistake of ours kept from the platform is not accepted', async () => {
  const clock = createVirtualClock(Date.parse('2026-11-28T09:00:00Z'));
  const double = await startCozystack({ profile: '1.6.2', clock });
  const { ask, kubeconfig, namespace } = double.tenant('acme');
  await ask('POST', PATH, appOf('1.6.2', 'prod'));
  await double.advance(300_000);
  const toPlatform = double.connect(kubeconfig);
  let isStrange = true;
  const direct = createDirect({
    namespace,
    clock,
    random: createSeededRandom('unforeseen'),
    reach: async () => ({
      server: double.url,
      fetch: async (request) =>
        isStrange && request.method === 'PUT' ? Response.json(STRANGE) : toPlatform(request),
    }),
    connect: (of) => double.connect(of),
  });
  const change = () =>
    direct.fetch(`${direct.endpoint}/clusters/prod/node-groups/web`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ maxReplicas: 7 }),
    });
  const stored = async () => (await ask<App>('GET', `${PATH}/prod`)).body.spec;
  const before = await stored();

  const { status } = await change();
  expect([status, await stored()]).toEqual([503, before]);

  isStrange = false;
  expect((await change()).status).toBe(202);
  expect(await stored()).toMatchObject({ nodeGroups: { web: { maxReplicas: 7 } } });
  await direct.close();
  await double.close();
});
