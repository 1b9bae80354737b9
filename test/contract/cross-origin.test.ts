// Pages of other origins: those that are listed read everything that the contract sends, streams and refusals included;
// without a list nobody is told anything.
import { createService, systemClock, systemRandom } from '@hikube/service';
import { afterEach, describe, expect, test } from 'vitest';
import { CONTRACT_HEADERS } from '../support/documented-headers.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD } from './samples.ts';

const PAGE = 'https://console.example.org';
const OTHER = 'https://console.example.org.evil.example';
const CORS = /^access-control-/;

let service: TestService;
afterEach(() => service.dispose());

const start = async (corsOrigins: readonly string[]) => {
  service = await startTestService({ transport: 'socket', config: { corsOrigins } });
};
const asked = (origin: string, headers: Record<string, string> = {}) => ({ headers: { origin, ...headers } });
const crossOrigin = (headers: Headers) => [...headers].filter(([name]) => CORS.test(name));
const names = (headers: Headers, name: string) =>
  (headers.get(name) ?? '').split(', ').map((each) => each.toLowerCase());

describe('a listed origin', () => {
  test('reads answers, refusals and what strangers get, with every header of the contract', async () => {
    await start([PAGE, 'http://localhost:5173']);
    await service.api('POST', '/clusters', { body: PROD });
    const replies = [
      await service.api('GET', '/clusters/prod', asked(PAGE)),
      await service.api('GET', '/clusters/gone', asked(PAGE)),
      await service.api('GET', '/nothing/here', asked(PAGE)),
      await service.api('GET', '/clusters?unknown=1', asked(PAGE)),
      await service.api.as(undefined)('GET', '/clusters', asked(PAGE)),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 404, 404, 400, 401]);
    for (const { headers } of replies) {
      expect(headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(names(headers, 'vary')).toContain('origin');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      const readable = new Set(names(headers, 'access-control-expose-headers'));
      // What says that something goes stands on any answer, whether anything goes today or not.
      const sent = [...CONTRACT_HEADERS, 'deprecation', 'sunset'];
      expect(sent.filter((name) => !readable.has(name))).toEqual([]);
    }
  });

  test('reads a stream, and what varies by Accept varies by both', async () => {
    await start([PAGE]);
    await service.api('POST', '/clusters', { body: PROD });
    await service.clock.advance(60_000);
    const leaving = new AbortController();
    const token = await service.token({ tenant: 'demo', scopes: ['read'] });
    const answer = await service.service.fetch(
      new Request('http://127.0.0.1:8642/v1/clusters/prod/events', {
        headers: { origin: PAGE, accept: 'text/event-stream', authorization: `Bearer ${token}` },
        signal: leaving.signal,
      }),
    );
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(names(answer.headers, 'vary')).toEqual(['origin', 'accept']);
    const first = await answer.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toContain('event: event');
    leaving.abort();
  });

  test('is told once for two hours what it may send', async () => {
    await start([PAGE]);
    const { status, headers } = await service.api.as(undefined)(
      'OPTIONS',
      '/clusters/prod',
      asked(PAGE, {
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,content-type,if-match',
      }),
    );
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, PUT, PATCH, DELETE');
    expect(names(headers, 'access-control-allow-headers')).toEqual(
      expect.arrayContaining([
        'authorization',
        'content-type',
        'idempotency-key',
        'if-match',
        'if-none-match',
        'last-event-id',
        'hikube-manager',
        'hikube-holder',
        'hikube-take-over',
      ]),
    );
    expect(headers.get('access-control-max-age')).toBe('7200');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });
});

test.each([OTHER, 'null', 'http://console.example.org', 'https://console.example.org:8443'])(
  'the origin %s is told nothing, and caches are',
  async (origin) => {
    await start([PAGE]);
    const asks = { 'access-control-request-method': 'POST' };
    for (const { headers } of [
      await service.api('GET', '/clusters', asked(origin)),
      await service.api('OPTIONS', '/clusters', asked(origin, asks)),
    ]) {
      expect(crossOrigin(headers)).toEqual([]);
      expect(names(headers, 'vary')).toContain('origin');
    }
  },
);

test('without a list nothing is said', async () => {
  await start([]);
  const { headers } = await service.api('GET', '/clusters', asked(PAGE));
  expect([crossOrigin(headers), headers.get('vary')]).toEqual([[], null]);
  const asks = { 'access-control-request-method': 'POST' };
  const preflight = await service.api('OPTIONS', '/clusters', asked(PAGE, asks));
  expect(crossOrigin(preflight.headers)).toEqual([]);
});

test.each(['*', 'null', 'https://example.org/', 'example.org', 'https://*.example.org'])(
  'a service is not made for pages of "%s"',
  async (origin) => {
    await start([]);
    const { store } = service;
    const make = () =>
      createService({
        store,
        platform: {} as never,
        clock: systemClock,
        random: systemRandom,
        config: { corsOrigins: [origin] },
      });
    expect(make).toThrow(`corsOrigins has "${origin}", which is no origin.`);
  },
);
