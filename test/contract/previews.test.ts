// Previews: the impact of every write, and not one change.
import type { Impact, NodeList, Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from '../support/api.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { PATH_VALUES, PROD, samples } from './samples.ts';

let service: TestService;
let values: typeof PATH_VALUES;
/** May not change anything. */
let reader: Api;

beforeAll(async () => {
  service = await startTestService();
  reader = service.api.as(await service.token({ tenant: 'demo', scopes: ['read'] }));
  const created = await service.api<Operation>('POST', '/clusters', { body: PROD });
  await service.finish(created.body);
  const { body: nodes } = await service.api<NodeList>('GET', '/clusters/prod/nodes');
  const upgrade = await service.api<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34', start: 'at', startAt: '2027-01-01T00:00:00Z' },
  });
  const node = nodes.items[0]!.name;
  values = { ...PATH_VALUES, node, versionUpgrade: upgrade.body.target.name, operation: upgrade.body.id };
});
afterAll(() => service.dispose());

async function uidOf(path: string): Promise<string> {
  return (await service.api<{ uid: string }>('GET', `/clusters/prod/${path}`.replace(/\/$/, ''))).body.uid;
}

const previews = samples().filter(({ facts }) => facts.previews !== undefined);

test('is there for every write that starts an operation', () => {
  const starting = samples().filter(({ facts }) => facts.responses['202'] !== undefined);
  expect(previews.map(({ facts }) => facts.previews).sort()).toEqual(starting.map(({ id }) => id).sort());
});

test.each(previews.map(({ id }) => id))('%s says what would happen and does nothing', async (id) => {
  const sample = samples(values).find((each) => each.id === id)!;
  const upgrade = `/clusters/prod/version-upgrades/${values['versionUpgrade']}`;
  if (id === 'previewResumeVersionUpgrade') await service.api('POST', `${upgrade}/pause`);
  const before = await service.store.sequence();
  const reply = await reader<Impact>(sample.method, sample.path, { body: sample.body });
  expect(reply.status).toBe(200);
  expect(reply.body.changes.length).toBeGreaterThan(0);
  expect(await service.store.sequence()).toBe(before);
  if (id === 'previewResumeVersionUpgrade') await service.api('POST', `${upgrade}/resume`);
});

test('names the nodes that roll, the groups, and what to look at', async () => {
  const body = {
    version: '1.34',
    nodeGroups: { web: { instanceType: 's1.large' } },
    addons: { 'ingress-nginx': {} },
  };
  await service.api('POST', `/clusters/prod/version-upgrades/${values['versionUpgrade']}/cancel`);
  const prod = { kind: 'Cluster', cluster: 'prod', name: 'prod', uid: await uidOf('') };
  const { body: impact } = await service.api<Impact>('PATCH', '/previews/clusters/prod', { body });
  expect(impact).toMatchObject({
    kind: 'Cluster.update',
    target: prod,
    changes: [
      { action: 'update', target: prod, fields: ['/version'], rollsNodes: true },
      {
        action: 'update',
        target: { kind: 'NodeGroup', cluster: 'prod', name: 'web', uid: await uidOf('node-groups/web') },
        fields: ['/instanceType'],
        rollsNodes: true,
      },
      {
        action: 'create',
        // What is not there yet has no identity.
        target: { kind: 'Addon', cluster: 'prod', name: 'ingress-nginx', uid: null },
        fields: [],
        rollsNodes: false,
      },
    ],
    nodesRolled: 1,
    nodeGroupsRolled: ['web'],
  });
  expect(impact.warnings.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/addons/ingress-nginx waiting_for',
    '/nodeGroups/web nodes_roll',
  ]);
});

test('names nothing that stays as it is', async () => {
  const body = { displayName: 'New', version: null, nodeGroups: { web: {} } };
  const { body: impact } = await service.api<Impact>('PATCH', '/previews/clusters/prod', { body });
  expect(impact.changes).toEqual([
    {
      action: 'update',
      target: { kind: 'Cluster', cluster: 'prod', name: 'prod', uid: await uidOf('') },
      fields: ['/displayName'],
      rollsNodes: false,
    },
  ]);
  expect(impact).toMatchObject({ nodesRolled: 0, nodeGroupsRolled: [], warnings: [] });
});

test('is refused like the write itself', async () => {
  const body = { version: '1.31' };
  await service.api.refused('validation_failed', 'PATCH', '/previews/clusters/prod', { body });
});
