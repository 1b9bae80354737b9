// The rollout of a node group: how fast its nodes are exchanged, seen from outside while they are.
import type { Impact, NodeGroup, NodeList, Operation, VersionUpgradeList } from '@hikube/openapi/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';
import { PROD } from './samples.ts';

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
  const nodeGroups = { web: { minReplicas: 4, maxReplicas: 4 } };
  const { body } = await service.api<Operation>('POST', '/clusters', { body: { ...PROD, nodeGroups } });
  await service.finish(body);
});
afterEach(() => service.dispose());

const WEB = '/clusters/prod/node-groups/web';

/** Most nodes, and fewest ready ones, until the operation has ended. */
async function watched(operation: Operation): Promise<readonly [most: number, least: number]> {
  let [most, least] = [0, Number.POSITIVE_INFINITY];
  for (let looks = 0; looks < 1000; looks += 1) {
    const { items } = (await service.api<NodeList>('GET', '/clusters/prod/nodes')).body;
    most = Math.max(most, items.length);
    least = Math.min(least, items.filter(({ status }) => status.phase === 'Ready').length);
    const { endedAt } = (await service.api<Operation>('GET', `/operations/${operation.id}`)).body;
    if (endedAt !== null) return [most, least];
    await service.clock.advance(5000);
  }
  throw new Error('The operation does not end.');
}

describe('a rollout', () => {
  test('has the defaults of before, and alone replaces nothing', async () => {
    const { body: group } = await service.api<NodeGroup>('GET', WEB);
    expect(group.rollout).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    const body = { rollout: { maxSurge: 2 } };
    const { body: impact } = await service.api<Impact>('PATCH', `/previews${WEB}`, { body });
    expect(impact).toMatchObject({
      nodesRolled: 0,
      warnings: [],
      changes: [{ fields: ['/rollout/maxSurge'] }],
    });
    const { body: operation } = await service.api<Operation>('PATCH', WEB, { body });
    expect(await service.finish(operation)).toMatchObject({ status: 'succeeded' });
    expect((await service.api<NodeGroup>('GET', WEB)).body.rollout).toEqual({
      maxSurge: 2,
      maxUnavailable: 0,
    });
  });

  test.each([
    [{ maxSurge: 1, maxUnavailable: 0 }, [5, 4]],
    [{ maxSurge: 2, maxUnavailable: 1 }, [6, 3]],
    [{ maxSurge: 0, maxUnavailable: 2 }, [4, 2]],
  ])('%j holds while settings change', async (rollout, bounds) => {
    const { body } = await service.api<Operation>('PATCH', WEB, { body: { rollout, diskSize: '40Gi' } });
    expect(await watched(body)).toEqual(bounds);
  });

  test('holds while the version of the cluster moves', async () => {
    await service.api('PATCH', WEB, { body: { rollout: { maxSurge: 0, maxUnavailable: 2 } } });
    const { body } = await service.api<Operation>('PATCH', '/clusters/prod', { body: { version: '1.34' } });
    const { items } = (await service.api<VersionUpgradeList>('GET', '/clusters/prod/version-upgrades')).body;
    expect(items.map((upgrade) => [upgrade.maxSurge, upgrade.maxUnavailable])).toEqual([
      [undefined, undefined],
    ]);
    expect(await watched(body)).toEqual([4, 2]);
  });

  test('counts against the quota while nodes are replaced', async () => {
    await service.dispose();
    service = await startTestService({ config: { quota: { nodes: '5' } } });
    const nodeGroups = { web: { minReplicas: 4, maxReplicas: 4 } };
    const { body } = await service.api<Operation>('POST', '/clusters', { body: { ...PROD, nodeGroups } });
    await service.finish(body);
    const warned = async (maxSurge: number) => {
      const change = { rollout: { maxSurge }, diskSize: '40Gi' };
      const { body: impact } = await service.api<Impact>('PATCH', `/previews${WEB}`, { body: change });
      return impact.warnings.map(({ code }) => code);
    };
    expect(await warned(1)).not.toContain('quota_at_surge');
    expect(await warned(2)).toContain('quota_at_surge');
  });

  test('lets something move', async () => {
    const body = { rollout: { maxSurge: 0 } };
    const { body: problem } = await service.api.refused('validation_failed', 'PATCH', WEB, { body });
    expect(problem.errors).toMatchObject([
      { pointer: '/rollout/maxUnavailable', code: 'upgrade_cannot_proceed' },
    ]);
  });
});
