// Lists that are asked for a part: clusters by labels, operations by status, kind and object, events by type.
import type {
  ClusterEventList,
  ClusterList,
  NodeGroupList,
  Operation,
  OperationList,
} from '@hikube/openapi/types';
import { createClient } from '@hikube/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let created: Operation;
let changed: Operation;
let running: Operation;
beforeAll(async () => {
  service = await startTestService();
  const create = async (name: string, labels: Record<string, string>) => {
    const body = { name, topology: 'development', labels };
    return (await service.api<Operation>('POST', '/clusters', { body })).body;
  };
  created = await create('shop', { team: 'shop', env: 'prod' });
  await service.finish(created);
  await service.finish(await create('cache', { team: 'shop', env: 'test' }));
  await service.finish(await create('plain', {}));
  const body = { displayName: 'Shop' };
  changed = (await service.api<Operation>('PATCH', '/clusters/shop', { body })).body;
  await service.finish(changed);
  running = await create('later', { team: 'later' });
});
afterAll(() => service.dispose());

const query = (filters: Record<string, string>) => new URLSearchParams(filters).toString();

describe('clusters by labels', () => {
  test.each([
    ['team=shop', ['cache', 'shop']],
    ['team=shop,env!=test', ['shop']],
    ['env in (prod, test)', ['cache', 'shop']],
    ['env notin (prod)', ['cache', 'later', 'plain']],
    ['!team', ['plain']],
    ['team', ['cache', 'later', 'shop']],
  ])('%s', async (labels, names) => {
    const { body } = await service.api<ClusterList>('GET', `/clusters?${query({ labels })}`);
    expect(body.items.map(({ name }) => name)).toEqual(names);
    expect(body.nextCursor).toBeNull();
  });

  test('page by page, with cursors that belong to their selector', async () => {
    const first = await service.api<ClusterList>('GET', `/clusters?${query({ labels: 'team', limit: '2' })}`);
    const cursor = first.body.nextCursor!;
    const next = await service.api<ClusterList>('GET', `/clusters?${query({ labels: 'team', cursor })}`);
    const same = await service.api<ClusterList>('GET', `/clusters?${query({ labels: ' team ', cursor })}`);
    expect(next.body).toEqual(same.body);
    expect([...first.body.items, ...next.body.items].map(({ name }) => name)).toEqual([
      'cache',
      'later',
      'shop',
    ]);
    for (const filters of [{ cursor }, { labels: 'env', cursor }]) {
      const { body } = await service.api.refused('invalid_cursor', 'GET', `/clusters?${query(filters)}`);
      expect(body.detail).toMatch(/^The cursor does not belong to this list with these filters/);
    }
  });

  test('that cannot be read are refused with the place', async () => {
    const path = `/clusters?${query({ labels: 'team=shop,env in prod' })}`;
    const { body } = await service.api.refused('invalid_parameter', 'GET', path);
    expect(body.errors).toEqual([
      {
        pointer: 'labels',
        code: 'invalid_selector',
        detail: 'Character 18 of the selector: write the values in parentheses, such as (prod,staging).',
      },
    ]);
  });
});

test('node groups by labels, in one cluster and in all', async () => {
  const make = async (cluster: string, name: string, labels: Record<string, string>) =>
    service.api('POST', `/clusters/${cluster}/node-groups`, { body: { name, labels } });
  await make('plain', 'fast', { pool: 'fast' });
  await make('cache', 'fast', { pool: 'fast' });
  await make('cache', 'slow', {});
  const list = async (cluster: string, labels: string) => {
    const path = `/clusters/${cluster}/node-groups?${query({ labels })}`;
    return (await service.api<NodeGroupList>('GET', path)).body.items.map(
      (group) => `${group.cluster}/${group.name}`,
    );
  };
  expect(await list('-', 'pool=fast')).toEqual(['cache/fast', 'plain/fast']);
  expect(await list('cache', '!pool')).toEqual(['cache/slow']);
  await service.api.refused('invalid_parameter', 'GET', `/clusters/-/node-groups?${query({ labels: '=' })}`);
  for (const path of ['cache/node-groups/fast', 'cache/node-groups/slow', 'plain/node-groups/fast'])
    await service.finish((await service.api<Operation>('DELETE', `/clusters/${path}`)).body);
});

