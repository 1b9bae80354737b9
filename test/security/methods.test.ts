// Every path of the contract with every method that it does not have: refused, with exactly those that it has.
import { type OperationFacts, operationIds, operations } from '@hikube/openapi/operations';
import { listen } from '@hikube/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATH_VALUES, PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { sendRaw } from './raw-socket.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.api('POST', '/clusters', { body: PROD });
});
afterAll(() => service.dispose());

// What `fetch` lets out of a process; TRACE and CONNECT it keeps back.
const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'PROPFIND',
  'MKCOL',
  'LINK',
  'BREW',
  'get',
  'patch',
];
const IN_ORDER = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The paths of the contract with their methods, and nothing of the service's own router. */
function methodsByPath(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const id of operationIds) {
    const { path, method }: OperationFacts = operations[id];
    const methods = found.get(path) ?? new Set(['OPTIONS']);
    methods.add(method);
    if (method === 'GET') methods.add('HEAD');
    found.set(path, methods);
  }
  return found;
}

test('each is a 405 with the exact Allow, whoever asks, and nothing is changed', async () => {
  const paths = methodsByPath();
  expect(new Set(samples().map(({ facts }) => facts.path))).toEqual(new Set(paths.keys()));
  const strangers = [undefined, await service.token({ tenant: 'elsewhere', scopes: ['read'] })];
  const before = await service.store.sequence();
  let refused = 0;
  for (const [template, methods] of paths) {
    const path = template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => PATH_VALUES[name]!);
    const allow = IN_ORDER.filter((method) => methods.has(method)).join(', ');
    for (const api of [service.api, ...strangers.map((token) => service.api.as(token))]) {
      const told = await api('OPTIONS', path);
      expect([path, told.status, told.headers.get('allow')]).toEqual([path, 204, allow]);
      // `fetch` writes the lower-case names of six methods in capitals; of `patch` it does not.
      for (const method of METHODS.filter((each) => !methods.has(each === 'get' ? 'GET' : each))) {
        const { status, headers } = await api(method, path);
        expect({ method, path, status, allow: headers.get('allow') }).toEqual({
          method,
          path,
          status: 405,
          allow,
        });
        refused += 1;
      }
    }
  }
  expect(await service.store.sequence()).toBe(before);
  expect(paths.size).toBeGreaterThan(25);
  console.log(
    `methods: ${paths.size} paths × every other of ${METHODS.length} methods × 3 callers: ${refused} refused with 405 and the exact Allow`,
  );
});

test('TRACE and CONNECT get nothing out of it', async () => {
  const { random, clock } = service;
  const listening = await listen(service.service, { host: '127.0.0.1', port: 0, random, clock });
  try {
    const head = 'Host: x\r\nAuthorization: Bearer an-administrator-of-demo\r\n\r\n';
    const trace = await sendRaw(listening.port, [`TRACE /v1/clusters HTTP/1.1\r\n${head}`]);
    expect(trace.statuses).toEqual([405]);
    expect(trace.text).not.toContain('an-administrator-of-demo');
    const connect = await sendRaw(listening.port, [`CONNECT 127.0.0.1:22 HTTP/1.1\r\n${head}`]);
    expect([connect.statuses.filter((status) => status < 400), connect.closed]).toEqual([[], true]);
  } finally {
    await listening.close(0);
  }
});
