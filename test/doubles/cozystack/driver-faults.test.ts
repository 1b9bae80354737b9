// What goes wrong with a platform as a whole: it is away, it is slow, it hangs, somebody else writes to it. What becomes of a
// single call that fails is in driver-failing-calls.test.ts.
import type { DesiredCluster } from '@hikube/service/platform';
import { clusterWish, groupWish } from '@hikube/service/platform/suite';
import { afterEach, expect, test } from 'vitest';
import { SCALE } from '../../support/scale.ts';
import { type Driven, driveCozystack } from './driver.support.ts';
import { ended as endedOn, insist as insistOn } from './driver-patience.ts';
import type { Release } from './index.ts';
import { type App, PATH } from './testing.ts';

const RELEASES: readonly Release[] = SCALE >= 1 ? ['1.1.2', '1.6.2'] : ['1.6.2'];

let driven: Driven;
afterEach(() => driven.platform.close());

function wishOf(changes: Partial<DesiredCluster> = {}): DesiredCluster {
  return clusterWish({ nodeGroups: [groupWish('web', { minReplicas: 1, maxReplicas: 2 })], ...changes });
}

const ended = <Result>(work: Promise<Result>): Promise<Result> => endedOn(driven, work);
const insist = (work: () => Promise<void>): Promise<void> => insistOn(driven, work);

async function applications(): Promise<readonly App[]> {
  const { body } = await driven.double.tenant('acme').ask<{ items: App[] }>('GET', PATH);
  return body.items;
}

const first = wishOf();
const second = wishOf({
  generation: 2,
  nodeGroups: [groupWish('web', { generation: 2, minReplicas: 2, maxReplicas: 2 })],
});

async function make(): Promise<void> {
  await ended(driven.platform.apply(first));
  await driven.double.advance(300_000);
}

test.each(RELEASES)(
  '%s: an API that is away for an hour is an error and never a cluster that is gone',
  async (release) => {
    driven = await driveCozystack(release);
    await make();
    driven.double.faults.away();
    for (const work of [() => driven.platform.observe(first), () => driven.platform.list('acme')])
      await expect(ended<unknown>(work())).rejects.toMatchObject({ retryable: true, reason: 'Unreachable' });
    await driven.double.advance(3_600_000);
    driven.double.faults.away(false);
    expect((await driven.platform.observe(first))?.apiReady).toBe(true);
  },
);

test.each(['away', 'missing'] as const)(
  'an aggregated server that is %s is an error, too',
  async (presence) => {
    driven = await driveCozystack('1.6.2');
    await make();
    driven.double.presence(presence);
    await expect(ended(driven.platform.observe(first))).rejects.toMatchObject({ retryable: true });
    await expect(ended(driven.platform.remove(first))).rejects.toMatchObject({ retryable: true });
    driven.double.presence('here');
    expect((await driven.platform.observe(first))?.deleting).toBe(false);
  },
);

test('a credential that has expired is said to be what it is', async () => {
  driven = await driveCozystack('1.6.2');
  await make();
  driven.double.faults.expire(driven.double.tenant('acme').token);
  const refused = driven.platform.observe(first);
  await expect(ended(refused)).rejects.toMatchObject({ reason: 'CredentialRefused', retryable: true });
});

test.each([
  ['an answer in time', 'timeout', '/api/v1/nodes', 'does not answer everything'],
  ['the right to read nodes', 403, '/api/v1/nodes', 'does not let the credential'],
  ['an accepted credential', 401, '/readyz', 'does not accept the credential'],
] as const)('a cluster that answers without %s is not one that is down', async (_, failure, path, words) => {
  driven = await driveCozystack('1.6.2');
  await make();
  const only = ({ url }: Request): boolean => new URL(url).pathname === path;
  driven.inside.strike({ with: failure, only, times: 10 });
  await expect(ended(driven.platform.observe(first))).rejects.toMatchObject({
    reason: 'ClusterUnreadable',
    retryable: true,
    message: expect.stringMatching(new RegExp(`^The API server of prod ${words}`)),
  });
  driven.inside.clear();
  expect((await ended(driven.platform.observe(first)))?.nodeGroups[0]?.nodes).toHaveLength(1);
  driven.inside.away();
  expect((await ended(driven.platform.observe(first)))?.apiReady).toBe(false);
});

