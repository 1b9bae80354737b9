// Demand in the simulated world, seen through the API: node groups follow it, inside their bounds and without haste.
import type { NodeGroup, Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls, type WorldReply } from '../support/simulated-world.ts';

// What the platform configures its autoscaler with.
const SCAN = 25_000;
const IDLE = 30_000;
const MINUTE = 60_000;

let service: TestService;
let world: (method: string, path: string, body?: unknown) => Promise<WorldReply>;

beforeAll(async () => {
  service = await startTestService();
  world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
  const nodeGroups = {
    web: { minReplicas: 1, maxReplicas: 4 },
    burst: { minReplicas: 0, maxReplicas: 2 },
  };
  const body = { name: 'prod', topology: 'development', nodeGroups };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
});
afterAll(() => service.dispose());

/** Nodes that the group has or makes. */
async function nodesOf(group: string): Promise<number> {
  const { body } = await service.api<{ items: { nodeGroup: string; status: { phase: string } }[] }>(
    'GET',
    '/clusters/prod/nodes',
  );
  const leaving = ['Draining', 'Deleting'];
  return body.items.filter(({ nodeGroup, status }) => nodeGroup === group && !leaving.includes(status.phase))
    .length;
}

function demand(nodeGroup: string, wanted: object): Promise<WorldReply> {
  return world('PUT', '/demand', { cluster: 'prod', nodeGroup, ...wanted });
}

describe('a node group', () => {
  test('grows within one look of the autoscaler', async () => {
    const { status, body } = await demand('web', { nodes: 3 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ cluster: 'prod', nodeGroups: { web: { pods: 3 } } });
    await service.clock.advance(SCAN);
    expect(await nodesOf('web')).toBe(3);
    await service.clock.advance(5 * MINUTE);
    const group = await service.api<NodeGroup>('GET', '/clusters/prod/node-groups/web');
    expect(group.body.status).toMatchObject({ replicas: 3, readyReplicas: 3 });
  });

  test('never grows beyond its maximum', async () => {
    await demand('web', { nodes: 40 });
    for (let passed = 0; passed < 10 * MINUTE; passed += MINUTE) {
      await service.clock.advance(MINUTE);
      expect(await nodesOf('web')).toBeLessThanOrEqual(4);
    }
    expect(await nodesOf('web')).toBe(4);
  });

  test('shrinks after it was idle, not before, and never below its minimum', async () => {
    await demand('web', { nodes: 0 });
    await service.clock.advance(IDLE - 1000);
    expect(await nodesOf('web')).toBe(4);
    await service.clock.advance(2 * SCAN + IDLE);
    expect(await nodesOf('web')).toBe(1);
    await service.clock.advance(10 * MINUTE);
    expect(await nodesOf('web')).toBe(1);
  });

  test('does not flap when demand dips for a moment', async () => {
    await demand('web', { nodes: 3 });
    await service.clock.advance(5 * MINUTE);
    await demand('web', { nodes: 1 });
    await service.clock.advance(IDLE / 2);
    await demand('web', { nodes: 3 });
    for (let passed = 0; passed < 5 * MINUTE; passed += SCAN) {
      await service.clock.advance(SCAN);
      expect(await nodesOf('web')).toBe(3);
    }
  });

  test('grows from nothing, by pods of a size, and goes back to nothing', async () => {
    expect(await nodesOf('burst')).toBe(0);
    await demand('burst', { pods: 1, cpu: '500m', memory: '256Mi' });
    await service.clock.advance(SCAN);
    expect(await nodesOf('burst')).toBe(1);
    await service.clock.advance(5 * MINUTE);
    const { body } = await demand('burst', {});
    expect(body).toMatchObject({ nodeGroups: { web: { pods: 3 } } });
    expect(body['nodeGroups']).not.toHaveProperty('burst');
    await service.clock.advance(5 * MINUTE);
    expect(await nodesOf('burst')).toBe(0);
  });
});

describe('refused', () => {
  test.each([
    [{ nodes: -1 }, '/nodes', 'nodes must be a whole number that is not negative.'],
    [{ nodes: '3' }, '/nodes', 'nodes must be a whole number that is not negative.'],
    [{ cpu: '1' }, '/pods', 'pods is missing: say how many pods want to run.'],
    [{ pods: 1 }, '/cpu', 'cpu is missing: say what each pod requests, such as "500m".'],
    [{ pods: 1, cpu: 'much' }, '/cpu', 'cpu must be a quantity greater than zero, such as "500m" or "1Gi".'],
    [
      { pods: 1, cpu: '1', nodes: 1 },
      '/pods',
      'pods and nodes say the same in two ways: send nodes, or pods and cpu.',
    ],
    [
      { replicas: 1 },
      '/replicas',
      '"replicas" is not a member here: choose one of cluster, nodeGroup, nodes, pods, cpu, memory, gpus.',
    ],
  ])('%j', async (wanted, pointer, detail) => {
    const { status, body } = await demand('web', wanted);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer, detail }] });
  });

  test('a group, a cluster or a site that is not there', async () => {
    expect(await demand('nothing', { nodes: 1 })).toMatchObject({
      status: 404,
      body: {
        detail:
          'There is no node group "nothing" in the cluster "prod": check the name, or list what is there.',
      },
    });
    expect((await world('GET', '/demand?cluster=nothing')).status).toBe(404);
    expect((await world('GET', '/demand')).status).toBe(400);
    expect(await world('PUT', '/sites/zurich', { available: false })).toMatchObject({
      status: 404,
      body: { detail: 'There is no site "zurich" here: choose one of geneva, gland, lucerne.' },
    });
  });

  test.each(['read', 'write'] as const)('a token that may only %s', async (scope) => {
    const other = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: [scope] }));
    expect(await other('GET', '')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await other('PUT', '/sites/gland', { available: false })).status).toBe(403);
  });

  test('a token that is none', async () => {
    expect((await createWorldCalls(service, 'nothing-known')('GET', '')).status).toBe(401);
  });

  test('the cluster of another tenant', async () => {
    const other = createWorldCalls(service, await service.token({ tenant: 'other', scopes: ['admin'] }));
    expect((await other('PUT', '/demand', { cluster: 'prod', nodeGroup: 'web', nodes: 1 })).status).toBe(404);
  });
});

test('the path of the release before answers the same', async () => {
  const token = await service.token({ tenant: 'demo', scopes: ['admin'] });
  const [now, before] = await Promise.all(
    ['/_platform/simulated', '/_simulation'].map((root) => createWorldCalls(service, token, root)('GET', '')),
  );
  expect(now?.status).toBe(200);
  expect(before).toEqual(now);
});

test('a path that the platform does not add is nothing', async () => {
  const token = await service.token({ tenant: 'demo', scopes: ['admin'] });
  const other = createWorldCalls(service, token, '/_platform/other');
  expect(await other('GET', '')).toMatchObject({ status: 404, body: { code: 'not_found' } });
});
