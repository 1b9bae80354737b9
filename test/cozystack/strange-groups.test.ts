// Groups with settings that this API would refuse, and that the platform has taken from somebody else: they hold up no change
// of something else.
import type { NodeGroup, Operation } from '@hikube/sdk';
import { afterEach, expect, test } from 'vitest';
import { type App, PATH } from '../doubles/cozystack/testing.ts';
import { openWorld, type World } from './world.ts';

const GROUP = '/clusters/prod/node-groups/web';

let world: World;
afterEach(() => world.close());

test.each(['service', 'direct'] as const)('of a class of disks that no catalogue has: %s', async (way) => {
  world = await openWorld({ way, profile: '1.6.2' }, ['prod']);
  const { ask } = world.double.tenant('acme');
  const { body: app } = await ask<App>('GET', `${PATH}/prod`);
  const { nodeGroups } = app.spec as { nodeGroups: { web: Record<string, unknown> } };
  Object.assign(nodeGroups.web, { storageClass: 'fast-nvme', kubelet: { evictionHardMemory: '500Mi' } });
  expect((await ask('PUT', `${PATH}/prod`, app)).status).toBe(200);
  await world.pass(600_000);
  const { storageClass, maxReplicas } = await world.ask<NodeGroup>('GET', GROUP);
  expect(storageClass).toBe('fast-nvme');
  await world.ask<Operation>('PATCH', GROUP, { maxReplicas: maxReplicas + 1 });
  const group = await world.ask<NodeGroup>('GET', GROUP);
  expect(group).toMatchObject({ maxReplicas: maxReplicas + 1, storageClass });
  await expect(world.ask('PATCH', GROUP, { storageClass: 'faster' })).rejects.toThrow('storage class');
  await expect(world.ask('PATCH', GROUP, { kubelet: { evictionHardMemory: '400Mi' } })).rejects.toThrow(
    'write both as shares',
  );
});
