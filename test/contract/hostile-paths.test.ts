// Paths that other routers take for something else: nothing here may reach an operation that was not named.
import { request } from 'node:http';
import type { Operation, Problem } from '@hikube/openapi/types';
import { listen } from '@hikube/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD, samples } from './samples.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.api<Operation>('POST', '/clusters', { body: PROD });
});
afterAll(() => service.dispose());

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const ALLOWED: Readonly<Record<string, string>> = {
  '/clusters': 'GET, HEAD, POST, OPTIONS',
  '/clusters/prod': 'GET, HEAD, PATCH, DELETE, OPTIONS',
  '/clusters/prod/addons/cert-manager': 'GET, HEAD, PUT, DELETE, OPTIONS',
  '/operations/op-0/cancel': 'POST, OPTIONS',
  '/tenant': 'GET, HEAD, OPTIONS',
};

describe('a path that the contract does not have', () => {
  test.each([
    '',
    '/',
    '/clusters/',
    '/clusters//',
    '/clusters/prod/',
    '/clusters//prod',
    '/clusters/prod/node-groups/',
    '/clusters/prod/node-groups/web/',
    '/clusters/prod%2Fnode-groups',
    '/clusters/prod/node-groups/web%2F',
    '/clusters/prod/unknown',
    '/Clusters',
    '/clusters/prod/addons/cert-manager/extra',
    '/operations/op-0/unknown',
    '/operations/op-0:cancel',
    '/operations//cancel',
    '/operations/op-0/cancel/cancel',
    '/clusters:prod',
    '/__proto__',
    '/constructor',
  ])('DELETE %s', async (path) => {
    const reply = await service.api<Problem>('DELETE', path);
    expect(['not_found', 'invalid_parameter', 'method_not_allowed']).toContain(reply.body.code);
    expect((await service.api('GET', '/clusters/prod')).body).toMatchObject({ status: { phase: 'Pending' } });
  });

  test.each([
    'PROD',
    '-',
    'a..b',
    '%2e%2e',
    '..%2f',
    '%00',
    '%ff',
    '%',
    '%E0%A4%A',
    'é',
    'a%20b',
    'a'.repeat(43),
  ])('GET /clusters/%s is a parameter that is wrong, or nothing', async (name) => {
    const reply = await service.api<Problem>('GET', `/clusters/${name}`);
    expect([400, 404]).toContain(reply.status);
  });
});

describe('a method that the path does not have', () => {
  test.each(Object.entries(ALLOWED))('%s allows exactly %s', async (path, allow) => {
    const allowed = new Set(allow.split(', '));
    for (const method of METHODS.filter((each) => each !== 'TRACE' && !allowed.has(each))) {
      const { status, headers } = await service.api(method, path);
      expect({ method, status, allow: headers.get('allow') }).toEqual({ method, status: 405, allow });
    }
    const options = await service.api.as(undefined)('OPTIONS', path);
    expect([options.status, options.headers.get('allow')]).toEqual([204, allow]);
  });

  test('every path of the contract tells its methods', async () => {
    for (const { path, method } of samples()) {
      const { headers } = await service.api('OPTIONS', path);
      expect(headers.get('allow')?.split(', ')).toContain(method);
    }
  });

  test('HEAD is GET without a body', async () => {
    const get = await service.api('GET', '/clusters/prod');
    const head = await service.api('HEAD', '/clusters/prod');
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')]);
  });
});

describe('a raw request line', () => {
  /** Sends the path as it is: fetch would tidy it up. */
  async function send(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: string }> {
    const { service: it, random, clock } = service;
    const listening = await listen(it, { host: '127.0.0.1', port: 0, random, clock });
    try {
      return await new Promise((resolve, reject) => {
        const authorization = 'Bearer an-administrator-of-demo';
        const options = {
          method: 'DELETE',
          port: listening.port,
          path,
          headers: { authorization, ...headers },
        };
        const outgoing = request(options, (incoming) => {
          let body = '';
          incoming.on('data', (chunk) => {
            body += chunk;
          });
          incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body }));
        });
        outgoing.on('error', reject);
        outgoing.end();
      });
    } finally {
      await listening.close(0);
    }
  }

  test.each([
    '/v1/clusters/prod/node-groups/..',
    '/v1/clusters/prod/node-groups/%2e%2e',
    '/v1/clusters/prod/node-groups/%2E%2e',
    '/v1/clusters/prod/node-groups/.%2e',
    '/v1/clusters/prod/.',
    '/v1/clusters/other/../prod',
    '/v1/../v1/clusters/prod',
  ])('DELETE %s deletes nothing', async (path) => {
    expect(await send(path)).toMatchObject({ status: 404 });
    expect((await service.api('GET', '/clusters/prod')).body).toMatchObject({ status: { phase: 'Pending' } });
  });

  test('a Host header that is none is a documented problem', async () => {
    const { status, body } = await send('/v1/clusters/prod', { host: 'not a host' });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({
      code: 'invalid_parameter',
      requestId: expect.stringMatching(/^req-/),
    });
  });
});
