// Who gets in: every operation against every kind of token that must not.
import { revokeToken } from '@hikube/service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { isWrite, samples } from './samples.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.dispose());

/** Authorization headers that say nothing, or say it wrongly. */
const MALFORMED = [
  '',
  'Bearer',
  'Bearer ',
  'Bearer nothing',
  'Bearer  an-administrator-of-demo',
  'Bearer an-administrator-of-demo ,',
  'Bearer an-administrator-of-demo, Bearer an-administrator-of-demo',
  'Bearer an-administrator-of-demo extra',
  'Bearer an administrator of demo',
  'Bearer "an-administrator-of-demo"',
  'Bearer AN-ADMINISTRATOR-OF-DEMO',
  'Bearer an-administrator-of-dem',
  'Bearer an-administrator-of-demo=',
  'Bearer null',
  'Bearer undefined',
  'Bearer *',
  `Bearer ${'a'.repeat(10_000)}`,
  'bearer',
  'Basic YW4tYWRtaW5pc3RyYXRvci1vZi1kZW1v',
  'Token an-administrator-of-demo',
  'an-administrator-of-demo',
];

describe('a token that is not valid', () => {
  test.each(samples())('$id refuses none, expired and revoked', async ({ method, path, body }) => {
    const expiresAt = service.clock.now();
    const expired = await service.token({ tenant: 'demo', scopes: ['admin'], expiresAt });
    const revoked = await service.token({ tenant: 'demo', scopes: ['admin'] });
    await revokeToken({ store: service.store, now: service.clock.now() }, revoked);
    for (const token of [undefined, expired, revoked]) {
      const { headers } = await service.api.as(token).refused('unauthenticated', method, path, { body });
      expect(headers.get('www-authenticate')).toBe('Bearer realm="hikube"');
    }
  });

  test.each(MALFORMED)('Authorization: %s', async (authorization) => {
    await service.api
      .as(undefined)
      .refused('unauthenticated', 'GET', '/tenant', { headers: { authorization } });
  });

  test.each([
    ['Bearer bad', /^The token is not valid/],
    ['bearer an-administrator-of-dem', /^The token is not valid/],
    ['Bearer *', /^The token is not valid/],
    ['Bearer two words', /^The Authorization header is not "Bearer <token>"/],
    ['Basic bad', /^The Authorization header is not "Bearer <token>"/],
  ])('%s is told what is wrong with it', async (authorization, words) => {
    const headers = { authorization };
    const { body } = await service.api
      .as(undefined)
      .refused('unauthenticated', 'GET', '/tenant', { headers });
    expect(body.detail).toMatch(words);
  });

  test('a token in the query is no token', async () => {
    await service.api
      .as(undefined)
      .refused('unauthenticated', 'GET', '/tenant?access_token=an-administrator-of-demo');
  });

  test('every reason has its own sentence, and none repeats the token', async () => {
    const { body } = await service.api
      .as('a-secret-nobody-knows')
      .refused('unauthenticated', 'GET', '/tenant');
    expect(body.detail).toBe(
      'The token is not valid: check that it is complete and belongs to this service.',
    );
  });
});

describe('a token that is valid', () => {
  test('is accepted however the scheme is written', async () => {
    const headers = { authorization: 'bEaReR an-administrator-of-demo' };
    expect((await service.api.as(undefined)('GET', '/tenant', { headers })).status).toBe(200);
  });

  test('lives exactly until it expires', async () => {
    const expiresAt = service.clock.now() + 1000;
    const api = service.api.as(await service.token({ tenant: 'demo', scopes: ['read'], expiresAt }));
    await service.clock.advance(999);
    expect((await api('GET', '/tenant')).status).toBe(200);
    await service.clock.advance(1);
    await api.refused('unauthenticated', 'GET', '/tenant');
  });

  test.each(samples().filter(isWrite))(
    '$id refuses a token that may only read',
    async ({ facts, method, path, body }) => {
      const reader = service.api.as(await service.token({ tenant: 'demo', scopes: ['read'] }));
      const { body: problem } = await reader.refused('forbidden', method, path, { body });
      expect(problem.detail).toBe(
        `This needs a token with the scope ${facts.scope}, and yours has read: use another token.`,
      );
    },
  );

  test('who may write may also read', async () => {
    const writer = service.api.as(await service.token({ tenant: 'demo', scopes: ['write'] }));
    expect((await writer('GET', '/tenant')).body).toMatchObject({ scopes: ['read', 'write'] });
  });
});
