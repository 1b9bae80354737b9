// Dry runs: the impact of every write, and not one change.
import type { Impact, NodeList, Operation } from '@hikube/openapi/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { PATH_VALUES, PROD, samples } from './samples.ts';

let service: TestService;
let values: typeof PATH_VALUES;

beforeAll(async () => {
  service = await startTestService();
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

const foreseeable = samples().filter(({ facts }) => facts.queryParams.includes('dryRun'));

test('is there for every write that starts an operation', () => {
  const starting = samples().filter(({ facts }) => facts.responses['202'] !== undefined);
  expect(foreseeable.map(({ id }) => id)).toEqual(starting.map(({ id }) => id));
});

test.each(foreseeable.map(({ id }) => id))('%s says what would happen and does nothing', async (id) => {
  const sample = samples(values).find((each) => each.id === id)!;
  if (id === 'resumeVersionUpgrade') await service.api('POST', sample.path.replace('/resume', '/pause'));
  const before = await service.store.sequence();
  const headers = { 'Idempotency-Key': 'a-dry-run' };
  const reply = await service.api<Impact>(sample.method, `${sample.path}?dryRun=true`, {
    body: sample.body,
    headers,
  });
  expect(reply.status).toBe(200);
  expect(reply.body.changes.length).toBeGreaterThan(0);
  expect(await service.store.sequence()).toBe(before);
  if (id === 'resumeVersionUpgrade') await service.api('POST', sample.path);
});

test('names the nodes that roll, the groups, and what to look at', async () => {
  const body = {
    version: '1.34',
    nodeGroups: { web: { instanceType: 's1.large' } },
    addons: { 'ingress-nginx': {} },
  };
  await service.api('POST', `/clusters/prod/version-upgrades/${values['versionUpgrade']}/cancel`);
  const { body: impact } = await service.api<Impact>('PATCH', '/clusters/prod?dryRun=true', { body });
  expect(impact).toMatchObject({
    kind: 'cluster.update',
    target: 'cluster/prod',
    changes: [
      { action: 'update', target: 'cluster/prod', fields: ['/version'], rollsNodes: true },
      { action: 'update', target: 'node-group/web', fields: ['/instanceType'], rollsNodes: true },
      { action: 'create', target: 'addon/ingress-nginx', fields: [], rollsNodes: false },
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
  const { body: impact } = await service.api<Impact>('PATCH', '/clusters/prod?dryRun=true', { body });
  expect(impact.changes).toEqual([
    { action: 'update', target: 'cluster/prod', fields: ['/displayName'], rollsNodes: false },
  ]);
  expect(impact).toMatchObject({ nodesRolled: 0, nodeGroupsRolled: [], warnings: [] });
});

test('is refused like the write itself', async () => {
  const body = { version: '1.31' };
  await service.api.refused('validation_failed', 'PATCH', '/clusters/prod?dryRun=true', { body });
});
