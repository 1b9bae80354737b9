import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createClient } from './client.ts';
import type { ClientOptions } from './client-options.ts';
import {
  AlreadyExistsError,
  ApiError,
  AuthenticationError,
  ConfigurationError,
  NotFoundError,
  UnexpectedAnswerError,
  type ValidationError,
} from './errors.ts';
import { etag } from './etag.ts';
import { fakeClient, operation, problem } from './testing/fakes.ts';

describe('createClient', () => {
  test.each([
    ['nonsense', 'is not a URL'],
    ['ftp://api.test', 'must begin with https:// or http://'],
    ['https://user:pass@api.test', 'an address only'],
    ['https://api.test/v1?x=1', 'an address only'],
  ])('refuses the endpoint %s', (endpoint, reason) => {
    expect(() => createClient({ endpoint })).toThrow(ConfigurationError);
    expect(() => createClient({ endpoint })).toThrow(reason);
  });

  test.each([
    'http://127.0.0.1:8642/v1',
    'http://127.0.0.1:8642/v1//',
    ' http://127.0.0.1:8642/v1\n',
    'http://127.0.0.1:8642/v1?',
    'http://127.0.0.1:8642/v1#',
  ])('takes the endpoint %j without what stands around it', (endpoint) => {
    expect(createClient({ endpoint }).endpoint).toBe('http://127.0.0.1:8642/v1');
  });

  test.each<[ClientOptions, string]>([
    [{ timeoutMs: 0 }, 'timeoutMs must be a number of milliseconds from 1 to 2147483647, not 0.'],
    [
      { timeoutMs: Number.POSITIVE_INFINITY },
      'timeoutMs must be a number of milliseconds from 1 to 2147483647, not Infinity.',
    ],
    [{ retry: { maxRetries: Number.NaN } }, 'retry.maxRetries must be a whole number of 0 or more, not NaN.'],
    [{ retry: { maxRetries: -1 } }, 'retry.maxRetries must be a whole number of 0 or more, not -1.'],
    [
      { retry: { baseDelayMs: -1 } },
      'retry.baseDelayMs must be a number of milliseconds from 0 to 2147483647, not -1.',
    ],
    [
      { retry: { maxDelayMs: 2 ** 31 } },
      'retry.maxDelayMs must be a number of milliseconds from 0 to 2147483647, not 2147483648.',
    ],
  ])('refuses %j', (options, reason) => {
    const option = reason.split(' ')[0] ?? '';
    expect(() => createClient(options)).toThrow(new ConfigurationError(reason, { option }));
  });

  test('says what to do when there is no token', async () => {
    const { client, seen } = fakeClient([], { token: '' });
    const call = client.clusters.get('prod');
    await expect(call).rejects.toThrow(AuthenticationError);
    await expect(call).rejects.toThrow('set HIKUBE_TOKEN');
    expect(seen).toHaveLength(0);
  });

  test.each([
    'a\nb',
    'secret part',
    'sécret\u0142',
    'a\u0000b',
    'one,two',
    '"quoted"',
    '$(TOKEN)',
    'caf\u00e9',
    `<html>${'x'.repeat(5000)}`,
    'x'.repeat(5000),
  ])('refuses the token %j without repeating it', async (token) => {
    const refusal = (() => {
      try {
        return createClient({ token });
      } catch (error) {
        return error;
      }
    })();
    const { client, seen } = fakeClient([], { token: async () => token });
    for (const error of [refusal, await client.tenant().catch((caught: unknown) => caught)]) {
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(String(error)).toContain('The token cannot be sent');
      expect(String(error)).not.toContain(token);
    }
    expect(seen).toHaveLength(0);
  });

  test('shows no token to whoever prints it', () => {
    const { client } = fakeClient([], { token: 'hush-hush' });
    const shown = inspect(client.withOptions({}), { depth: 20, showHidden: true }) + JSON.stringify(client);
    expect(shown).toContain('https://api.test/v1');
    expect(shown).not.toContain('hush-hush');
  });

  test('takes the line break that a file leaves behind a token', async () => {
    const { client, seen } = fakeClient([{ method: 'GET', path: '/tenant', json: {} }], { token: 'abc\n' });
    await client.tenant();
    expect(seen[0]?.headers.get('Authorization')).toBe('Bearer abc');
  });

  test('says that a token function failed', async () => {
    const token = () => Promise.reject(new Error('the vault is sealed'));
    const call = fakeClient([], { token }).client.tenant();
    await expect(call).rejects.toThrow(ConfigurationError);
    await expect(call).rejects.toThrow('The token function of the client failed: the vault is sealed');
  });

  test.each([
    ['userAgent', () => fakeClient([], { userAgent: 'a\nb' }).client.tenant()],
    [
      'If-Match',
      (): unknown => fakeClient([]).client.clusters.delete('prod', { ifMatch: 'a\r\nX: y' }).accepted,
    ],
    [
      'Idempotency-Key',
      () => fakeClient([]).client.clusters.create({ name: 'a' }, { idempotencyKey: '\u0142' }).accepted,
    ],
    ['Last-Event-ID', () => fakeClient([]).client.events.watch('prod', { after: 'a\nb' }).next()],
  ])('refuses a value for %s that no header carries', async (name, call) => {
    await expect((async () => call())()).rejects.toThrow(
      new RegExp(`^${name} cannot be sent: .*line breaks`),
    );
  });

  test('refuses what cannot be written', async () => {
    const body: Record<string, unknown> = { name: 'prod' };
    body['self'] = body;
    const { client, seen } = fakeClient([]);
    for (const call of [
      client.clusters.create(body as never),
      client.clusters.create({ name: 1n } as never),
    ]) {
      await expect(call.accepted).rejects.toThrow('The request cannot be written');
    }
    await expect(client.clusters.get('\ud800')).rejects.toThrow('it contains half a character');
    await expect(client.clusters.list({ cursor: '\ud800' }).toArray()).rejects.toThrow('cannot be written');
    expect(seen).toHaveLength(0);
  });

  test('asks a token function again for each attempt', async () => {
    const tokens = ['old', 'new'];
    const busy = { method: 'GET', path: '/tenant', status: 503, json: problem(503, 'unavailable') };
    const { client, seen } = fakeClient([busy, { ...busy, status: 200, json: { id: 'demo' } }], {
      token: () => tokens.shift() ?? 'none',
    });
    await client.tenant();
    expect(seen.map((request) => request.headers.get('Authorization'))).toEqual(['Bearer old', 'Bearer new']);
  });

  test('a redirect is refused and the token goes nowhere', async () => {
    const away = { method: 'GET', path: '/tenant', status: 307, headers: { Location: 'https://evil.test/' } };
    const { client, seen } = fakeClient([away]);
    await expect(client.tenant()).rejects.toThrow('answered with a redirect, which is refused');
    expect(seen).toHaveLength(1);
  });

  test('sends the conditions and the manager of a write as headers', async () => {
    const put = {
      method: 'PUT',
      path: '/clusters/prod/addons/flux',
      status: 202,
      json: operation(),
    };
    const { client, seen } = fakeClient([put], { manager: 'separate' });
    await client.addons.put('prod', 'flux', {}, { ifMatch: etag({ uid: 'u', generation: 3 }) }).accepted;
    expect(seen[0]?.headers.get('If-Match')).toBe('"u.3"');
    expect(seen[0]?.headers.get('Hikube-Manager')).toBe('separate');
  });

  test('a preview asks for the impact', async () => {
    const impact = { kind: 'Cluster.delete', nodesRolled: 0 };
    const { client } = fakeClient([{ method: 'DELETE', path: '/previews/clusters/prod', json: impact }]);
    expect(await client.clusters.previewDelete('prod')).toEqual(impact);
  });
});

