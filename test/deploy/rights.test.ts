// The Role of the chart: what the driver asks for, each right of it, and nothing else.
import type { Platform } from '@hikube/service/platform';
import { clusterWish, describePlatformContract, groupWish } from '@hikube/service/platform/suite';
import { afterEach, describe, expect, test } from 'vitest';
import { type Driven, driveCozystack } from '../doubles/cozystack/driver.support.ts';
import type { Release } from '../doubles/cozystack/index.ts';
import { isForFullRun } from '../support/left-out.ts';
import { readChart } from './chart.support.ts';
import { Asked, type Rule, reachWithRole, rightsOf } from './rights.support.ts';

/** What the platform lets everybody with a binding read, so that no Role of ours has to. */
const FOR_EVERYBODY = [
  'get /openapi/v3/apis/apps.cozystack.io/v1alpha1',
  'get tenantnamespaces.core.cozystack.io',
];

const RULES = await readChart<readonly Rule[]>('files/tenant-rules.yaml');

let driven: Driven | undefined;
afterEach(async () => {
  await driven?.platform.close();
  driven = undefined;
});

async function until(isSo: (platform: Platform) => Promise<boolean>): Promise<void> {
  for (let moment = 0; moment < driven!.patience; moment += 1) {
    if (await isSo(driven!.platform)) return;
    await driven!.tick();
  }
  throw new Error('not reached in time');
}

/** The life of a cluster, with everything that the service asks a platform for. */
async function live(): Promise<void> {
  const { platform, now } = driven!;
  const unwatch = platform.watch(() => undefined);
  const group = groupWish('web');
  const cluster = { name: 'prod', uid: clusterWish().uid, tenant: 'acme' };
  const wanted = { ...cluster, topology: 'production', exposure: 'proxied' } as const;
  const { endpoint, sites, host } = await platform.assign(cluster, wanted);
  const desired = clusterWish({ endpoint, sites, host, nodeGroups: [group] });
  await platform.apply(desired);
  await until(async () => {
    const seen = await platform.observe(desired);
    return seen?.apiReady === true && seen.nodeGroups[0]?.observedGeneration === 1;
  });
  const order = { id: 'kc-1', role: 'view', expiresAt: now() + 900_000 } as const;
  await platform.access.issue(desired, order);
  await platform.access.revoke(desired, 'kc-1');
  await platform.events?.(desired, undefined);
  expect((await platform.list('acme')).clusters).toHaveLength(1);
  const larger = { ...desired, generation: 2, nodeGroups: [{ ...group, generation: 2, maxReplicas: 5 }] };
  await platform.apply(larger);
  await until(async () => (await platform.observe(larger))?.observedGeneration === 2);
  // Only of a deletion that hangs the machines are looked for.
  driven!.double.plants.hold('prod');
  await platform.remove(larger);
  await until(async () => (await platform.observe(larger))?.failure?.message.includes('hangs') === true);
  driven!.double.plants.heal('prod');
  await until(async () => (await platform.observe(larger)) === undefined);
  unwatch();
}

describe.each(['1.6.2', '1.1.2'] satisfies Release[])('on cozystack %s', (release) => {
  test('the life of a cluster needs every right of the Role, and no other', async () => {
    const asked = new Asked();
    driven = await driveCozystack(release, ['acme'], reachWithRole(asked));
    await live();
    expect(asked.forbidden).toEqual([]);
    expect([...asked.inNamespace].sort()).toEqual(rightsOf(RULES).sort());
    expect([...asked.elsewhere].filter((right) => !FOR_EVERYBODY.includes(right))).toEqual([]);
  });
});

test('the double refuses what a Role lacks', async () => {
  const asked = new Asked();
  const rules = RULES.map((rule) => ({ ...rule, verbs: rule.verbs.filter((verb) => verb !== 'create') }));
  driven = await driveCozystack('1.6.2', ['acme'], reachWithRole(asked, rules));
  await expect(live()).rejects.toThrow();
  expect(asked.forbidden).toContain('create kuberneteses.apps.cozystack.io');
});

describe.skipIf(isForFullRun('The suite of platforms with the Role of the chart'))('with that Role', () => {
  const asked = new Asked();
  describePlatformContract(() => driveCozystack('1.6.2', ['acme', 'other'], reachWithRole(asked)));

  test('nothing else was asked for, or refused', () => {
    expect(asked.forbidden).toEqual([]);
    expect(rightsOf(RULES)).toEqual(expect.arrayContaining([...asked.inNamespace]));
  });
});
