// A wait for a cluster ends with the work on it, also right after that was accepted, and not with work that has yet to come.
import type { Emulator } from '@hikube/emulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, hikube } from './world.ts';

let world: Emulator;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const words = (line: string) => line.split(' ');

test.each([
  ['cluster create new --no-wait', 'new', 'cluster get new -o jsonpath={.status.phase}', 'Running'],
  [
    'node-group update prod web --min-replicas 4 --no-wait',
    'prod',
    'node-group get prod web -o jsonpath={.status.readyReplicas}',
    '4',
  ],
  [
    'addon enable prod monitoring --no-wait',
    'prod',
    'addon get prod monitoring -o jsonpath={.status.phase}',
    'Ready',
  ],
  [
    'upgrade start prod --target-version 1.35 --yes --no-wait',
    'prod',
    'cluster get prod -o jsonpath={.status.version}',
    '1.35.1',
  ],
])('%s, and then a wait', async (line, cluster, look, expected) => {
  await using emulator = await world.fork();
  expect((await hikube(emulator, words(line))).code).toBe(0);
  const { code, stderr } = await hikube(emulator, ['cluster', 'wait', cluster]);
  expect([code, stderr]).toEqual([0, expect.stringContaining('100 %')]);
  expect((await hikube(emulator, words(look))).stdout.trimEnd()).toBe(expected);
});

test('a cluster that the reconciler has not looked at is waited for', async () => {
  await using emulator = await world.fork();
  await hikube(emulator, words('cluster create new --no-wait'));
  let isFirst = true;
  const notLookedAt = async (request: Request) => {
    const answer = await emulator.fetch(request);
    if (!isFirst || !request.url.endsWith('/clusters/new')) return answer;
    isFirst = false;
    const cluster = (await answer.json()) as { status: { currentOperation: string | null } };
    cluster.status.currentOperation = null;
    return Response.json(cluster, answer);
  };
  const { endpoint, token } = emulator;
  const { stdout, stderr } = await hikube(
    { fetch: notLookedAt, endpoint, token },
    words('cluster wait new -o jsonpath={.status.phase}'),
  );
  expect([stdout.trimEnd(), stderr]).toEqual(['Running', expect.stringContaining('100 %')]);
});

test('a cluster that is being deleted is waited for until it is gone', async () => {
  await using emulator = await world.fork();
  await hikube(emulator, words('cluster delete test --yes --no-wait'));
  const { code, stderr } = await hikube(emulator, words('cluster wait test'));
  expect([code, stderr]).toEqual([0, expect.stringContaining('cluster/test is gone')]);
});

test('an upgrade of which the time has yet to come holds no wait up', async () => {
  await using emulator = await world.fork();
  const startAt = new Date(emulator.clock.now() + 7 * 86_400_000).toISOString();
  await hikube(emulator, [
    ...words('upgrade start prod --target-version 1.35 --start at --start-at'),
    startAt,
    '--yes',
    '--no-wait',
  ]);
  const { code } = await hikube(emulator, words('cluster wait prod'));
  const { status } = (await emulator.client().versionUpgrades.list('prod')).items[0]!;
  expect([code, status.phase]).toEqual([0, 'Scheduled']);
});

test('the longest wait counts for all of it', async () => {
  await using emulator = await world.fork();
  await hikube(emulator, words('cluster create new --no-wait'));
  const { code, stderr } = await hikube(emulator, words('cluster wait new --timeout 0s'));
  expect([code, stderr]).toEqual([9, expect.stringContaining('hikube operation wait')]);
});
