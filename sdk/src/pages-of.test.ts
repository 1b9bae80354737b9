// Functions in place of a client lose nothing: retries, keys and errors are there, and pages can be followed.
import { describe, expect, test } from 'vitest';
import { createCore } from './core.ts';
import { createCluster, getCluster, listClusters } from './generated/functions.gen.ts';
import { pagesOf } from './pages-of.ts';
import { fakeClock, fakeServer, operation, problem } from './testing/fakes.ts';

const create = { method: 'POST', path: '/clusters', status: 202, json: operation() };
const busy = { status: 503, json: problem(503, 'unavailable', { retryable: true }) };

describe('functions in place of a client', () => {
  const coreOf = (exchanges: Parameters<typeof fakeServer>[0]) => {
    const { fetch, seen } = fakeServer(exchanges);
    const core = createCore({ endpoint: 'https://api.test/v1', token: 't', fetch, clock: fakeClock() });
    return { core, seen };
  };

  test('have the retries and the pages', async () => {
    const page = (name: string, nextCursor: string | null) => ({ items: [{ name }], nextCursor });
    const { core, seen } = coreOf([
      { method: 'GET', path: '/clusters', ...busy },
      { method: 'GET', path: '/clusters', json: page('a', 'c') },
      { method: 'GET', path: '/clusters?cursor=c', ...busy },
      { method: 'GET', path: '/clusters?cursor=c', json: page('b', null) },
    ]);
    const names: string[] = [];
    for await (const { name } of pagesOf(core, listClusters, {})) names.push(name);
    expect(names).toEqual(['a', 'b']);
    expect(seen).toHaveLength(4);
  });

  test('begin a list where they are told, with what else they ask for', async () => {
    const query = { limit: 2, labels: 'team=shop', cursor: 'c' };
    const { core, seen } = coreOf([
      {
        method: 'GET',
        path: '/clusters?limit=2&labels=team%3Dshop&cursor=c',
        json: { items: [], nextCursor: null },
      },
    ]);
    expect(await pagesOf(core, listClusters, { query }).toArray()).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  test('have the errors, and one key for all attempts of a write', async () => {
    const refused = { ...create, status: 409, json: problem(409, 'already_exists') };
    const { core, seen } = coreOf([{ ...create, ...busy }, refused]);
    const write = createCluster(core, { body: { name: 'prod' } });
    await expect(write).rejects.toMatchObject({ code: 'already_exists', status: 409 });
    const [first, second] = seen.map(({ headers }) => headers.get('Idempotency-Key'));
    expect(first).toBe(second);
    expect(first).toMatch(/./);
  });

  test('are followed only where there are pages', () => {
    const { core } = coreOf([]);
    // @ts-expect-error a cluster is no page
    const never = () => pagesOf(core, getCluster, { path: { cluster: 'prod' } });
    expect(never).toBeTypeOf('function');
  });
});
