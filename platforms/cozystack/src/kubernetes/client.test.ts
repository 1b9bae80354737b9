// What a client says when nothing could be asked.
import { createVirtualClock, PlatformError } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { inWords } from '../refusals.ts';
import { createClient, type Fetch } from './client.ts';
import { KubeconfigError } from './kubeconfig.ts';

test('a kubeconfig that cannot be used is told to the operator in its own sentence, and is not tried again', async () => {
  let asked = 0;
  const fetch = async (): Promise<Response> => {
    asked += 1;
    throw new KubeconfigError('The kubeconfig names the file /token, which cannot be read.');
  };
  const client = createClient({ fetch, clock: createVirtualClock(0) });
  const error = await inWords(() => client.get('/version')).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PlatformError);
  expect(error).toMatchObject({ reason: 'CredentialUnusable', retryable: true });
  expect((error as Error).message).toContain('The kubeconfig names the file /token, which cannot be read.');
  expect(asked).toBe(1);
});

test.each([
  ['ENOTFOUND', 'the name of its server cannot be resolved'],
  ['ECONNREFUSED', 'nothing listens at the address'],
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another name'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not of the authority that the kubeconfig trusts'],
  ['CERT_SIGNATURE_FAILURE', 'is not of the authority that the kubeconfig trusts'],
  ['ECONNRESET', 'there is no connection, or it broke'],
])('%s is told as what it is', async (code, words) => {
  const client = createClient({ fetch: failing(code), clock: createVirtualClock(0) });
  const refused = inWords(() => client.write('POST', '/api/v1/namespaces', {}));
  await expect(refused).rejects.toMatchObject({ reason: 'Unreachable', retryable: true });
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.not.toThrow(code);
});

function failing(code: string): () => Promise<Response> {
  const cause = Object.assign(new Error(code), { code });
  return async () => {
    throw new TypeError('fetch failed', { cause });
  };
}

const answering =
  (status: number, text: string, type = 'text/html') =>
  async (): Promise<Response> =>
    new Response(text, { status, headers: { 'content-type': type } });

const PAGE = '<!doctype html><title>Sign in</title>';

const SOMEBODY_ELSE: readonly (readonly [who: string, fetch: Fetch])[] = [
  ['a login page', answering(200, PAGE)],
  ['a redirect', answering(302, '')],
  ['a page without the object', answering(404, PAGE)],
  ['an expired certificate', failing('CERT_HAS_EXPIRED')],
  ['a certificate for another name', failing('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['a certificate of nobody', failing('DEPTH_ZERO_SELF_SIGNED_CERT')],
];

test.each(SOMEBODY_ELSE)('%s is asked once, whatever is asked', async (_who, fetch) => {
  let asked = 0;
  // Nobody moves the clock: whatever waited for another attempt would never end.
  const client = createClient({
    fetch: (request) => {
      asked += 1;
      return fetch(request);
    },
    clock: createVirtualClock(0),
  });
  const ways = [
    () => client.get('/version'),
    () => client.find('/api/v1/namespaces/a'),
    () => client.write('POST', '/api/v1/namespaces', {}),
    () => client.open('/api/v1/namespaces?watch=true', new AbortController().signal),
  ];
  for (const way of ways)
    await expect(inWords<unknown>(way)).rejects.toMatchObject({
      reason: 'Unreachable',
      retryable: true,
      cause: { kind: 'misdirected', passes: false },
    });
  expect(asked).toBe(ways.length);
  expect(await client.isWell('/readyz')).toBe(false);
});

test('what is well says so in a word, and a watch is no page', async () => {
  const client = createClient({ fetch: answering(200, 'ok', 'text/plain'), clock: createVirtualClock(0) });
  expect(await client.isWell('/readyz')).toBe(true);
  expect(await client.open('/api', new AbortController().signal)).toBeInstanceOf(ReadableStream);
});

const PODS = '/api/v1/namespaces/a/pods';

test.each([
  ['nothing', 'GET', PODS, null],
  ['an empty object for a list', 'GET', PODS, {}],
  ['an object for a list', 'GET', PODS, { metadata: { name: 'web' } }],
  ['a list with a hole', 'GET', PODS, { metadata: {}, items: [null] }],
  ['a list without names', 'GET', PODS, { metadata: {}, items: [{ metadata: {} }] }],
  ['an empty object for an object', 'GET', `${PODS}/web`, {}],
  ['a list for an object', 'GET', `${PODS}/web`, { metadata: {}, items: [] }],
  ['an object of another name', 'GET', `${PODS}/web`, { metadata: { name: 'db' } }],
  ['an empty object for what was made', 'POST', '/apis/apps/v1/namespaces/a/deployments', {}],
  ['an empty object for what was written', 'PUT', '/apis/apps/v1/namespaces/a/deployments/web', {}],
  ['nothing for what was deleted', 'DELETE', `${PODS}/web`, null],
  ['an empty object for what was deleted', 'DELETE', `${PODS}/web`, {}],
  ['another object for what was deleted', 'DELETE', `${PODS}/web`, { metadata: { name: 'db' } }],
  ['a failure for what was deleted', 'DELETE', `${PODS}/web`, { kind: 'Status', status: 'Failure' }],
  ['an empty object for a token', 'POST', '/api/v1/namespaces/a/serviceaccounts/b/token', {}],
  ['an empty object for a version', 'GET', '/version', {}],
  ['an empty object for a schema', 'GET', '/openapi/v3/apis/apps/v1', {}],
] as const)('%s is no answer, whatever its status', async (_, method, path, body) => {
  const clock = createVirtualClock(0);
  const client = createClient({ fetch: async () => Response.json(body), clock });
  const asked = method === 'GET' ? client.getOnce(path) : client.write(method, path, {});
  await expect(inWords(() => asked)).rejects.toMatchObject({
    reason: 'Unreachable',
    retryable: true,
    message: expect.stringContaining('not what a Kubernetes API answers'),
  });
});

test('what a Kubernetes API answers is an answer: also an empty list as some servers write it', async () => {
  const answers = async <Body>(path: string, body: object): Promise<Body> =>
    createClient({ fetch: async () => Response.json(body), clock: createVirtualClock(0) }).getOnce<Body>(
      path,
    );
  expect(await answers(PODS, { metadata: { resourceVersion: '0' }, items: null })).toMatchObject({
    items: [],
  });
  expect(await answers('/version', { gitVersion: 'v1.35.1' })).toEqual({ gitVersion: 'v1.35.1' });
  expect(await answers('/api/v1/namespaces/a', { metadata: { name: 'a' } })).toMatchObject({ metadata: {} });
  expect(await answers('/api/v1/namespaces?limit=1', { metadata: {}, items: [] })).toMatchObject({
    items: [],
  });
});

test.each([
  { kind: 'Status', metadata: {}, status: 'Success' },
  { kind: 'Pod', metadata: { name: 'web' } },
])('$kind is an answer to a deletion', async (body) => {
  const client = createClient({ fetch: async () => Response.json(body), clock: createVirtualClock(0) });
  expect(await client.write('DELETE', `${PODS}/web`)).toEqual(body);
});
