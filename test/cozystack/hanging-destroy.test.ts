// A destroy that waits for what holds a cluster: at the time-out Terraform names it, and once it has gone so has the cluster.
import { type Clock, createClient } from '@hikube/sdk';
import { afterEach, expect, test } from 'vitest';
import { describeOutcome, waitFor } from '../../terraform-provider/src/api/waiting.ts';
import { openWorld, TOKEN, type World } from './world.ts';

const PATIENCE_MS = 5 * 60_000;
const STEP_MS = 5_000;

let world: World;
afterEach(() => world.close());

/** Of a client, on the clock of the double. */
function clockOf({ clock }: World): Clock {
  return {
    now: () => clock.now(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const cancel = clock.schedule(clock.now() + ms, resolve);
        signal?.addEventListener('abort', () => {
          cancel();
          reject(signal.reason as Error);
        });
      }),
  };
}

/** Lets time pass until something has ended. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined);
  for (let waited = 0; !isOver && waited < 4 * PATIENCE_MS; waited += STEP_MS) await world.pass(STEP_MS);
  return over;
}

test.each([
  { way: 'direct', profile: '1.6.2' },
  { way: 'direct', profile: '1.1.2' },
  { way: 'service', profile: '1.6.2' },
] as const)('$way on $profile: what is left is named at the time-out', async (place) => {
  world = await openWorld(place, ['prod']);
  world.double.plants.hold('prod');
  const clock = clockOf(world);
  const client = createClient({
    endpoint: 'https://hikube.test/v1',
    token: TOKEN,
    fetch: world.fetch,
    clock,
  });
  const { signal } = new AbortController();
  const destroy = () =>
    inTime(waitFor(client.clusters.delete('prod'), { timeoutMs: PATIENCE_MS, signal, now: clock.now }));
  const outcome = await destroy();
  if (outcome.ended !== 'waiting') throw new Error(`It ended with ${outcome.ended}.`);
  const text = describeOutcome(outcome);
  expect(text).toMatch(/^The time-out was reached after 5 min \d+ s; the work goes on\. /);
  expect(text).toContain('The deletion of prod hangs: ');
  expect(text).toContain(
    'DataStore tenant-etcd has finalizers left. Still there: Pod virt-launcher-kubernetes-prod-web-',
  );
  expect(text).toContain('WorkloadMonitor kubernetes-prod, ');
  expect(text.split('The deletion of prod hangs')).toHaveLength(2);
  world.double.plants.heal('prod');
  await inTime(world.pass(600_000));
  await expect(inTime(client.clusters.get('prod'))).rejects.toMatchObject({ status: 404 });
  expect(world.double.clusters().size).toBe(0);
});
