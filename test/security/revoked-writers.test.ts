// A token ends while a write of its holder is under way: before its body has arrived, or as late as just before the
// commit. Nothing is written, whatever the write is.
import type { Kubeconfig, Operation, Token } from '@hikube/openapi/types';
import { revokeToken, type Store } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWrite, PATH_VALUES, type PathValues, PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let values: PathValues;
/** What happens just before the next commit. */
let before: (() => Promise<unknown>) | undefined;
beforeAll(async () => {
  service = await startTestService({
    wrapStore: (store) =>
      new Proxy(store, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (name !== 'commit') return typeof member === 'function' ? member.bind(target) : member;
          return async (batch: Parameters<Store['commit']>[0]) => {
            const happens = before;
            before = undefined;
            await happens?.();
            return target.commit(batch);
          };
        },
      }),
  });
  const { api, finish } = service;
  await finish((await api<Operation>('POST', '/clusters', { body: PROD })).body);
  const upgrade = await api<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34', start: 'at', startAt: '2027-01-01T00:00:00Z' },
  });
  const access = await api<Kubeconfig>('POST', '/clusters/prod/kubeconfigs', { body: { role: 'view' } });
  const token = await api<Token>('POST', '/tokens', { body: { scopes: ['read'] } });
  values = {
    ...PATH_VALUES,
    kubeconfig: access.body.id,
    versionUpgrade: upgrade.body.target.name,
    operation: upgrade.body.id,
    token: token.body.id,
  };
});
afterAll(() => service.dispose());

const writes = samples().filter(isWrite);
const tally = { asked: 0, refused: 0 };

const revoke = (token: string) => revokeToken({ store: service.store, now: service.clock.now() }, token);

test.each(writes)('$id: revoked just before the commit', async ({ id }) => {
  const sample = samples(values).find((each) => each.id === id)!;
  const token = await service.token({ tenant: 'demo', scopes: ['admin'] });
  let latest = 0;
  before = async () => {
    await revoke(token);
    latest = await service.store.sequence();
  };
  const reply = await service.api.as(token)(sample.method, sample.path, { body: sample.body });
  const hadACommit = before === undefined;
  before = undefined;
  tally.asked += 1;
  // Some have nothing to write, such as the cancellation of what does not go on.
  if (!hadACommit) return expect(reply.status).toBeLessThan(500);
  expect([id, reply.status, reply.body]).toMatchObject([id, 401, { code: 'unauthenticated' }]);
  expect(await service.store.sequence()).toBe(latest);
  tally.refused += 1;
});

const ENDS: Readonly<Record<string, (token: string) => Promise<unknown>>> = {
  'is revoked': async (token) => {
    await revoke(token);
    await service.clock.advance(2_000);
  },
  // A body may take 10 s.
  expires: () => service.clock.advance(8_000),
};

const PATHS = ['/v1/clusters', '/v1/previews/clusters'];

test.each(Object.keys(ENDS).flatMap((how) => PATHS.map((path) => [how, path] as const)))(
  'the token %s while the body of %s arrives',
  async (how, path) => {
    const token = await service.token({
      tenant: 'demo',
      scopes: ['admin'],
      expiresAt: service.clock.now() + 5_000,
    });
    const [begin, end] = ['{"name":', '"ghost","topology":"development"}'].map((part) =>
      new TextEncoder().encode(part),
    );
    let hasAskedForMore = (): void => {};
    const asksForMore = new Promise<void>((resolve) => {
      hasAskedForMore = resolve;
    });
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => controller.enqueue(begin!),
        async pull(controller) {
          hasAskedForMore();
          await ENDS[how]!(token);
          controller.enqueue(end!);
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request(`http://127.0.0.1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    const answer = await service.service.fetch(request);
    await asksForMore;
    expect(answer.status).toBe(401);
    expect((await service.api('GET', '/clusters/ghost')).status).toBe(404);
  },
);

afterAll(() => {
  expect(tally.refused).toBeGreaterThan(tally.asked / 2);
  console.log(`revoked writers: ${tally.asked} writes lost their token on the way, ${tally.refused} refused`);
});
