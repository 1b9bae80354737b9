import { describe, expect, test } from 'vitest';
import { type ClientOptions, createClient } from './client.ts';
import { AlreadyExistsError, AuthenticationError, ConfigurationError, NotFoundError } from './errors.ts';
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
    expect(() => createClient(options)).toThrow(new ConfigurationError(reason));
  });

  test('says what to do when there is no token', async () => {
    const { client, seen } = fakeClient([], { token: '' });
    const call = client.clusters.get('prod');
    await expect(call).rejects.toThrow(AuthenticationError);
    await expect(call).rejects.toThrow('set HIKUBE_TOKEN');
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
      path: '/clusters/prod/addons/flux?dryRun=false',
      status: 202,
      json: operation(),
    };
    const { client, seen } = fakeClient([put], { manager: 'separate' });
    await client.addons.enable('prod', 'flux', {}, { ifMatch: etag({ uid: 'u', generation: 3 }) }).accepted;
    expect(seen[0]?.headers.get('If-Match')).toBe('"u.3"');
    expect(seen[0]?.headers.get('Hikube-Manager')).toBe('separate');
  });

  test('a dry run asks for the impact', async () => {
    const impact = { kind: 'cluster.delete', nodesRolled: 0 };
    const { client } = fakeClient([{ method: 'DELETE', path: '/clusters/prod?dryRun=true', json: impact }]);
    expect(await client.clusters.previewDelete('prod')).toEqual(impact);
  });
});

describe('errors', () => {
  test('a taken name tells by what', async () => {
    const existing = { uid: 'u', sameCreate: true, createdAt: '2026-01-01T00:00:00Z' };
    const body = problem(409, 'already_exists', { existing });
    const { client } = fakeClient([
      { method: 'POST', path: '/clusters?dryRun=false', status: 409, json: body },
    ]);
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

  test('an answer that is no problem document is still an error', async () => {
    const { client } = fakeClient([{ method: 'GET', path: '/clusters/prod', status: 404, json: 'nginx' }]);
    const error = await client.clusters.get('prod').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NotFoundError);
    expect((error as NotFoundError).code).toBe('unknown');
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
});
