// Somebody lacks a right that a look at a cluster needs. The cluster may run well, and who reads of it is told what is missing:
// the verb, the resource, and what to do.
import type { Cluster, NodeGroupList } from '@hikube/openapi/types';
import { afterEach, expect, test } from 'vitest';
import { openWorld, type Way, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const NEEDED = [
  ['get', 'kuberneteses', '/kuberneteses/prod'],
  ['get', 'tenantsecrets', '/tenantsecrets/kubernetes-prod-admin-kubeconfig'],
  ['list', 'workloadmonitors', '/workloadmonitors'],
] as const;
const TO_DO: Readonly<Record<Way, RegExp>> = {
  direct: /ask whoever gave you the kubeconfig for the rights/,
  service: /the operator has to give it more rights/,
};

test.each(
  NEEDED.flatMap((needed) => (['direct', 'service'] as const).map((way) => [way, ...needed] as const)),
)('%s: a look without the right to %s %s says so', async (way, verb, resource, end) => {
  const isNeeded = ({ method, url }: Request) => method === 'GET' && new URL(url).pathname.endsWith(end);
  world = await openWorld({ way, profile: '1.6.2', faults: [{ with: 403, times: 1_000, only: isNeeded }] }, [
    'prod',
  ]);
  await world.pass(60_000);
  const { status } = await world.ask<Cluster>('GET', '/clusters/prod');
  for (const type of ['Ready', 'Healthy', 'PlatformReachable']) {
    const told = status.conditions.find((each) => each.type === type)!;
    expect(told).toMatchObject({ reason: 'Forbidden', message: expect.stringMatching(TO_DO[way]) });
    expect(told.message).toContain(`${verb} ${resource}`);
  }
  expect(status.conditions.filter((each) => each.status === 'True')).toEqual([]);
  expect(status.conditions.filter(({ reason }) => reason !== 'Forbidden')).toEqual([]);
  const { items } = await world.ask<NodeGroupList>('GET', '/clusters/prod/node-groups');
  expect(items[0]!.status.conditions.find(({ type }) => type === 'Ready')).toMatchObject({
    status: 'Unknown',
    reason: 'Forbidden',
  });
});
