// What one process writes on the platform another reads, and their clocks need not agree: neither a writer that is an hour ahead
// nor one that is an hour behind decides when a deletion is carried out.
import { createDirect, type Direct } from '@hikube/direct';
import { type Clock, createVirtualClock, systemRandom, type VirtualClock } from '@hikube/service';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Cozystack, startCozystack } from '../doubles/cozystack/index.ts';
import { appOf, PATH } from '../doubles/cozystack/testing.ts';

const HOUR_MS = 3_600_000;
const PROFILE = '1.6.2';

let clock: VirtualClock;
let double: Cozystack;
let open: Direct[];

beforeEach(async () => {
  clock = createVirtualClock(Date.parse('2026-11-28T09:00:00Z'));
  double = await startCozystack({ profile: PROFILE, clock });
  open = [];
  await double.tenant('acme').ask('POST', PATH, appOf(PROFILE, 'prod'));
  await double.advance(600_000);
});
afterEach(async () => {
  for (const direct of open) await direct.close();
  await double.close();
});

/** The same time, read from a clock that is wrong. */
function wrongBy(ms: number): Clock {
  return {
    now: () => clock.now() + ms,
    monotonic: () => clock.monotonic(),
    schedule: (at, work) => clock.schedule(at - ms, work),
  };
}

/** Somebody with a clock of his own. */
function process(own: Clock, isDated = true): (method: string, path: string, body?: object) => Promise<void> {
  const { namespace, kubeconfig } = double.tenant('acme');
  const platform = double.connect(kubeconfig);
  const direct = createDirect({
    namespace,
    clock: own,
    random: systemRandom,
    reach: async () => ({
      server: double.url,
      async fetch(request) {
        const answer = await platform(request);
        if (!isDated) answer.headers.delete('date');
        return answer;
      },
    }),
    connect: (of) => double.connect(of),
  });
  open.push(direct);
  return async (method, path, body) => {
    const answer = await direct.fetch(`${direct.endpoint}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(answer.ok, `${method} ${path}: ${await answer.text()}`).toBe(true);
  };
}

async function deletedBy(remover: ReturnType<typeof process>): Promise<number> {
  const begun = clock.now();
  await remover('DELETE', '/clusters/prod');
  const isThere = async () => (await double.tenant('acme').ask('GET', `${PATH}/prod`)).status === 200;
  while ((await isThere()) && clock.now() - begun < 3 * HOUR_MS) await double.advance(15_000);
  return (clock.now() - begun) / 60_000;
}

describe.each([
  ['an hour ahead', HOUR_MS],
  ['an hour behind', -HOUR_MS],
])('a process whose clock is %s', (_what, ms) => {
  test('writes, and another deletes: in time, and leaving nothing behind', async () => {
    await process(wrongBy(ms))('PATCH', '/clusters/prod', { displayName: 'Production' });
    expect(await deletedBy(process(clock))).toBeLessThan(8);
    await double.advance(HOUR_MS);
    expect([...double.clusters().keys()]).toEqual([]);
  });

  test('deletes what another wrote: in time, and leaving nothing behind', async () => {
    await process(clock)('PATCH', '/clusters/prod', { displayName: 'Production' });
    expect(await deletedBy(process(wrongBy(ms)))).toBeLessThan(8);
    await double.advance(HOUR_MS);
    expect([...double.clusters().keys()]).toEqual([]);
  });
});

test('a writer ahead holds nothing up where no answer says what time it is', async () => {
  await process(wrongBy(HOUR_MS), false)('PATCH', '/clusters/prod', { displayName: 'Production' });
  expect(await deletedBy(process(clock, false))).toBeLessThan(8);
  await double.advance(HOUR_MS);
  expect([...double.clusters().keys()]).toEqual([]);
});

test('what was written long ago is deleted at once, whatever the clock of its writer', async () => {
  await process(wrongBy(HOUR_MS))('PATCH', '/clusters/prod', { displayName: 'Production' });
  await double.advance(HOUR_MS / 2);
  expect(await deletedBy(process(wrongBy(-HOUR_MS)))).toBeLessThan(2);
});
