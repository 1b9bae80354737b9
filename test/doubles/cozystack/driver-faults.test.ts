// Whatever goes wrong with whichever call to the platform: a create, a change and a removal come to their end, and nothing
// is made twice, left over or destroyed on the way.
import { type DesiredCluster, PlatformError } from '@hikube/service/platform';
import { clusterWish, groupWish } from '@hikube/service/platform/suite';
import { afterEach, describe, expect, test } from 'vitest';
import { SCALE } from '../../support/scale.ts';
import { type Driven, driveCozystack } from './driver.support.ts';
import type { Failure, Release } from './index.ts';
import { type App, PATH } from './testing.ts';

const ALL: readonly Failure[] = [409, 410, 429, 500, 'timeout', 'reset', 'cut'];
// A refusal, a mistake of the server and a broken connection stand for the others where there is little time.
const FAILURES: readonly Failure[] = SCALE >= 1 ? ALL : [409, 500, 'reset'];
const RELEASES: readonly Release[] = SCALE >= 1 ? ['1.1.2', '1.6.2'] : ['1.6.2'];
const STEP_MS = 1_000;
const LONGEST_MS = 3_600_000;

let driven: Driven;
afterEach(() => driven.platform.close());

function wishOf(changes: Partial<DesiredCluster> = {}): DesiredCluster {
  return clusterWish({ nodeGroups: [groupWish('web', { minReplicas: 1, maxReplicas: 2 })], ...changes });
}

/** Lets time pass until something has ended; it waits on the clock that nobody else moves. */
async function ended<Result>(work: Promise<Result>): Promise<Result> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined);
  for (let ms = 0; !isOver && ms < LONGEST_MS; ms += STEP_MS) await driven.double.advance(STEP_MS);
  // Nobody moves the clock any more, and what waits for it would never end.
  if (!isOver) throw new Error(`It was not over after ${LONGEST_MS} ms.`);
  return over;
}

/** Asks again as the reconciler does, until nothing throws. @returns failures that it was told of */
async function insist(work: () => Promise<void>): Promise<PlatformError[]> {
  const failures: PlatformError[] = [];
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      await ended(work());
      return failures;
    } catch (error) {
      if (!(error instanceof PlatformError) || !error.retryable) throw error;
      failures.push(error);
    }
  }
  throw new Error(`It never came to its end: ${failures.at(-1)?.message}`);
}

/** How many calls a flow makes when nothing goes wrong. */
async function callsOf(work: () => Promise<void>): Promise<number> {
  const before = driven.double.faults.calls.length;
  await ended(work());
  return driven.double.faults.calls.length - before;
}

async function applications(): Promise<readonly App[]> {
  const { body } = await driven.double.tenant('acme').ask<{ items: App[] }>('GET', PATH);
  return body.items;
}

interface Flow {
  readonly name: string;
  /** Brings the platform to where it begins. */
  readonly prepare: () => Promise<void>;
  readonly work: () => Promise<void>;
  /** What must be true of the platform afterwards. */
  readonly check: () => Promise<void>;
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

const FLOWS: readonly Flow[] = [
  {
    name: 'create',
    prepare: async () => {},
    work: () => driven.platform.apply(first),
    check: async () => {
      await driven.double.advance(300_000);
      expect((await driven.double.inside('acme', 'prod')).nodes).toHaveLength(1);
      expect(await applications()).toHaveLength(1);
      expect(driven.double.clusters().size).toBe(1);
    },
  },
  {
    name: 'change',
    prepare: make,
    work: () => driven.platform.apply(second),
    check: async () => {
      await driven.double.advance(300_000);
      expect((await driven.double.inside('acme', 'prod')).nodes).toHaveLength(2);
      expect(await applications()).toHaveLength(1);
    },
  },
  {
    name: 'look',
    prepare: make,
    work: async () => {
      expect(await driven.platform.observe(first)).toBeDefined();
    },
    check: async () => {
      expect((await driven.double.inside('acme', 'prod')).nodes).toHaveLength(1);
    },
  },
  {
    name: 'remove',
    prepare: make,
    work: async () => {
      await driven.platform.remove(first);
      // Asked for once more at once, as the reconciler does: it must not let the application go without its uninstall.
      await driven.platform.apply(second);
    },
    check: async () => {
      await driven.double.advance(300_000);
      expect(await applications()).toEqual([]);
      // Nothing is left that runs although nobody sees it.
      expect(driven.double.clusters().size).toBe(0);
    },
  },
];

describe.each(RELEASES)('release %s', (release) => {
  describe.each(FLOWS)('$name', ({ prepare, work, check }) => {
    test.each(FAILURES.flatMap((failure) => [[failure, false] as const, [failure, true] as const]))(
      'comes to its end when any one call fails with %s, and was done: %s',
      async (failure, done) => {
        driven = await driveCozystack(release);
        await prepare();
        const calls = await callsOf(work);
        await driven.platform.close();
        expect(calls).toBeGreaterThan(0);
        for (let call = 1; call <= calls; call += 1) {
          driven = await driveCozystack(release);
          await prepare();
          driven.double.faults.strike({ call, with: failure, done });
          await insist(work);
          driven.double.faults.clear();
          await check();
          if (call < calls) await driven.platform.close();
        }
      },
    );
  });
});

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
