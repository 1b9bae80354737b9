// Labels and taints of a node group: changed on the nodes that exist, and refused where they belong to somebody else.
import type { Impact, Node, NodeGroup, NodeList, Operation } from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD } from './samples.ts';

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
  const { body } = await service.api<Operation>('POST', '/clusters', { body: PROD });
  await service.finish(body);
});
afterEach(() => service.dispose());

const WEB = '/clusters/prod/node-groups/web';
const nodes = async () =>
  (await service.api<NodeList>('GET', '/clusters/prod/nodes')).body.items.filter(
    ({ nodeGroup }) => nodeGroup === 'web',
  );
const shown = ({ name, labels, taints }: Node) => ({ name, labels, taints });
const taint = (key: string, value = '', effect: 'NoSchedule' | 'NoExecute' = 'NoSchedule') => ({
  key,
  value,
  effect,
});

describe('labels and taints', () => {
  test('are on every node as soon as the change is done, and no node is another one', async () => {
    const before = await nodes();
    expect(before.map(shown)).toEqual(before.map(({ name }) => ({ name, labels: {}, taints: [] })));
    const body = { labels: { tier: 'edge' }, taints: [{ key: 'dedicated', effect: 'NoSchedule' }] };

    const { body: impact } = await service.api<Impact>('PATCH', `/previews${WEB}`, { body });
    expect(impact).toMatchObject({ nodesRolled: 0, nodeGroupsRolled: [], warnings: [] });
    expect(impact.changes).toEqual([
      {
        action: 'update',
        target: { kind: 'NodeGroup', cluster: 'prod', name: 'web', uid: expect.any(String) },
        fields: ['/labels/tier', '/taints'],
        rollsNodes: false,
      },
    ]);

    const { body: operation } = await service.api<Operation>('PATCH', WEB, { body });
    expect(await service.finish(operation)).toMatchObject({ status: 'succeeded', generation: 2 });
    expect((await nodes()).map(shown)).toEqual(
      before.map(({ name }) => ({ name, labels: { tier: 'edge' }, taints: [taint('dedicated')] })),
    );
  });

  test('merge by key and are replaced whole, as maps and lists are', async () => {
    await service.api('PATCH', WEB, {
      body: { labels: { a: '1', b: '2' }, taints: [taint('a'), taint('b')] },
    });
    await service.api('PATCH', WEB, { body: { labels: { a: null, c: '3' }, taints: [taint('b')] } });
    const { body } = await service.api<NodeGroup>('GET', WEB);
    expect([body.labels, body.taints]).toEqual([{ b: '2', c: '3' }, [taint('b')]]);
    await service.api('PATCH', WEB, { body: { labels: null, taints: null } });
    const { body: reset } = await service.api<NodeGroup>('GET', WEB);
    expect([reset.labels, reset.taints]).toEqual([{}, []]);
  });

  test('of nodes that come later are the same', async () => {
    const labels = { tier: 'edge' };
    const change = { labels, minReplicas: 3 };
    const { body } = await service.api<Operation>('PATCH', WEB, { body: change });
    await service.finish(body);
    expect((await nodes()).map((node) => node.labels)).toEqual([labels, labels, labels]);
  });

  test('in another order are the same taints', async () => {
    await service.api('PATCH', WEB, { body: { taints: [taint('a'), taint('b')] } });
    const { generation } = (await service.api<NodeGroup>('GET', WEB)).body;
    await service.api('PATCH', WEB, { body: { taints: [taint('b'), taint('a')] } });
    expect((await service.api<NodeGroup>('GET', WEB)).body.generation).toBe(generation);
  });

  test.each<[object, string, string]>([
    [
      { labels: { 'topology.kubernetes.io/zone': 'a' } },
      '/labels/topology.kubernetes.io~1zone',
      'reserved_label',
    ],
    [
      { labels: { 'node-role.kubernetes.io/edge': '' } },
      '/labels/node-role.kubernetes.io~1edge',
      'reserved_label',
    ],
    [{ labels: { 'hikube.cloud/node-group': 'x' } }, '/labels/hikube.cloud~1node-group', 'reserved_label'],
    [{ labels: { a: 'two words' } }, '/labels/a', 'invalid_label'],
    [{ taints: [taint('a'), taint('node.kubernetes.io/not-ready')] }, '/taints/1/key', 'reserved_taint'],
    [{ taints: [taint('a', '1'), taint('a', '2')] }, '/taints/1/key', 'duplicate_taint'],
    [{ taints: [taint('a b')] }, '/taints/0/key', 'invalid_taint'],
    [{ taints: [{ key: 'a', effect: 'Never' }] }, '/taints/0/effect', 'invalid_value'],
  ])('%j is refused at its place', async (body, pointer, code) => {
    const { body: problem } = await service.api.refused('validation_failed', 'PATCH', WEB, { body });
    expect(problem.errors).toMatchObject([{ pointer, code }]);
    const nested = { nodeGroups: { web: body } };
    const { body: outer } = await service.api.refused('validation_failed', 'PATCH', '/clusters/prod', {
      body: nested,
    });
    expect(outer.errors).toMatchObject([{ pointer: `/nodeGroups/web${pointer}`, code }]);
  });

  test('travel through a manifest', async () => {
    await service.api('PATCH', WEB, { body: { labels: { tier: 'edge' }, taints: [taint('a')] } });
    const manifest = (await service.api<Record<string, unknown>>('GET', '/clusters/prod/manifest')).body;
    const annotations = (manifest['metadata'] as { annotations: Record<string, string> }).annotations;
    expect(JSON.parse(annotations['platform.hikube.cloud/node-groups'] ?? '')).toEqual({
      web: { labels: { tier: 'edge' }, taints: [taint('a')] },
    });
    await service.api('PATCH', WEB, { body: { labels: null, taints: null } });
    await service.api('PUT', '/clusters/prod/manifest', { body: manifest });
    const { body } = await service.api<NodeGroup>('GET', WEB);
    expect([body.labels, body.taints]).toEqual([{ tier: 'edge' }, [taint('a')]]);
  });
});
