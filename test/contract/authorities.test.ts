// The authority of a cluster is the platform's: it becomes known with the cluster, and nothing of the cluster changes by it.
import type { Cluster, ClusterList, Operation } from '@hikube/openapi/types';
import { type Platform, PlatformError } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
/** The platform answers nobody. */
let isAway = true;
beforeAll(async () => {
  const wrapPlatform = (platform: Platform): Platform => ({
    ...platform,
    async observe(ref) {
      if (isAway) throw new PlatformError('Unreachable', 'The line is dead.', { retryable: true });
      return platform.observe(ref);
    },
  });
  service = await startTestService({ wrapPlatform });
});
afterAll(() => service.dispose());

const read = () => service.api<Cluster>('GET', '/clusters/prod');

test('is null at first, then stays, and moves neither generation nor ETag', async () => {
  const created = await service.api<Operation>('POST', '/clusters', { body: { name: 'prod' } });
  const first = await read();
  isAway = false;
  await service.finish(created.body);
  const then = await read();
  expect([first.body.certificateAuthority, first.body.generation]).toEqual([null, 1]);
  expect(then.body.certificateAuthority).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  expect([then.body.generation, then.headers.get('etag')]).toEqual([1, first.headers.get('etag')]);
  const { items } = (await service.api<ClusterList>('GET', '/clusters')).body;
  expect(items[0]?.certificateAuthority).toBe(then.body.certificateAuthority);
  const changed = await service.api<Operation>('PATCH', '/clusters/prod', {
    body: { displayName: 'Production' },
    headers: { 'If-Match': first.headers.get('etag') ?? '' },
  });
  expect(changed.status).toBe(202);
  await service.finish(changed.body);
  expect((await read()).body.certificateAuthority).toBe(then.body.certificateAuthority);
});

test('outlives a platform that does not answer', async () => {
  const before = (await read()).body.certificateAuthority;
  isAway = true;
  await service.clock.advance(3_600_000);
  const { body } = await read();
  expect(body.status.conditions.find(({ type }) => type === 'PlatformReachable')?.status).toBe('False');
  expect(body.certificateAuthority).toBe(before);
});
