// What a preview of a deletion lists: everything that goes with the cluster, what stays, and not one change.
import type { Impact, Kubeconfig, Operation } from '@hikube/openapi/types';
import { PlatformError } from '@hikube/service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { createWorldCalls } from '../support/simulated-world.ts';

let service: TestService;
let isAway: boolean;
beforeEach(async () => {
  isAway = false;
  service = await startTestService({
    wrapPlatform: (platform) =>
      new Proxy(platform, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (name === 'observe' && isAway) {
            return () => Promise.reject(new PlatformError('Away', 'It is away.', { retryable: true }));
          }
          return typeof member === 'function' ? member.bind(target) : member;
        },
      }),
  });
  const nodeGroups = { web: { minReplicas: 2, maxReplicas: 3 }, batch: { minReplicas: 0 } };
  const body = { name: 'prod', version: '1.33', nodeGroups, addons: { 'cert-manager': {}, velero: {} } };
  await service.finish((await service.api<Operation>('POST', '/clusters', { body })).body);
});
afterEach(() => service.dispose());

async function preview(): Promise<Impact> {
  const before = await service.store.sequence();
  const { status, body } = await service.api<Impact>('DELETE', '/previews/clusters/prod');
  expect([status, await service.store.sequence()]).toEqual([200, before]);
  return body;
}

async function volume(name: string, size: string): Promise<void> {
  const world = createWorldCalls(service, await service.token({ tenant: 'demo', scopes: ['admin'] }));
  const body = { cluster: 'prod', name, storageClass: 'replicated', size };
  expect((await world('PUT', '/volumes', body)).status).toBe(200);
}

async function kubeconfig(role: string, ttlSeconds: number): Promise<Kubeconfig> {
  return (await service.api<Kubeconfig>('POST', '/clusters/prod/kubeconfigs', { body: { role, ttlSeconds } }))
    .body;
}

test('a cluster with everything', async () => {
  await volume('logs', '10Gi');
  await volume('data', '20Gi');
  const valid = await kubeconfig('edit', 86_400);
  const revoked = await kubeconfig('view', 86_400);
  await service.api('DELETE', `/clusters/prod/kubeconfigs/${revoked.id}`);
  await kubeconfig('view', 300);
  await service.clock.advance(600_000);
  const upgrade = await service.api<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34', start: 'at', startAt: '2027-01-01T00:00:00Z' },
  });
  const { deletion, warnings } = await preview();
  expect(deletion).toEqual({
    nodeGroups: [
      { name: 'batch', nodes: 0 },
      { name: 'web', nodes: 2 },
    ],
    addons: ['cert-manager', 'velero'],
    volumes: {
      retained: false,
      count: 2,
      totalSize: '30Gi',
      items: [
        { name: 'data', storageClass: 'replicated', size: '20Gi' },
        { name: 'logs', storageClass: 'replicated', size: '10Gi' },
      ],
    },
    kubeconfigs: { count: 1, items: [{ id: valid.id, role: 'edit', expiresAt: valid.expiresAt }] },
    operations: [{ id: upgrade.body.id, kind: 'VersionUpgrade.run' }],
    events: await service.store.count({ kind: 'event' }),
    stays: [
      'The operations of the cluster stay listed, this deletion among them.',
      'What the cluster takes of the quota is free as soon as the deletion is accepted.',
      expect.stringMatching(/^DNS records that you made for .+ stay and point to nothing: remove them\.$/),
      'Backups that Velero has stored outside of the cluster stay where they are.',
    ],
  });
  expect(deletion?.events).toBeGreaterThan(5);
  expect(warnings.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([
    'volumes_lost: 2 volumes are lost with all data, 30Gi in total: data (20Gi), logs (10Gi).',
    `kubeconfigs_stop: 1 kubeconfig stops working: ${valid.id} (edit).`,
    `operations_end: 1 operation ends before it is done: ${upgrade.body.id} (VersionUpgrade.run).`,
    'nodes_deleted: web is deleted, so 2 nodes are drained and removed.',
  ]);
});

test('volumes that stay are said to', async () => {
  const change = await service.api<Operation>('PATCH', '/clusters/prod', {
    body: { deletion: { volumes: 'retain' } },
  });
  await service.finish(change.body);
  await volume('data', '20Gi');
  const { deletion, warnings } = await preview();
  expect(deletion?.volumes).toEqual({
    retained: true,
    count: 1,
    totalSize: '20Gi',
    items: [{ name: 'data', storageClass: 'replicated', size: '20Gi' }],
  });
  expect(deletion?.stays).toContain(
    'Its volumes stay in the tenant, listed as retained volumes, until you delete them.',
  );
  expect(warnings[0]).toMatchObject({
    code: 'volumes_retained',
    detail: '1 volume stays, 20Gi in total, until you delete them: data (20Gi).',
  });
});

test('what was listed is what goes, and what stays stays', async () => {
  await volume('data', '20Gi');
  const { id } = await kubeconfig('edit', 86_400);
  const upgrade = await service.api<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34', start: 'at', startAt: '2027-01-01T00:00:00Z' },
  });
  const { deletion } = await preview();
  const deleted = await service.api<Operation>('DELETE', '/clusters/prod');
  await service.finish(deleted.body);
  const ended = await service.api<Operation>('GET', `/operations/${upgrade.body.id}`);
  expect(deletion?.operations).toEqual([{ id: ended.body.id, kind: ended.body.kind }]);
  expect(ended.body.status).toBe('superseded');
  await service.api.refused('not_found', 'GET', `/clusters/prod/kubeconfigs/${id}`);
  await service.api.refused('not_found', 'GET', '/clusters/prod/events');
  const listed = await service.api<{ items: Operation[] }>('GET', '/operations?cluster=prod');
  expect(listed.body.items.map((each) => each.id)).toContain(deleted.body.id);
});

test('more than a list shows is counted', async () => {
  for (let index = 0; index < 203; index += 1) await volume(`v${String(index).padStart(3, '0')}`, '1Gi');
  const { deletion, warnings } = await preview();
  expect([deletion?.volumes?.count, deletion?.volumes?.items.length]).toEqual([203, 200]);
  expect(warnings[0]?.detail).toBe(
    '203 volumes are lost with all data, 203Gi in total: v000 (1Gi), v001 (1Gi), v002 (1Gi), v003 (1Gi), v004 (1Gi) and 198 more.',
  );
});

test('a platform that is away is said to be', async () => {
  isAway = true;
  const { deletion, warnings } = await preview();
  expect(deletion?.volumes).toBeNull();
  expect(deletion?.nodeGroups).toContainEqual({ name: 'web', nodes: 2 });
  expect(warnings[0]).toMatchObject({ code: 'volumes_unknown' });
});

test('no other preview has such a list', async () => {
  for (const [method, path, body] of [
    ['PATCH', '/clusters/prod', { displayName: 'x' }],
    ['DELETE', '/clusters/prod/node-groups/web', undefined],
  ] as const) {
    const reply = await service.api<Impact>(method, `/previews${path}`, { body });
    expect(reply.body.deletion).toBeUndefined();
  }
});
