// What is over can be looked at for a month; what is not over, for ever.
import type { Operation, OperationList, VersionUpgrade, VersionUpgradeList } from '@hikube/openapi/types';
import { createSimulatedPlatform } from '@hikube/platform-simulated';
import {
  createMemoryStore,
  createSeededRandom,
  createService,
  createVirtualClock,
  type Service,
} from '@hikube/service';
import { expect, test } from 'vitest';
import { createApi } from '../support/api.ts';

const DAY_MS = 86_400_000;
const TOKEN = 'an-administrator-of-demo';

/** A service that is stopped over the days, so that nobody has to wait for its heartbeats. */
function setUp() {
  const clock = createVirtualClock(Date.parse('2026-03-02T08:00:00Z'));
  const store = createMemoryStore({ clock });
  const platform = createSimulatedPlatform({ clock, speed: 100 });
  let starts = 0;
  let service: Service;
  const start = async () => {
    starts += 1;
    const random = createSeededRandom('retention').fork(String(starts));
    service = createService({ store, platform, clock, random, config: { bootstrapToken: TOKEN } });
    await service.start();
  };
  const api = createApi((request) => service.fetch(request), 'http://127.0.0.1:8642/v1', TOKEN);
  const skip = async (days: number) => {
    await service.stop();
    await clock.advance(days * DAY_MS);
    await start();
  };
  const finish = async (method: string, path: string, body?: object) => {
    const reply = await api<Operation>(method, path, { body });
    await clock.advance(600_000);
    const ended = await api<Operation>('GET', `/operations/${reply.body.id}`);
    expect(ended.body.endedAt).not.toBeNull();
    return ended.body.id;
  };
  const stop = () => service.stop();
  return { api, clock, store, start, skip, finish, stop };
}

test('operations and upgrades go a month after their end, and not before it', async () => {
  const { api, clock, store, start, skip, finish, stop } = setUp();
  await start();
  const upgrades = '/clusters/prod/version-upgrades';
  const created = await finish('POST', '/clusters', {
    name: 'prod',
    version: '1.33',
    topology: 'development',
    nodeGroups: { web: { minReplicas: 1 } },
  });
  const moved = await finish('POST', upgrades, { targetVersion: '1.34' });
  const waiting = await api<Operation>('POST', upgrades, {
    body: { targetVersion: '1.35', start: 'at', startAt: '2027-03-02T08:00:00Z' },
  });
  const cancelled = waiting.body;
  await clock.advance(60_000);
  await api('POST', `/operations/${cancelled.id}/cancel`);
  const { body: taken } = await api<VersionUpgrade>('GET', `${upgrades}/${cancelled.target.name}`);
  expect(taken.status.conditions).toEqual([
    expect.objectContaining({ type: 'Progressing', status: 'False', reason: 'Cancelled' }),
  ]);
  const open = await api<Operation>('POST', upgrades, {
    body: { targetVersion: '1.35', start: 'at', startAt: '2027-03-02T08:00:00Z' },
  });

  await skip(29);
  const before = await api<OperationList>('GET', '/operations');
  expect(before.body.items.map(({ id }) => id)).toEqual([open.body.id, cancelled.id, moved, created]);
  const listed = await api<VersionUpgradeList>('GET', upgrades);
  expect(listed.body.items).toHaveLength(3);

  await skip(2);
  const after = await api<OperationList>('GET', '/operations');
  expect(after.body.items.map(({ id }) => id)).toEqual([open.body.id]);
  const ofCluster = await api<OperationList>('GET', '/operations?cluster=prod');
  expect(ofCluster.body.items.map(({ id }) => id)).toEqual([open.body.id]);
  await api.refused('not_found', 'GET', `/operations/${created}`);
  const kept = await api<VersionUpgradeList>('GET', upgrades);
  expect(kept.body.items.map(({ status, targetVersion }) => [status.phase, targetVersion]).sort()).toEqual([
    ['Scheduled', '1.35'],
    ['Succeeded', '1.34'],
  ]);

  await clock.advance(DAY_MS / 100);
  expect(await store.prune(10)).toBe(0);
  await skip(300);
  expect((await api<Operation>('GET', `/operations/${open.body.id}`)).body.endedAt).toBeNull();
  await skip(70);
  await clock.advance(600_000);
  expect((await api<Operation>('GET', `/operations/${open.body.id}`)).body.status).toBe('succeeded');
  await stop();
});
