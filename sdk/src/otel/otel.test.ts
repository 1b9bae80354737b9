// What spans say, to a tracer that writes them down.
import { context, propagation, type Span, type SpanOptions, type Tracer, trace } from '@opentelemetry/api';
import { afterEach, expect, test } from 'vitest';
import { fakeClient, problem } from '../testing/fakes.ts';
import { traced } from './index.ts';

interface Written {
  readonly name: string;
  readonly kind: SpanOptions['kind'];
  readonly attributes: Record<string, unknown>;
  status?: unknown;
  ended: number;
}

/** A tracer whose spans have made-up contexts, and are kept. */
function writer() {
  const written: Written[] = [];
  const tracer = {
    startSpan(name: string, { kind, attributes }: SpanOptions = {}) {
      const entry: Written = { name, kind, attributes: { ...attributes }, ended: 0 };
      written.push(entry);
      const spanId = String(written.length).padStart(16, '0');
      return {
        spanContext: () => ({ traceId: '1'.repeat(32), spanId, traceFlags: 1 }),
        setAttribute: (key: string, value: unknown) => {
          entry.attributes[key] = value;
        },
        setStatus: (status: unknown) => {
          entry.status = status;
        },
        end: () => {
          entry.ended += 1;
        },
      } as unknown as Span;
    },
  } as unknown as Tracer;
  return { tracer, written };
}

/** As the propagator of W3C does it. */
const w3c = {
  inject: (from: Parameters<typeof trace.getSpan>[0], carrier: Record<string, string>) => {
    const { traceId, spanId } = trace.getSpan(from)?.spanContext() ?? { traceId: '', spanId: '' };
    carrier['traceparent'] = `00-${traceId}-${spanId}-01`;
  },
  extract: () => context.active(),
  fields: () => ['traceparent'],
};
afterEach(() => propagation.disable());

const get = { method: 'GET', path: '/clusters/prod' };
const busy = { ...get, status: 503, json: problem(503, 'unavailable'), headers: { 'X-Request-Id': 'req-1' } };
const found = { ...get, json: { name: 'prod' }, headers: { 'X-Request-Id': 'req-2' } };

test('each attempt is a span of its own, by the conventions, and goes on at the service', async () => {
  propagation.setGlobalPropagator(w3c as never);
  const { tracer, written } = writer();
  const lost = {
    ...get,
    throws: Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } }),
  };
  const { client, seen } = fakeClient([busy, lost, found], { hooks: traced({ tracer }) });
  await client.clusters.get('prod');
  expect(written.map(({ name, ended }) => [name, ended])).toEqual([
    ['GET /clusters/{cluster}', 1],
    ['GET /clusters/{cluster}', 1],
    ['GET /clusters/{cluster}', 1],
  ]);
  const common = {
    'http.request.method': 'GET',
    'url.full': 'https://api.test/v1/clusters/prod',
    'url.template': '/clusters/{cluster}',
    'server.address': 'api.test',
    'server.port': 443,
  };
  expect(written.map(({ attributes }) => attributes)).toEqual([
    { ...common, 'http.response.status_code': 503, 'hikube.request_id': 'req-1', 'error.type': '503' },
    { ...common, 'http.request.resend_count': 1, 'error.type': 'ConnectionError' },
    {
      ...common,
      'http.request.resend_count': 2,
      'http.response.status_code': 200,
      'hikube.request_id': 'req-2',
    },
  ]);
  expect(written.map(({ status }) => status !== undefined)).toEqual([true, true, false]);
  expect(seen.map(({ headers }) => headers.get('traceparent'))).toEqual(
    [1, 2, 3].map((number) => `00-${'1'.repeat(32)}-${String(number).padStart(16, '0')}-01`),
  );
});

test('no span has a token, a header or a body', async () => {
  const { tracer, written } = writer();
  const post = { method: 'POST', path: '/tokens', status: 201, json: { token: 'issued-secret' } };
  const { client } = fakeClient([post], { hooks: traced({ tracer }), headers: { 'X-Own': 'own-secret' } });
  await client.tokens.create({ scopes: ['read'] });
  expect(JSON.stringify(written)).not.toContain('secret');
});

test('without a provider nothing is made, and nothing fails', async () => {
  const { client, seen } = fakeClient([found], { hooks: traced() });
  await client.clusters.get('prod');
  expect(seen[0]?.headers.get('traceparent')).toBeNull();
});

test('a call that is given up ends its span', async () => {
  const { tracer, written } = writer();
  const stop = new AbortController();
  const { client } = fakeClient([{ ...get, silent: true }], { hooks: traced({ tracer }) });
  const call = client.clusters.get('prod', { signal: stop.signal });
  setImmediate(() => stop.abort(new Error('enough')));
  await expect(call).rejects.toThrow('enough');
  expect(written.map(({ ended, attributes }) => [ended, attributes['error.type']])).toEqual([[1, 'Error']]);
});
