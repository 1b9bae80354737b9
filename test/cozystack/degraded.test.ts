// A cluster of a Cozystack that is degraded says why itself, and is well again by itself.
import type { Cluster } from '@hikube/openapi/types';
import { afterEach, expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

async function healthOf(isThere: (phase: string) => boolean): Promise<string> {
  for (let moment = 0; moment < 200; moment += 1) {
    const { status } = await world.ask<Cluster>('GET', '/clusters/prod');
    if (isThere(status.phase)) {
      const { reason, message } = status.conditions.find(({ type }) => type === 'Healthy')!;
      return `${status.phase} ${reason}: ${message}`;
    }
    await world.pass(5_000);
  }
  throw new Error('The cluster does not come to that phase.');
}

test('whose API server is down', async () => {
  world = await openWorld({ way: 'service', profile: '1.6.2' }, ['prod']);
  const isDegraded = (phase: string) => phase === 'Degraded';
  const isRunning = (phase: string) => phase === 'Running';
  expect(await healthOf(isRunning)).toBe('Running NothingMissing: ');
  const { cluster } = world.double.clusters().get('tenant-acme/prod')!;
  cluster!.up = false;
  expect(await healthOf(isDegraded)).toMatch(/^Degraded ApiNotReady: The API server does not answer\./);
  cluster!.up = true;
  expect(await healthOf(isRunning)).toBe('Running NothingMissing: ');
});
