// What happened to a cluster: as a list, and as a stream that goes on where it broke off.
import type { ClusterEvent } from '@hikube/openapi/client-types';
import type { ClusterEventList, NodeGroup, Operation } from '@hikube/openapi/types';
import { createClient, type Hikube } from '@hikube/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALONE, startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls } from '../support/simulated-world.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let service: TestService;
beforeEach(async () => {
  service = await startTestService({ config: ALONE });
  const nodeGroups = { web: { maxReplicas: 3 } };
  const body = { name: 'prod', version: '1.34', topology: 'development', site: 'gland', nodeGroups };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
});
afterEach(() => service.dispose());

async function list(query = ''): Promise<ClusterEventList> {
  return (await service.api<ClusterEventList>('GET', `/clusters/prod/events${query}`)).body;
}

/** Oldest first. */
async function reasons(): Promise<string[]> {
  return (await list('?limit=200')).items.map(({ reason }) => reason).reverse();
}

async function newest(reason: string): Promise<ClusterEvent | undefined> {
  return (await list('?limit=200')).items.find((event) => event.reason === reason);
}

async function world(method: string, path: string, body: object): Promise<void> {
  const token = await service.token({ tenant: 'demo', scopes: ['admin'] });
  const { status } = await createWorldCalls(service, token)(method, path, body);
  expect(status).toBe(200);
}

