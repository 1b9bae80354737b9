// Pages: every object once, in a stable order; and no cursor but ours.
import type { OperationList } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
const NAMES = Array.from({ length: 23 }, (_, index) => `c${String(index).padStart(2, '0')}`);

beforeAll(async () => {
  service = await startTestService({ config: { quota: {} } });
  for (const name of NAMES) {
    const nodeGroups = { a: { maxReplicas: 1 }, b: { maxReplicas: 1 } };
    await service.api('POST', '/clusters', { body: { name, topology: 'development', nodeGroups } });
  }
});
afterAll(() => service.dispose());

interface Page {
  readonly items: readonly { readonly name?: string; readonly id?: string; readonly cluster?: string }[];
  readonly nextCursor: string | null;
}

async function readAll(path: string, limit: number, from: TestService = service): Promise<Page['items']> {
  const items: Page['items'][number][] = [];
  const sign = path.includes('?') ? '&' : '?';
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const more = cursor === undefined ? '' : `&cursor=${cursor}`;
    const { body } = await from.api<Page>('GET', `${path}${sign}limit=${limit}${more}`);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

describe('pages', () => {
  test.each([1, 2, 7, 22, 23, 24, 200])('of %i clusters have each of them once, in order', async (limit) => {
    expect((await readAll('/clusters', limit)).map(({ name }) => name)).toEqual(NAMES);
  });

  test('of children across clusters are in the order of cluster and name', async () => {
    const all = await readAll('/clusters/-/node-groups', 5);
    expect(all.map(({ cluster, name }) => `${cluster}/${name}`)).toEqual(
      NAMES.flatMap((name) => [`${name}/a`, `${name}/b`]),
    );
  });

  test('of nodes across clusters end in the middle of one and go on there', async () => {
    const nodes = await startTestService({ config: { quota: {} } });
    try {
      for (const name of ['a', 'b', 'empty', 'z']) {
        const nodeGroups = name === 'empty' ? {} : { web: { minReplicas: 3, maxReplicas: 3 } };
        const body = { name, topology: 'development', nodeGroups };
        const { body: operation } = await nodes.api<{ id: string }>('POST', '/clusters', { body });
        await nodes.finish(operation);
      }
      for (const limit of [1, 2, 4, 200]) {
        const all = await readAll('/clusters/-/nodes', limit, nodes);
        expect(all.map(({ cluster }) => cluster)).toEqual(['a', 'a', 'a', 'b', 'b', 'b', 'z', 'z', 'z']);
        expect(new Set(all.map(({ name }) => name)).size).toBe(9);
      }
      expect(await readAll('/clusters/b/nodes', 2, nodes)).toHaveLength(3);
    } finally {
      await nodes.dispose();
    }
  });

  test('of the catalogue too', async () => {
    const whole = (await service.api<Page>('GET', '/instance-types')).body.items;
    expect(await readAll('/instance-types', 3)).toEqual(whole);
  });

  test('of operations are newest first, and a filter keeps the order', async () => {
    const all = await readAll('/operations', 4);
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort().reverse());
    expect(ids).toHaveLength(NAMES.length);
    expect(
      (await readAll('/operations?status=pending', 3)).length +
        (await readAll('/operations?status=running', 3)).length,
    ).toBe(NAMES.length);
    const { body } = await service.api<OperationList>('GET', '/operations?cluster=c07');
    expect(body.items.map(({ target }) => target.name)).toEqual(['c07']);
  });
});

describe('a cursor that is not one of ours', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    'x',
    '!!!!',
    'null',
    encode(null),
    encode([]),
    encode([1, 'a', 'b']),
    encode([1, 'a', '../..']),
    encode({ __proto__: null }),
    encode([2, '', 'c00']),
    'A'.repeat(512),
    '%00',
  ])('%s', async (cursor) => {
    await service.api.refused('invalid_cursor', 'GET', `/clusters?cursor=${cursor}`);
  });

  test('belongs to its list and its filter', async () => {
    const cursorOf = async (path: string) => (await service.api<Page>('GET', path)).body.nextCursor;
    const clusters = await cursorOf('/clusters?limit=1');
    await service.api.refused('invalid_cursor', 'GET', `/operations?cursor=${clusters}`);
    await service.api.refused('invalid_cursor', 'GET', `/clusters/-/addons?cursor=${clusters}`);
    const groups = await cursorOf('/clusters/c00/node-groups?limit=1');
    await service.api.refused('invalid_cursor', 'GET', `/clusters/c01/node-groups?cursor=${groups}`);
    await service.api.refused('invalid_cursor', 'GET', `/clusters/-/node-groups?cursor=${groups}`);
    const pending = await cursorOf('/operations?limit=1&status=pending');
    const other = pending ?? (await cursorOf('/operations?limit=1&status=running'));
    await service.api.refused('invalid_cursor', 'GET', `/operations?cursor=${other}`);
  });

  test('with a position of its own still reads only lists of the tenant', async () => {
    const { body } = await service.api<Page>('GET', '/clusters?limit=1');
    const [version, mark] = JSON.parse(Buffer.from(body.nextCursor!, 'base64url').toString()) as [
      number,
      string,
    ];
    const far = encode([version, mark, 'zzzz']);
    expect((await service.api<Page>('GET', `/clusters?cursor=${far}`)).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });
});

describe('parameters of lists', () => {
  test('more than the longest page is taken for the longest page', async () => {
    await service.api('GET', '/clusters?limit=2147483647');
    const most = await service.api<Page>('GET', '/operations?limit=1000000');
    expect(most.body).toEqual((await service.api<Page>('GET', '/operations?limit=200')).body);
  });

  test.each([
    'limit=0',
    'limit=-1',
    'limit=1.0',
    'limit=',
    'limit=1e2',
    'limit=a',
    'cursor=',
    'unknown=1',
    'limit=1&limit=2',
    '__proto__=1',
  ])('?%s is refused', async (query) => {
    await service.api.refused('invalid_parameter', 'GET', `/clusters?${query}`);
  });

  test.each([
    ['unknown=1', 'unknown: There is no such parameter: remove it, or check its spelling.'],
    ['limt=1', 'limt: There is no such parameter: remove it, or check its spelling. Did you mean limit?'],
    ['limit=1e2', 'limit: Write a whole number, such as 50.'],
    ['limit=2147483648', 'limit: The number must be 2147483647 or less.'],
  ])('?%s is refused in words: %s', async (query, detail) => {
    const { body } = await service.api.refused('invalid_parameter', 'GET', `/clusters?${query}`);
    expect(body.detail).toBe(detail);
  });
});