describe('errors', () => {
  test('a taken name tells by what', async () => {
    const existing = { uid: 'u', sameCreate: true, createdAt: '2026-01-01T00:00:00Z' };
    const body = problem(409, 'already_exists', { existing });
    const { client } = fakeClient([{ method: 'POST', path: '/clusters', status: 409, json: body }]);
    const error = await client.clusters.create({ name: 'prod' }).accepted.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AlreadyExistsError);
    expect((error as AlreadyExistsError).existing).toEqual(existing);
  });

  test('each wrong field is in the message', async () => {
    const errors = [
      { pointer: '/nodeGroups/web/minReplicas', code: 'min_above_max', detail: 'Lower it to 3.' },
    ];
    const body = problem(422, 'validation_failed', { errors });
    const { client } = fakeClient([{ method: 'GET', path: '/tenant', status: 422, json: body }]);
    await expect(client.tenant()).rejects.toThrow('/nodeGroups/web/minReplicas: Lower it to 3.');
  });

  test('an answer that is no problem document is an error that says nothing of the object', async () => {
    const { client } = fakeClient([{ method: 'GET', path: '/clusters/prod', status: 404, json: 'nginx' }]);
    const error = await client.clusters.get('prod').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).not.toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'unknown' });
  });

  const tenant = { method: 'GET', path: '/tenant' };
  test.each([
    [
      'a page',
      { ...tenant, text: '<html>', headers: { 'Content-Type': 'text/html; charset=utf-8' } },
      'answered text/html where',
    ],
    [
      'half an answer',
      { ...tenant, text: '{"id":', headers: { 'Content-Type': 'application/json' } },
      'cannot be read as JSON',
    ],
    [
      'nothing',
      { ...tenant, text: '', headers: { 'Content-Type': 'application/json' } },
      'without the object',
    ],
    [
      'null',
      { ...tenant, text: 'null', headers: { 'Content-Type': 'application/json' } },
      'without the object',
    ],
    ['a list', { ...tenant, json: [] }, 'without the object'],
    ['304', { ...tenant, status: 304 }, 'answered 304, which the API never does'],
  ])('%s in place of an object is told as what it is', async (_what, exchange, words) => {
    const { client } = fakeClient([exchange]);
    const error = await client.tenant().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(String(error)).toContain(words);
    expect(String(error)).toContain('Is the endpoint that of a Hikube API');
  });

  test('an operation without what makes one is told', async () => {
    const post = { method: 'POST', path: '/clusters', status: 202, json: { id: 'op-1' } };
    const { client } = fakeClient([post]);
    await expect(client.clusters.create({ name: 'prod' })).rejects.toThrow(
      'something else than an operation',
    );
  });

  test('a problem document with damaged fields still tells what it says', async () => {
    const body = problem(422, 'validation_failed', { errors: null, detail: 'No.' });
    const { client } = fakeClient([{ ...tenant, status: 422, json: body }]);
    await expect(client.tenant()).rejects.toThrow('No.');
  });

  test('a field error without a place or a reason is left out of the words', async () => {
    const errors = [
      null,
      5,
      { pointer: null },
      { pointer: '/name' },
      { pointer: '/name', detail: 'Too long.' },
    ];
    const body = problem(422, 'validation_failed', { errors, detail: 'No.' });
    const { client } = fakeClient([{ ...tenant, status: 422, json: body }]);
    const error = await client.tenant().catch((refusal: unknown) => refusal as ValidationError);
    expect((error as ValidationError).message).toBe('No. (request req-1)\n  /name: Too long.');
    expect((error as ValidationError).errors).toHaveLength(1);
  });

  test('a hostile name never leaves the process', async () => {
    const { client, seen } = fakeClient([]);
    await expect(client.nodeGroups.delete('prod', '..').accepted).rejects.toThrow('it would change the path');
    expect(seen).toHaveLength(0);
  });
});