describe('what is told', () => {
  test('a new cluster, from the first step to the last', async () => {
    const told = await reasons();
    const inOrder = ['QuorumReached', 'ClusterProvisioning', 'ApiAvailable', 'OperationSucceeded'];
    expect(told.filter((reason) => inOrder.includes(reason))).toEqual(inOrder);
    expect(await newest('OperationSucceeded')).toMatchObject({
      cluster: 'prod',
      type: 'Normal',
      object: { kind: 'Operation' },
      message: 'Cluster.create of prod has succeeded.',
    });
  });

  test('work that a request ends: cancelled, and replaced by something later', async () => {
    const upgrade = await service.api<Operation>('POST', '/clusters/prod/version-upgrades', {
      body: { targetVersion: '1.35', start: 'at', startAt: '2026-04-01T02:00:00Z' },
    });
    expect((await service.api('POST', `/operations/${upgrade.body.id}/cancel`)).body).toMatchObject({
      status: 'cancelled',
    });
    const patch = (minReplicas: number) =>
      service.api<Operation>('PATCH', '/clusters/prod/node-groups/web', { body: { minReplicas } });
    const replaced = await patch(2);
    await service.finish((await patch(3)).body);
    expect((await service.api<Operation>('GET', `/operations/${replaced.body.id}`)).body.status).toBe(
      'superseded',
    );
    const told = (await list('?limit=200')).items.map(({ object, reason, message }) => ({
      name: object.name,
      reason,
      message,
    }));
    for (const expected of [
      {
        name: upgrade.body.id,
        reason: 'OperationCancelled',
        message: `VersionUpgrade.run of ${upgrade.body.target.name} has been cancelled.`,
      },
      {
        name: replaced.body.id,
        reason: 'OperationSuperseded',
        message: 'NodeGroup.update of web has been replaced by a later change.',
      },
    ]) {
      expect(told.filter(({ name }) => name === expected.name)).toEqual([expected]);
    }
    expect(await service.store.count({ kind: 'endedOperation' })).toBe(0);
  });

  test('a node group that follows demand', async () => {
    await world('PUT', '/demand', { cluster: 'prod', nodeGroup: 'web', nodes: 5 });
    await service.clock.advance(5 * MINUTE);
    const { body } = await service.api<NodeGroup>('GET', '/clusters/prod/node-groups/web');
    expect(body.status.replicas).toBe(3);
    expect(await newest('ScaledUp')).toMatchObject({
      object: { kind: 'NodeGroup', name: 'web' },
      message: expect.stringMatching(/^The node group grows from \d to 3 nodes\.$/),
    });
    expect(await newest('ScalingLimited')).toMatchObject({ type: 'Warning' });
    expect(await newest('NodeReady')).toMatchObject({ object: { kind: 'Node' } });
  });

  test('an add-on that waits, and for what', async () => {
    const body = { options: { ingress: { hosts: ['shop.example.org'] } } };
    await service.api('PUT', '/clusters/prod/addons/ingress-nginx', { body });
    await service.clock.advance(5 * MINUTE);
    expect(await newest('AddonWaiting')).toMatchObject({
      type: 'Warning',
      object: { kind: 'Addon', name: 'ingress-nginx' },
      message: expect.stringContaining('Waits for'),
    });
  });

  test('an add-on that waits while its cluster comes up, as a step and not as a warning', async () => {
    const whole = { nodeGroups: { web: { minReplicas: 1 } }, addons: { 'cert-manager': {} } };
    const body = { name: 'early', version: '1.34', topology: 'development', ...whole };
    await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
    const told = (await service.api<ClusterEventList>('GET', '/clusters/early/events?limit=200')).body.items;
    const waited = told.filter(({ reason }) => reason === 'AddonWaiting');
    expect(waited.length).toBeGreaterThan(0);
    expect(told.filter(({ type }) => type === 'Warning')).toEqual([]);
  });

  test('an add-on that still waits when its cluster has come up', async () => {
    const options = { ingress: { hosts: ['shop.example.org'] } };
    const whole = { nodeGroups: { web: { minReplicas: 1 } }, addons: { 'ingress-nginx': { options } } };
    const body = { name: 'early', version: '1.34', topology: 'development', ...whole };
    await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
    await service.clock.advance(MINUTE);
    const told = (await service.api<ClusterEventList>('GET', '/clusters/early/events?limit=200')).body.items;
    const waited = told.filter(({ reason }) => reason === 'AddonWaiting').reverse();
    expect(waited.map(({ type }) => type)).toEqual(['Normal', 'Warning']);
    expect(waited[1]?.message).toContain('role ingress-nginx');
  });

  test('a site that is lost and comes back', async () => {
    await world('PUT', '/sites/gland', { available: false });
    await service.clock.advance(MINUTE);
    expect(await newest('SiteUnavailable')).toMatchObject({
      type: 'Warning',
      object: { kind: 'Site', name: 'gland' },
      message: 'The site gland cannot be reached.',
    });
    await world('PUT', '/sites/gland', { available: true });
    await service.clock.advance(MINUTE);
    expect(await newest('SiteAvailable')).toMatchObject({ type: 'Normal' });
  });

  test('nothing while nothing happens', async () => {
    await service.clock.advance(10 * MINUTE);
    const before = await reasons();
    const key = { tenant: 'demo', kind: 'clusterStatus', id: 'prod' };
    const status = await service.store.get(key);
    await service.clock.advance(60 * MINUTE);
    expect(await reasons()).toEqual(before);
    expect(await service.store.list({ kind: 'event', tenant: 'demo', limit: 1000 })).toHaveLength(
      before.length,
    );
    expect((await service.store.get(key))?.revision).toBe(status?.revision);
  });
});

