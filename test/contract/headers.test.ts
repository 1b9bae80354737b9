// Every header of every answer: what the contract documents is sent, and nothing else of its kind is; what a write is
// told to be safe to repeat by is honoured by all of them, or refused by name.
import { type OperationFacts, type OperationId, operationIds, operations } from '@hikube/openapi/operations';
import type { Problem } from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Api, CallOptions, Reply } from '../support/api.ts';
import { operationFor } from '../support/conformance.ts';
import { CONTRACT_HEADERS, documentedHeaders } from '../support/documented-headers.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { isAboutObject, PROD, type Sample, samples } from './samples.ts';
import { tellEverything } from './story.ts';

const COUNTED = { rateLimit: { burst: 10_000, perSecond: 1_000 } };

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ config: COUNTED });
});
afterEach(() => service.dispose());

const contractHeaders = ({ headers }: Reply) =>
  [...headers.keys()].filter((name) => CONTRACT_HEADERS.has(name)).sort();

/** The statuses of success, each with every header that one of its answers had. */
type Seen = Map<string, Set<string>>;

/** The same API; each answer is noted, and what changes something is sent twice with a key. */
function watched(api: Api, seen: Seen): Api {
  let keys = 0;
  const note = (id: OperationId, reply: Reply) => {
    const name = `${id} ${reply.status}`;
    seen.set(name, new Set([...(seen.get(name) ?? []), ...contractHeaders(reply)]));
  };
  const call = async (method: string, path: string, options: CallOptions = {}) => {
    const facts = operationFor(method, path);
    const id = operationIds.find((each) => operations[each] === facts);
    if (facts === undefined || id === undefined) return api(method, path, options);
    keys += 1;
    const withKey = { ...options, headers: { ...options.headers, 'Idempotency-Key': `key-${keys}` } };
    const isRepeatable = method !== 'GET' && facts.previews === undefined;
    const reply = await api(method, path, isRepeatable ? withKey : options);
    if (reply.status >= 300) return reply;
    note(id, reply);
    if (facts.previews !== undefined) {
      const { body } = await api.refused('invalid_parameter', method, path, withKey);
      expect(body.errors).toMatchObject([{ pointer: 'Idempotency-Key' }]);
    }
    if (!isRepeatable) return reply;
    if (reply.status === 201) {
      await api.refused('secret_not_repeatable', method, path, withKey);
      return reply;
    }
    const again = await api(method, path, withKey);
    expect([path, again.text, again.headers.get('idempotency-replayed')]).toEqual([path, reply.text, 'true']);
    note(id, again);
    return reply;
  };
  return Object.assign(call as Api, api);
}

test('every header of a success is sent where it is documented, by every operation', async () => {
  const seen: Seen = new Map();
  await tellEverything({ ...service, api: watched(service.api, seen) });
  const documented = operationIds.flatMap((id) => {
    const facts: OperationFacts = operations[id];
    return Object.keys(facts.responses)
      .filter((status) => status < '300')
      .map((status) => {
        const names = documentedHeaders(facts.method, facts.path, Number(status))?.keys() ?? [];
        return [`${id} ${status}`, [...names].sort()] as const;
      });
  });
  const sent = [...seen].map(([name, headers]) => [name, [...headers].sort()] as const);
  expect(Object.fromEntries(sent)).toEqual(Object.fromEntries(documented));
});

/** What makes an operation refuse with a status; undefined where it cannot be made to. */
const REFUSALS: Readonly<
  Record<string, (sample: Sample, api: Api, reader: Api) => Promise<Reply> | undefined>
> = {
  400: ({ method, path, body }, api) => api(method, `${path}?no-such=1`, { body }),
  401: ({ method, path, body }, api) => api.as(undefined)(method, path, { body }),
  403: ({ method, path, body, facts }, _api, reader) =>
    facts.scope === 'read' ? undefined : reader(method, path, { body }),
  404: (sample, api) => {
    const { method, path, body } = sample;
    return isAboutObject(sample) ? api(method, path.replace('prod', 'gone'), { body }) : undefined;
  },
  412: ({ method, path, body, facts }, api) =>
    facts.headerParams.includes('if-match')
      ? api(method, path, { body, headers: { 'If-Match': '"stale"' } })
      : undefined,
  413: ({ method, path }, api) => api(method, path, { raw: ' '.repeat(300_000) }),
  415: ({ method, path }, api) =>
    api(method, path, { raw: 'x', headers: { 'content-type': 'application/x-none' } }),
  422: ({ method, path, facts }, api) =>
    facts.bodySchema === undefined ? undefined : api(method, path, { body: { noSuchField: 1 } }),
};

