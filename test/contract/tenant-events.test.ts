// The events of a whole tenant: clusters that are there and clusters that are gone, as a list and as a stream.
import type { ClusterEvent } from '@hikube/openapi/client-types';
import type { ClusterEventList, Operation } from '@hikube/openapi/types';
import { createClient, type Hikube } from '@hikube/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALONE, startTestService, type TestService } from '../support/service.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ config: ALONE });
  await create('one');
  await create('two');
});
afterEach(() => service.dispose());

async function create(name: string): Promise<void> {
  const body = { name, topology: 'development', nodeGroups: { web: { minReplicas: 1 } } };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
}

async function remove(name: string): Promise<void> {
  await service.finish((await service.api<Operation>('DELETE', `/clusters/${name}`)).body);
}

async function list(query = ''): Promise<ClusterEventList> {
  return (await service.api<ClusterEventList>('GET', `/events?limit=200${query}`)).body;
}

async function all(query = '', limit = 7): Promise<ClusterEvent[]> {
  const events: ClusterEvent[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const path = `/events?limit=${limit}${query}${from}`;
    const { body } = await service.api<ClusterEventList>('GET', path);
    events.push(...body.items);
    cursor = body.nextCursor;
  }
  return events;
}

const idsOf = (events: readonly ClusterEvent[]) => events.map(({ id }) => id);

describe('the list', () => {
  test('has those of every cluster, newest first, page by page, each once', async () => {
    const { items } = await list();
    expect(new Set(items.map(({ cluster }) => cluster))).toEqual(new Set(['one', 'two']));
    expect(items.map(({ createdAt }) => createdAt)).toEqual(
      items
        .map(({ createdAt }) => createdAt)
        .toSorted()
        .toReversed(),
    );
    for (const limit of [1, 7, 50]) expect(idsOf(await all('', limit))).toEqual(idsOf(items));
    const one = await service.api<ClusterEventList>('GET', '/clusters/one/events?limit=200');
    expect(items.filter(({ cluster }) => cluster === 'one')).toEqual(one.body.items);
  });

  test('is asked for a part, by type and by cluster', async () => {
    const { items } = await list();
    expect(idsOf(await all('&cluster=two'))).toEqual(idsOf(items.filter(({ cluster }) => cluster === 'two')));
    for (const type of ['Normal', 'Warning'])
      expect(idsOf(await all(`&type=${type}`))).toEqual(idsOf(items.filter((event) => event.type === type)));
    expect((await list('&cluster=none')).items).toEqual([]);
  });

  test('has cursors that belong to their filter', async () => {
    const { body } = await service.api<ClusterEventList>('GET', '/events?limit=1&cluster=one');
    const cursor = body.nextCursor!;
    for (const other of ['cluster=two', 'cluster=one&type=Normal', 'limit=5'])
      await service.api.refused('invalid_cursor', 'GET', `/events?${other}&cursor=${cursor}`);
    await service.api.refused('invalid_cursor', 'GET', `/clusters/one/events?cursor=${cursor}`);
  });

  test('keeps what a cluster that is gone was told of, its end included, for seven days', async () => {
    const before = await all('&cluster=one');
    await remove('one');
    await service.api.refused('not_found', 'GET', '/clusters/one/events');
    const after = await all('&cluster=one');
    expect(after.slice(-before.length)).toEqual(before);
    expect(after[0]).toMatchObject({
      reason: 'ClusterDeleted',
      object: { kind: 'Cluster', cluster: 'one', name: 'one' },
    });
    expect(after[1]).toMatchObject({
      reason: 'OperationSucceeded',
      message: 'Cluster.delete of one has succeeded.',
    });
    await create('one');
    const both = await all('&cluster=one');
    expect(idsOf(both).slice(-after.length)).toEqual(idsOf(after));
    expect(new Set(idsOf(both)).size).toBe(both.length);
    await service.clock.advance(7 * DAY + 10 * MINUTE);
    expect((await list()).items).toEqual([]);
    expect(await service.store.count({ kind: 'tenantTold' })).toBe(0);
    expect(await service.store.count({ kind: 'clusterTold' })).toBe(0);
  });

  test('is the tenant’s own', async () => {
    const other = service.api.as(await service.token({ tenant: 'other', scopes: ['read'] }));
    expect((await other<ClusterEventList>('GET', '/events')).body.items).toEqual([]);
    const [{ id } = { id: '' }] = (await list()).items;
    const headers = { accept: 'text/event-stream', 'last-event-id': id };
    await other.refused('invalid_cursor', 'GET', '/events', { headers });
  });
});

