import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { fetchTenantUid, needTenantUid } from './identity.ts';
import type { Fetch } from './kubernetes/client.ts';
import { fetchShape } from './shape.ts';

type Ask = (fetch: Fetch, clock: ReturnType<typeof createVirtualClock>) => Promise<unknown>;

test.each<[string, Ask]>([
  ['the uid of the namespace', (fetch, clock) => fetchTenantUid(fetch, clock, 'tenant-acme')],
  ['the uid that is needed', (fetch, clock) => needTenantUid(fetch, clock, 'tenant-acme')],
  ['the shape of the release', (fetch, clock) => fetchShape(fetch, clock)],
])('a platform that is silent is asked once, for ten seconds: %s', async (_what, ask) => {
  const clock = createVirtualClock(0);
  let asked = 0;
  const silent: Fetch = ({ signal }) => {
    asked += 1;
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  };
  const answer = ask(silent, clock);
  const told = expect(answer).rejects.toMatchObject({ reason: 'Unreachable', retryable: true });
  await clock.advance(10_000);
  await told;
  expect(asked).toBe(1);
});