test('a look after a wish that changed nothing reads the application once, and a later one anew', async () => {
  driven = await driveCozystack('1.6.2');
  await make();
  const reads = async (work: () => Promise<unknown>): Promise<number> => {
    const from = driven.double.faults.calls.length;
    await ended(work());
    return driven.double.faults.calls.slice(from).filter((call) => call === `GET ${PATH}/prod`).length;
  };
  expect(await reads(() => driven.platform.apply(first))).toBe(1);
  expect(await reads(() => driven.platform.observe(first))).toBe(0);
  expect(await reads(() => driven.platform.observe(first))).toBe(1);
  await ended(driven.platform.apply(first));
  await driven.double.advance(2_000);
  expect(await reads(() => driven.platform.observe(first))).toBe(1);
});

test('a way into a cluster is read anew when it leads nowhere', async () => {
  driven = await driveCozystack('1.6.2');
  await make();
  const reads = async (): Promise<number> => {
    const from = driven.double.faults.calls.length;
    await ended(driven.platform.observe(first));
    return driven.double.faults.calls.slice(from).filter((call) => call.includes('tenantsecrets')).length;
  };
  expect([await reads(), await reads()]).toEqual([1, 0]);
  driven.inside.away();
  // In the same look, since another one may be there by now.
  expect([await reads(), await reads()]).toEqual([1, 1]);
  driven.inside.away(false);
  expect([await reads(), await reads()]).toEqual([0, 0]);
  await driven.double.advance(1_800_000);
  expect(await reads()).toBe(1);
});

test('reads that lag do not make a cluster twice, and do not undo a change', async () => {
  driven = await driveCozystack('1.6.2');
  driven.double.lag(2_000);
  await ended(driven.platform.apply(first));
  expect(await ended(driven.platform.observe(first))).toBeDefined();
  await ended(driven.platform.apply(second));
  await ended(driven.platform.apply(first));
  await driven.double.advance(300_000);
  expect((await driven.double.inside('acme', 'prod')).nodes).toHaveLength(2);
  expect(await applications()).toHaveLength(1);
});

test('a deletion that hangs names what is left', async () => {
  driven = await driveCozystack('1.6.2');
  await make();
  driven.double.plants.hold('prod');
  await ended(driven.platform.remove(first));
  await driven.double.advance(900_000);
  const seen = await driven.platform.observe(first);
  expect(seen).toMatchObject({ deleting: true, failure: { reason: 'UninstallFailed' } });
  expect(seen!.failure!.message).toMatch(/^The deletion of prod hangs: .*DataStore.* Still there: /s);
});

test('a create over an object that is going waits for its end, and never writes to it', async () => {
  driven = await driveCozystack('1.6.2');
  await make();
  driven.double.plants.hold('prod');
  await ended(driven.platform.remove(first));
  await driven.double.advance(60_000);
  const successor = wishOf({ uid: 'a5b4c3d2-1e0f-4a9b-8c7d-6e5f4a3b2c1d' });
  const from = driven.double.faults.calls.length;
  for (let tries = 0; tries < 3; tries += 1)
    await expect(ended(driven.platform.apply(successor))).rejects.toMatchObject({
      reason: 'NameInUse',
      retryable: true,
    });
  const calls = driven.double.faults.calls.slice(from);
  expect(calls.filter((call) => !call.startsWith('GET '))).toEqual([]);
  driven.double.plants.heal('prod');
  await driven.double.advance(900_000);
  expect(await applications()).toEqual([]);
  await insist(() => driven.platform.apply(successor));
  expect(await applications()).toHaveLength(1);
});

test('keys that somebody else wrote stay, and so does a neighbour', async () => {
  driven = await driveCozystack('1.6.2');
  await make();
  const { ask } = driven.double.tenant('acme');
  const before = (await ask<App>('GET', `${PATH}/prod`)).body;
  const spec = { ...before.spec, futureKey: { a: 1 } };
  await ask('PUT', `${PATH}/prod`, { ...before, spec });
  await driven.makeByHand!(wishOf({ name: 'by-hand' }));
  const neighbour = (await ask<App>('GET', `${PATH}/by-hand`)).body;
  await ended(driven.platform.apply(second));
  expect((await ask<App>('GET', `${PATH}/prod`)).body.spec['futureKey']).toEqual({ a: 1 });
  const { metadata, spec: own } = (await ask<App>('GET', `${PATH}/by-hand`)).body;
  expect([metadata.uid, metadata.labels, metadata.annotations, own]).toEqual([
    neighbour.metadata.uid,
    neighbour.metadata.labels,
    neighbour.metadata.annotations,
    neighbour.spec,
  ]);
});