test('every header of a refusal is sent where it is documented, by every operation', async () => {
  await service.api('POST', '/clusters', { body: PROD });
  const reader = service.api.as(await service.token({ tenant: 'demo', scopes: ['read'] }));
  const refused = new Map<string, number>();
  for (const sample of samples()) {
    for (const [status, provoke] of Object.entries(REFUSALS)) {
      if (sample.facts.responses[status] === undefined) continue;
      const reply = await provoke(sample, service.api, reader);
      if (reply === undefined) continue;
      const { id, facts } = sample;
      expect([id, reply.status]).toEqual([id, Number(status)]);
      const { code } = reply.body as Problem;
      const documented = documentedHeaders(facts.method, facts.path, reply.status);
      expect([id, code, contractHeaders(reply)]).toEqual([id, code, [...(documented?.keys() ?? [])].sort()]);
      refused.set(status, (refused.get(status) ?? 0) + 1);
    }
  }
  // Each way was taken, and by most operations.
  expect(Object.fromEntries([...refused].map(([status, count]) => [status, count > 3]))).toEqual(
    Object.fromEntries(Object.keys(REFUSALS).map((status) => [status, true])),
  );
});

describe('what is left of a limit', () => {
  const fields = ({ headers }: Reply) => [headers.get('ratelimit-policy'), headers.get('ratelimit')];
  const limited = async () => {
    await service.dispose();
    service = await startTestService({ config: { rateLimit: { burst: 3, perSecond: 0.5 } } });
  };

  test('is told with every answer, and when there is more', async () => {
    await limited();
    const policy = '"requests";q=3;w=6';
    expect(fields(await service.api('GET', '/tenant'))).toEqual([policy, '"requests";r=2;t=2']);
    expect(fields(await service.api('GET', '/clusters/gone'))).toEqual([policy, '"requests";r=1;t=4']);
    expect(fields(await service.api('GET', '/tenant'))).toEqual([policy, '"requests";r=0;t=2']);
    const refused = await service.api.refused('rate_limited', 'GET', '/tenant');
    expect(fields(refused)).toEqual([policy, '"requests";r=0;t=2']);
    expect(refused.headers.get('retry-after')).toBe('2');
    await service.clock.advance(2_000);
    expect(fields(await service.api('GET', '/tenant'))).toEqual([policy, '"requests";r=0;t=2']);
  });

  test('counts what a token may not do', async () => {
    await limited();
    const reader = service.api.as(await service.token({ tenant: 'demo', scopes: ['read'] }));
    const refused = await reader.refused('forbidden', 'DELETE', '/clusters/prod');
    expect(fields(refused)[1]).toBe('"requests";r=2;t=2');
    for (const _ of [1, 2]) await reader.refused('forbidden', 'DELETE', '/clusters/prod');
    await reader.refused('rate_limited', 'DELETE', '/clusters/prod');
  });

  test('is told of places for streams and waits, too', async () => {
    await service.dispose();
    const config = { ...COUNTED, heldLimit: { perToken: 0, perTenant: 0 } };
    service = await startTestService({ config });
    const { body } = await service.api<{ id: string }>('POST', '/clusters', { body: PROD });
    const path = `/operations/${body.id}?wait=1s`;
    const refused = await service.api.refused('too_many_held_requests', 'GET', path);
    expect(fields(refused)).toEqual([
      '"requests";q=10000;w=10, "held";q=0;qu="concurrent-requests"',
      '"requests";r=9998;t=1, "held";r=0;t=10',
    ]);
  });

  test('is not told where nothing is counted', async () => {
    await service.dispose();
    service = await startTestService();
    expect(fields(await service.api('GET', '/tenant'))).toEqual([null, null]);
  });
});

test('a control of the simulation refuses a key by name, because it keeps no answers', async () => {
  const token = await service.token({ tenant: 'demo', scopes: ['admin'] });
  const send = (headers: Record<string, string>) =>
    service.service.fetch(
      new Request('http://127.0.0.1:8642/_platform/simulated/sites/gland', {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body: '{"available":false}',
      }),
    );
  const refused = await send({ 'Idempotency-Key': 'key' });
  expect([refused.status, await refused.json()]).toMatchObject([
    400,
    { code: 'invalid_parameter', errors: [{ pointer: 'Idempotency-Key', code: 'not_supported' }] },
  ]);
  expect((await send({})).status).toBe(200);
});

test('what can be patched says with what, also when it is asked for its methods', async () => {
  await service.api('POST', '/clusters', { body: PROD });
  const types = async (method: string, path: string, options: CallOptions = {}) =>
    (await service.api(method, path, options)).headers.get('accept-patch');
  for (const path of ['/clusters/prod', '/clusters/prod/node-groups/web']) {
    expect(await types('GET', path)).toBe('application/merge-patch+json');
    expect(await types('OPTIONS', path)).toBe('application/merge-patch+json');
  }
  expect(await types('OPTIONS', '/clusters')).toBeNull();
  expect(await types('GET', '/clusters/prod/addons/cert-manager')).toBeNull();
});