describe('lists', () => {
  const first = {
    method: 'GET',
    path: '/clusters?limit=2',
    json: { items: [{ name: 'a' }, { name: 'b' }], nextCursor: 'c2' },
  };
  const second = {
    method: 'GET',
    path: '/clusters?limit=2&cursor=c2',
    json: { items: [{ name: 'c' }], nextCursor: null },
  };

  test('awaited, a list gives one page', async () => {
    const { client, seen } = fakeClient([first]);
    expect((await client.clusters.list({ limit: 2 })).nextCursor).toBe('c2');
    expect(seen).toHaveLength(1);
  });

  test('iterated, it gives every item of every page', async () => {
    const { client } = fakeClient([first, second]);
    const names: string[] = [];
    for await (const cluster of client.clusters.list({ limit: 2 })) names.push(cluster.name);
    expect(names).toEqual(['a', 'b', 'c']);
  });

  test.each([{ items: null }, { items: {} }, { items: [null] }, {}, { items: [], nextCursor: 7 }])(
    'what is no page is told: %j',
    async (json) => {
      const exchange = { method: 'GET', path: '/clusters', json };
      for (const read of [
        () => fakeClient([exchange]).client.clusters.list().toArray(),
        async () => fakeClient([exchange]).client.clusters.list(),
      ]) {
        await expect(read()).rejects.toThrow('something else than a page of a list');
      }
    },
  );

  test('an answer of nothing is no page', async () => {
    const headers = { 'content-type': 'application/json' };
    const { client } = fakeClient([{ method: 'GET', path: '/clusters', headers, text: '' }]);
    await expect(client.clusters.list()).rejects.toThrow(UnexpectedAnswerError);
  });

  test('a list that leads back to an earlier page ends', async () => {
    const page = (path: string, nextCursor: string) => ({
      method: 'GET',
      path,
      json: { items: [], nextCursor },
    });
    const { client, seen } = fakeClient([
      page('/clusters', 'a'),
      page('/clusters?cursor=a', 'b'),
      page('/clusters?cursor=b', 'a'),
    ]);
    await expect(client.clusters.list().toArray()).rejects.toThrow('leads back to a page');
    expect(seen).toHaveLength(3);
  });
});