describe('operations', () => {
  const ids = async (filters: Record<string, string>) => {
    const { body } = await service.api<OperationList>('GET', `/operations?${query(filters)}`);
    return body.items.map(({ id }) => id);
  };

  test('in several statuses', async () => {
    const open = await ids({ status: 'pending,running' });
    expect(open).toEqual([running.id]);
    expect(await ids({ status: 'running,pending' })).toEqual(open);
    expect(await ids({ status: 'succeeded,pending,running' })).toEqual(await ids({}));
    expect(await ids({ status: 'failed,cancelled' })).toEqual([]);
  });

  test('of several kinds, and on one object', async () => {
    expect(await ids({ kind: 'Cluster.update' })).toEqual([changed.id]);
    const uid = String(created.target.uid);
    expect(await ids({ uid })).toEqual([changed.id, created.id]);
    expect(await ids({ uid, kind: 'Cluster.create,Cluster.delete', status: 'succeeded' })).toEqual([
      created.id,
    ]);
    expect(await ids({ uid, cluster: 'cache' })).toEqual([]);
  });

  test.each([
    ['status=none', 'status', 'invalid_value'],
    ['status=', 'status', 'invalid_value'],
    ['status=running,', 'status', 'invalid_value'],
    ['kind=Cluster.paint', 'kind', 'invalid_value'],
    ['uid=x', 'uid', 'invalid_format'],
    ['status=running&status=pending', 'status', 'duplicate'],
  ])('?%s is refused by name', async (filters, pointer, code) => {
    const { body } = await service.api.refused('invalid_parameter', 'GET', `/operations?${filters}`);
    expect(body.errors[0]).toMatchObject({ pointer, code });
  });

  test('have cursors that belong to their filter, in whatever order it is written', async () => {
    const { body } = await service.api<OperationList>('GET', '/operations?status=succeeded,running&limit=1');
    const cursor = body.nextCursor!;
    await service.api('GET', `/operations?status=running,succeeded&cursor=${cursor}`);
    for (const other of ['status=succeeded', 'kind=Cluster.create&status=succeeded,running', ''])
      await service.api.refused('invalid_cursor', 'GET', `/operations?${other}&cursor=${cursor}`);
  });
});

test('events by type', async () => {
  const list = async (type: string) =>
    (await service.api<ClusterEventList>('GET', `/clusters/shop/events?type=${type}&limit=200`)).body.items;
  const all = await service.api<ClusterEventList>('GET', '/clusters/shop/events?limit=200');
  const normal = await list('Normal');
  const warnings = await list('Warning');
  expect(normal.length).toBeGreaterThan(0);
  expect(normal.length + warnings.length).toBe(all.body.items.length);
  expect(warnings.every(({ type }) => type === 'Warning')).toBe(true);
  const { body } = await service.api<ClusterEventList>('GET', '/clusters/shop/events?type=Normal&limit=1');
  const path = `/clusters/shop/events?type=Warning&cursor=${body.nextCursor}`;
  await service.api.refused('invalid_cursor', 'GET', path);
});

test('the SDK asks for the same, over all pages', async () => {
  const hikube = createClient({
    endpoint: 'http://127.0.0.1:8642/v1',
    token: 'an-administrator-of-demo',
    fetch: (request) => service.service.fetch(request),
  });
  const shop = await hikube.clusters.list({ labels: 'team=shop', limit: 1 }).toArray();
  expect(shop.map(({ name }) => name)).toEqual(['cache', 'shop']);
  const uid = String(created.target.uid);
  const kind = ['Cluster.create', 'Cluster.update'] as const;
  const both = await hikube.operations.list({ uid, kind, status: 'succeeded', limit: 1 }).toArray();
  expect(both.map(({ id }) => id)).toEqual([changed.id, created.id]);
  const open = await hikube.operations.list({ status: ['pending', 'running'] }).toArray();
  expect(open.map(({ id }) => id)).toEqual([running.id]);
});
