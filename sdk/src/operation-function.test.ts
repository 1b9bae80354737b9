// A function for each operation of the contract, which sends what the client's own methods send.
import { operations } from '@hikube/openapi/operations';
import { expect, test } from 'vitest';
import type { Hikube } from './client.ts';
import { UnexpectedAnswerError } from './errors.ts';
import * as functions from './generated/functions.gen.ts';
import { waitFor } from './operation-function.ts';
import { fakeClient, operation, succeeded } from './testing/fakes.ts';

type Any = (core: object, input: object, options?: object) => Promise<unknown>;

test.each(Object.entries(operations))('%s goes where the contract says', async (name, { method, path }) => {
  const at = (text: string) => text.replaceAll(/\{\w+\}/g, 'a');
  const { client, seen } = fakeClient([{ method, path: at(path), json: { any: 'thing' } }]);
  const parameters = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, each = '']) => [each, 'a']));
  const send = (functions as unknown as Record<string, Any>)[name] as Any;
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: { some: 'body' } };
  expect(await send(client.core, { path: parameters, ...body })).toEqual({ any: 'thing' });
  expect(seen[0]?.body).toEqual('body' in body ? { some: 'body' } : undefined);
});

test.each<[string, (client: Hikube) => PromiseLike<unknown>, (client: Hikube) => PromiseLike<unknown>]>([
  [
    'PATCH /clusters/prod',
    (c) =>
      c.clusters.update('prod', { displayName: 'x' }, { ifMatch: '"a.1"', idempotencyKey: 'k' }).accepted,
    (c) =>
      functions.updateCluster(
        c.core,
        { path: { cluster: 'prod' }, body: { displayName: 'x' } },
        { ifMatch: '"a.1"', idempotencyKey: 'k' },
      ),
  ],
  ['GET /tenant', (c) => c.tenant(), (c) => functions.getTenant(c.core, {})],
  [
    'GET /operations?limit=2&status=running,failed',
    (c) => c.operations.list({ limit: 2, status: ['running', 'failed'] }),
    (c) => functions.listOperations(c.core, { query: { limit: 2, status: ['running', 'failed'] } }),
  ],
])('%s is the same request either way', async (line, method, own) => {
  const [verb = '', path = ''] = line.split(' ');
  const json = operation({ items: [], nextCursor: null });
  const { client, seen } = fakeClient([
    { method: verb, path, json },
    { method: verb, path, json },
  ]);
  await method(client);
  await own(client);
  const [one, other] = seen.map(({ headers, body }) => ({ headers: [...headers], body }));
  expect(other).toEqual(one);
});

test('work that a function began is awaited with its result', async () => {
  const about = { target: { kind: 'Cluster', cluster: 'shop', name: 'shop', uid: 'u' } };
  const { client } = fakeClient([
    { method: 'POST', path: '/clusters', status: 202, json: operation(about) },
    { method: 'GET', path: '/operations/op-1?wait=20000ms', json: succeeded(about) },
    { method: 'GET', path: '/clusters/shop', json: { name: 'shop' } },
  ]);
  const accepted = functions.createCluster(client.core, { body: { name: 'shop' } });
  expect((await waitFor(client.core, accepted, 'cluster')).name).toBe('shop');
});

test('work is not awaited by what is no operation', async () => {
  const post = { method: 'POST', path: '/clusters', status: 202, json: { any: 'thing' } };
  const { client } = fakeClient([post, post]);
  const begin = () =>
    waitFor(client.core, functions.createCluster(client.core, { body: { name: 'shop' } }), 'cluster');
  await expect(begin()).rejects.toThrow(UnexpectedAnswerError);
  await expect(begin().accepted.withResponse()).rejects.toThrow(UnexpectedAnswerError);
});

test('what an operation does not take does not compile', () => {
  const { core } = fakeClient([]).client;
  const never = () => [
    // @ts-expect-error the name of the cluster is missing
    functions.getCluster(core, {}),
    // @ts-expect-error a cluster has no such field
    functions.createCluster(core, { body: { name: 'shop', nodes: 3 } }),
    // @ts-expect-error a read has no key
    functions.getCluster(core, { path: { cluster: 'shop' } }, { idempotencyKey: 'k' }),
    // @ts-expect-error nobody keeps a token
    functions.createToken(core, { body: { name: 'ci', scopes: ['read'] } }, { manager: 'other' }),
    // @ts-expect-error a preview is not repeated
    functions.previewCreateCluster(core, { body: { name: 'shop' } }, { idempotencyKey: 'k' }),
    functions.createCluster(
      core,
      { body: { name: 'shop' } },
      { ifNoneMatch: '*', holder: 'h', takeOver: 't' },
    ),
    functions.getCluster(core, { path: { cluster: 'shop' } }, { deadlineMs: 1000 }),
  ];
  expect(never).toBeTypeOf('function');
});
