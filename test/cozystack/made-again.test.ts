// A name that is made again by the process that deleted what had it: nobody else was there.
import type { Operation, OperationList } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { openWorld } from './world.ts';

test('a cluster that is made again after it was deleted is made once, in direct mode', async () => {
  const world = await openWorld({ way: 'direct', profile: '1.6.2' }, []);
  const create = { name: 'prod', displayName: 'The first' };
  await world.ask('POST', '/clusters', create);
  await world.pass(600_000);
  const deletion = await world.ask<Operation>('DELETE', '/clusters/prod');
  await world.pass(600_000);
  expect((await world.ask<Operation>('GET', `/operations/${deletion.id}`)).status).toBe('succeeded');

  const { id } = await world.ask<Operation>('POST', '/clusters', create);
  const { items } = await world.ask<OperationList>('GET', '/operations?cluster=prod');
  expect(items.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    'Cluster.create running',
    'Cluster.delete succeeded',
    'Cluster.create succeeded',
  ]);
  await world.pass(600_000);
  expect((await world.ask<Operation>('GET', `/operations/${id}`)).status).toBe('succeeded');
  await world.close();
});
