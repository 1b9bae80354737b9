// Answers that are held open: each ends with the authority of its token, however that ends, and tells nothing afterwards.
import type { Operation } from '@hikube/openapi/types';
import { revokeToken, type Store } from '@hikube/service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

/** More than the time after which a held answer looks by itself, and less than what a wait may last. */
const SOON_MS = 6_000;

let service: TestService;
let id: string;
/** Whether the store tells of changes. */
let hints: boolean;
beforeEach(async () => {
  hints = true;
  service = await startTestService({
    wrapStore: (store) =>
      new Proxy(store, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (name === 'watch') {
            return (listener: Parameters<Store['watch']>[0]) =>
              target.watch((sequence) => hints && listener(sequence));
          }
          return typeof member === 'function' ? member.bind(target) : member;
        },
      }),
  });
  const body = { name: 'prod', topology: 'development' };
  id = (await service.api<Operation>('POST', '/clusters', { body })).body.id;
  // No simulated time passes between here and the ends below that would end the operation: it takes minutes.
});
afterEach(() => service.dispose());

const HELD: Readonly<Record<string, { readonly path: () => string; readonly stream: boolean }>> = {
  'the events of a cluster': { path: () => '/clusters/prod/events', stream: true },
  'the states of an operation': { path: () => `/operations/${id}`, stream: true },
  'a wait for an operation': { path: () => `/operations/${id}?wait=60s`, stream: false },
};

type End = (token: string) => Promise<void>;

const ENDS: Readonly<Record<string, End>> = {
  'is revoked': async (token) => {
    expect(await revokeToken({ store: service.store, now: service.clock.now() }, token)).toBe(true);
  },
  'is revoked, and no hint arrives': async (token) => {
    hints = false;
    await revokeToken({ store: service.store, now: service.clock.now() }, token);
  },
  expires: async () => {
    await service.clock.advance(30_000);
  },
};

let tried = 0;

for (const [held, { path, stream }] of Object.entries(HELD)) {
  for (const [how, end] of Object.entries(ENDS)) {
    test(`${held}: the token ${how}`, async () => {
      const expiresAt = service.clock.now() + 30_000;
      const token = await service.token({ tenant: 'demo', scopes: ['read'], expiresAt });
      const headers = {
        authorization: `Bearer ${token}`,
        ...(stream ? { accept: 'text/event-stream' } : {}),
      };
      const asked = service.service.fetch(new Request(`http://127.0.0.1/v1${path()}`, { headers }));
      let text: string | undefined;
      const reading = asked.then(async (response) => {
        text = await response.text();
        return response;
      });
      await expect.poll(async () => await places()).toBe(1);
      await service.clock.advance(1_000);
      expect(text).toBeUndefined();
      await end(token);
      await service.clock.advance(SOON_MS);
      await expect.poll(() => text).toBeDefined();
      const response = await reading;
      expect(response.status).toBe(stream ? 200 : 401);
      if (!stream) expect(text).toMatch(how === 'expires' ? /has expired/ : /was revoked/);
      expect(await places()).toBe(0);
      tried += 1;
    });
  }
}

test('all of them were tried', () => {
  expect(tried).toBe(Object.keys(HELD).length * Object.keys(ENDS).length);
  console.log(`held answers: ${tried} ended with the authority of their token, 0 went on`);
});

async function places(): Promise<number> {
  const text = await (await service.service.fetch(new Request('http://127.0.0.1/metrics'))).text();
  return Number(/^hikube_held_requests (\d+)$/m.exec(text)?.[1]);
}