describe('the stream', () => {
  function client(): Hikube {
    return createClient({
      endpoint: 'http://127.0.0.1:8642/v1',
      token: 'an-administrator-of-demo',
      fetch: (request) => service.service.fetch(request),
    });
  }

  async function take(events: AsyncGenerator<ClusterEvent>, count: number): Promise<ClusterEvent[]> {
    const taken: ClusterEvent[] = [];
    while (taken.length < count) {
      const { done, value } = await events.next();
      if (done === true) break;
      taken.push(value);
    }
    return taken;
  }

  const sorted = (ids: readonly string[]) => [...ids].sort();

  test('begins with the oldest and goes on with whatever cluster comes and goes', async () => {
    const kept = (await list()).items;
    const events = client().events.watchAll();
    const told = await take(events, kept.length);
    expect(sorted(idsOf(told))).toEqual(sorted(idsOf(kept)));
    const next = take(events, 1);
    await create('three');
    await remove('one');
    expect((await next)[0]?.cluster).toBe('three');
    const later = (await list()).items.length - kept.length - 1;
    const rest = await take(events, later);
    expect(rest.at(-1)).toMatchObject({ cluster: 'one', reason: 'ClusterDeleted' });
    expect(new Set(idsOf([...told, ...rest])).size).toBe(told.length + rest.length);
    await events.return();
  });

  test('goes on behind any event, without a gap and without a repetition', async () => {
    const { length } = (await list()).items;
    const first = client().events.watchAll();
    const told = idsOf(await take(first, length));
    await first.return();
    for (const [index, after] of told.slice(0, -1).entries()) {
      const events = client().events.watchAll({ after });
      expect(idsOf(await take(events, length - index - 1))).toEqual(told.slice(index + 1));
      await events.return();
    }
  });

  test('goes on although the change feed was cut', async () => {
    const events = client().events.watchAll();
    const { length } = (await list()).items;
    const told = await take(events, length);
    await service.store.compact(await service.store.sequence());
    await service.api('PATCH', '/clusters/one', { body: { displayName: 'One' } });
    await service.clock.advance(MINUTE);
    await service.store.compact(await service.store.sequence());
    const more = (await list()).items.length - length;
    expect(more).toBeGreaterThan(0);
    const rest = await take(events, more);
    expect(sorted(idsOf([...told, ...rest]))).toEqual(sorted(idsOf((await list()).items)));
    await events.return();
  });

  test('is asked for a part, and shows in between that it lives', async () => {
    const answer = await service.service.fetch(
      new Request('http://127.0.0.1:8642/v1/events?cluster=none', {
        headers: { authorization: 'Bearer an-administrator-of-demo', accept: 'text/event-stream' },
      }),
    );
    const reader = answer.body!.getReader();
    const beat = reader.read();
    await service.clock.advance(15_000);
    expect(new TextDecoder().decode((await beat).value)).toBe(':\n\n');
    await reader.cancel();
    const events = client().events.watchAll({ cluster: 'two', type: 'Normal' });
    const meant = (await all('&cluster=two&type=Normal')).length;
    const told = await take(events, meant);
    expect(told.every(({ cluster, type }) => cluster === 'two' && type === 'Normal')).toBe(true);
    await events.return();
  });

  test.each(['nonsense', 'ev-00000000-000000000001'])('refuses to go on behind %s', async (id) => {
    const headers = { accept: 'text/event-stream', 'last-event-id': id };
    await service.api.refused('invalid_cursor', 'GET', '/events', { headers });
  });
});