// Days pass in some of these, each with its thousands of looks at the clock.
describe('the list', () => {
  test('has the newest first, page by page, without a gap', async () => {
    const all = (await list('?limit=200')).items;
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .sort()
        .reverse(),
    );
    const paged: ClusterEvent[] = [];
    let cursor: string | null = null;
    do {
      const page: ClusterEventList = await list(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
  });

  test('forgets after a week', async () => {
    expect((await list()).items).not.toEqual([]);
    await service.clock.advance(7 * DAY + 10 * MINUTE);
    expect((await list()).items).toEqual([]);
  });

  test('belongs to one cluster, not to its name', async () => {
    const before = await list();
    const { body } = await service.api<Operation>('DELETE', '/clusters/prod');
    await service.finish(body);
    await service.api.refused('not_found', 'GET', '/clusters/prod/events');
    await service.api('POST', '/clusters', { body: { name: 'prod', topology: 'development' } });
    const ids = (await list()).items.map(({ id }) => id);
    expect(before.items.some(({ id }) => ids.includes(id))).toBe(false);
  });
});

describe('the stream', () => {
  function client(): Hikube {
    return createClient({
      endpoint: 'http://127.0.0.1:8642/v1',
      token: 'an-administrator-of-demo',
      fetch: (request) => service.service.fetch(request),
      clock: { now: () => service.clock.now(), sleep: (ms, signal) => sleep(ms, signal) },
    });
  }

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = service.clock.schedule(service.clock.now() + ms, resolve);
      signal?.addEventListener('abort', () => {
        cancel();
        reject(signal.reason);
      });
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

  test('begins with the oldest event and goes on with what happens', async () => {
    const kept = (await list('?limit=200')).items.reverse();
    const events = client().events.watch('prod');
    expect(await take(events, kept.length)).toEqual(kept);
    const next = events.next();
    await service.api('PATCH', '/clusters/prod', { body: { displayName: 'Production' } });
    await service.clock.advance(MINUTE);
    const { value } = await next;
    expect(Number(value?.id.slice(-12))).toBe(kept.length + 1);
    await events.return();
  });

  test('goes on behind the event that arrived last', async () => {
    const kept = (await list('?limit=200')).items.reverse();
    const events = client().events.watch('prod', { after: kept[2]!.id });
    expect(await take(events, 2)).toEqual(kept.slice(3, 5));
    await events.return();
  });

  test('ends when the cluster is gone', async () => {
    const told: string[] = [];
    const watched = (async () => {
      for await (const { reason } of client().events.watch('prod')) told.push(reason);
    })();
    const { body } = await service.api<Operation>('DELETE', '/clusters/prod');
    await service.finish(body);
    await service.clock.advance(MINUTE);
    await watched;
    expect(told).toContain('ClusterDeleting');
  });

  test('shows that it lives, every 15 s', async () => {
    const response = await service.service.fetch(
      new Request('http://127.0.0.1:8642/v1/clusters/prod/events', {
        headers: { authorization: 'Bearer an-administrator-of-demo', accept: 'text/event-stream' },
      }),
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    const kept = (await list('?limit=200')).items.length;
    for (let index = 0; index < kept; index += 1) {
      expect(decoder.decode((await reader.read()).value)).toMatch(
        /^id: ev-\w+-\d+\nevent: event\ndata: \{.*\}\n\n$/,
      );
    }
    const beat = reader.read();
    await service.clock.advance(15_000);
    expect(decoder.decode((await beat).value)).toBe(':\n\n');
    await reader.cancel();
  });

  test('leaves nothing behind when the reader goes away', async () => {
    const { pending } = service.clock;
    const events = client().events.watch('prod');
    await events.next();
    await events.return();
    await new Promise((resolve) => setImmediate(resolve));
    expect(service.clock.pending).toBe(pending);
  });

  test.each([
    ['ev-00000000-000000000001', 'does not belong to this cluster'],
    ['nonsense', 'does not belong to this cluster'],
  ])('refuses to go on behind %s', async (id, why) => {
    const headers = { accept: 'text/event-stream', 'last-event-id': id };
    const { body } = await service.api.refused('invalid_cursor', 'GET', '/clusters/prod/events', { headers });
    expect(body.detail).toContain(why);
  });

  test('refuses to go on behind what is too old or yet to come', async () => {
    const [oldest] = (await list('?limit=200')).items.reverse();
    await service.clock.advance(7 * DAY);
    await world('PUT', '/sites/gland', { available: false });
    await service.clock.advance(MINUTE);
    const refused = async (id: string) => {
      const headers = { accept: 'text/event-stream', 'last-event-id': id };
      return (await service.api.refused('invalid_cursor', 'GET', '/clusters/prod/events', { headers })).body;
    };
    expect((await refused(oldest!.id)).detail).toContain('is too old');
    const future = `${oldest!.id.slice(0, -12)}000000009999`;
    expect((await refused(future)).detail).toContain('does not belong to this cluster');
  });
});
