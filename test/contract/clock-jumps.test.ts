// The clock of the service jumps by an hour, as a correction or a suspended machine makes it: everything goes on, waits
// and streams keep their limits, and nothing begins before it was asked for.
import type { ClusterList, Operation, OperationList, VersionUpgradeList } from '@hikube/openapi/types';
import { createSeededRandom } from '@hikube/service';
import { afterEach, describe, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
afterEach(() => service.dispose());

const HOUR = 3_600_000;
const STEP_MS = 10_000;
const PATIENCE_MS = 25 * 60_000;

/** Lets time pass until the operation has ended. @returns how long that took, by a clock that does not jump */
async function finish(id: string, disturb: () => void): Promise<{ operation: Operation; tookMs: number }> {
  const { clock, api } = service;
  const begun = clock.monotonic();
  for (;;) {
    disturb();
    const { body } = await api<Operation>('GET', `/operations/${id}`);
    const tookMs = clock.monotonic() - begun;
    if (body.endedAt !== null || tookMs > PATIENCE_MS) return { operation: body, tookMs };
    await clock.advance(STEP_MS);
  }
}

function checkOrder({
  createdAt,
  startedAt,
  endedAt,
}: Pick<Operation, 'createdAt' | 'startedAt' | 'endedAt'>): void {
  if (startedAt !== null) expect(startedAt >= createdAt).toBe(true);
  if (endedAt !== null) expect(endedAt >= (startedAt ?? createdAt)).toBe(true);
}

test('a cluster is made, changed, upgraded and removed while the clock jumps forth and back', {
  timeout: scaledTimeout(60_000),
}, async () => {
  const rounds = scaled(50, 5);
  let longest = 0;
  let jumps = 0;
  for (let round = 0; round < rounds; round += 1) {
    service = await startTestService({ seed: `jumps ${round}` });
    const { api, clock } = service;
    const random = createSeededRandom(`jumps ${round}`);
    const disturb = () => {
      if (random.int(8) > 0) return;
      clock.jump(random.int(2) === 0 ? HOUR : -HOUR);
      jumps += 1;
    };
    const nodeGroups = { web: { minReplicas: 2, maxReplicas: 3 } };
    const steps = [
      () => api<Operation>('POST', '/clusters', { body: { name: 'prod', version: '1.33', nodeGroups } }),
      () => api<Operation>('PATCH', '/clusters/prod/node-groups/web', { body: { instanceType: 's1.large' } }),
      () => api<Operation>('POST', '/clusters/prod/version-upgrades', { body: { targetVersion: '1.34' } }),
      () => api<Operation>('PUT', '/clusters/prod/addons/velero', { body: {} }),
      () => api<Operation>('DELETE', '/clusters/prod'),
    ];
    for (const step of steps) {
      const { operation, tookMs } = await finish((await step()).body.id, disturb);
      expect(operation).toMatchObject({ status: 'succeeded' });
      longest = Math.max(longest, tookMs);
    }
    const { body: operations } = await api<OperationList>('GET', '/operations?limit=100');
    for (const operation of operations.items) checkOrder(operation);
    expect((await api<ClusterList>('GET', '/clusters')).body.items).toEqual([]);
    if (round < rounds - 1) await service.dispose();
  }
  console.log(
    `jumps: ${rounds} clusters lived through ${jumps} jumps of an hour; the longest operation took ${longest / 1000} s`,
  );
  expect(longest).toBeLessThan(PATIENCE_MS);
});

test('nothing begins before it was asked for when the clock is set back in between', async () => {
  service = await startTestService();
  const { api, clock } = service;
  const created = await api<Operation>('POST', '/clusters', {
    body: { name: 'prod', version: '1.33', topology: 'development' },
  });
  clock.jump(-HOUR);
  const { operation } = await finish(created.body.id, () => {});
  checkOrder(operation);
  expect(operation.endedAt).not.toBeNull();
  clock.jump(HOUR);
  const upgrade = await api<Operation>('POST', '/clusters/prod/version-upgrades', {
    body: { targetVersion: '1.34' },
  });
  clock.jump(-HOUR);
  checkOrder((await finish(upgrade.body.id, () => {})).operation);
  const { body } = await api<VersionUpgradeList>('GET', '/clusters/prod/version-upgrades');
  for (const { createdAt, status } of body.items) checkOrder({ createdAt, ...status });
});

describe('a held answer', () => {
  test.each([
    ['forth', HOUR],
    ['back', -HOUR],
  ])('comes when its time is over, though the clock jumps %s', async (_, jumpMs) => {
    service = await startTestService();
    const { api, clock } = service;
    const body = { name: 'prod', version: '1.33', topology: 'development' };
    const created = await api<Operation>('POST', '/clusters', { body });
    await service.finish(created.body);
    const upgrade = await api<Operation>('POST', '/clusters/prod/version-upgrades', {
      body: { targetVersion: '1.34', start: 'at', startAt: '2030-01-01T00:00:00Z' },
    });
    await clock.advance(1_000);
    const { pending } = clock;
    let isOver = false;
    const waiting = api<Operation>('GET', `/operations/${upgrade.body.id}?wait=20s`).then((reply) => {
      isOver = true;
      return reply;
    });
    // Held, and not only sent.
    while (clock.pending === pending) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(5_000);
    clock.jump(jumpMs);
    await clock.advance(10_000);
    expect(isOver).toBe(false);
    await clock.advance(6_000);
    expect(isOver).toBe(true);
    expect((await waiting).body.endedAt).toBeNull();
  });
});

test('a bucket that is empty fills at its own pace, though the clock jumps', async () => {
  service = await startTestService({ config: { rateLimit: { burst: 5, perSecond: 1 } } });
  const { api, clock } = service;
  for (let count = 0; count < 5; count += 1) expect((await api('GET', '/sites')).status).toBe(200);
  clock.jump(HOUR);
  await api.refused('rate_limited', 'GET', '/sites');
  clock.jump(-2 * HOUR);
  await clock.advance(1_000);
  expect((await api('GET', '/sites')).status).toBe(200);
  await api.refused('rate_limited', 'GET', '/sites');
});
