import { type Cluster, WaitTimeoutError } from '@hikube/sdk';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { realMs, turn } from './clock.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import type { Snapshot } from './snapshot.ts';

/** A hundred in the full run. */
const RUNS = Math.max(10, Math.round(100 * Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1')));

const open: Emulator[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function start(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await createEmulator(options);
  open.push(emulator);
  return emulator;
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of list) found.push(each);
  return found;
}

/** So many turns of the event loop, in which whatever could move has moved. */
async function turns(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed += 1) await turn();
}

const PROD = { name: 'prod', nodeGroups: { web: { minReplicas: 2, maxReplicas: 4 } } } as const;

describe('time', () => {
  test('auto: a creation is awaited in jumps, and stands still afterwards', async () => {
    const emulator = await start();
    const hikube = emulator.client();
    const began = emulator.clock.now();
    const cluster = await hikube.clusters.create(PROD);
    expect(cluster.status.phase).toBe('Running');
    const took = emulator.clock.now() - began;
    expect(took).toBeGreaterThan(60_000);
    await hikube.clusters.get('prod');
    expect(emulator.clock.now() - began).toBe(took);
  });

  test('auto: update, upgrade and deletion, many at a time', async () => {
    const hikube = (await start()).client();
    const names = Array.from({ length: 10 }, (_, index) => `c${index}`);
    await Promise.all(names.map((name) => hikube.clusters.create({ name, version: '1.33' })));
    await Promise.all(names.map((name) => hikube.clusters.update(name, { version: '1.34' })));
    await Promise.all(names.map((name) => hikube.clusters.delete(name)));
    expect(await all(hikube.clusters.list())).toEqual([]);
  });

  test('auto: a wait that has a limit ends at it, by the clock of the emulator', async () => {
    const emulator = await start({ faults: [{ kind: 'NodeSlow', ms: 86_400_000 }] });
    const began = emulator.clock.now();
    const creation = emulator.client().clusters.create(PROD);
    await expect(creation.wait({ timeoutMs: 900_000 })).rejects.toThrow(WaitTimeoutError);
    expect(emulator.clock.now() - began).toBeGreaterThanOrEqual(900_000);
  });

  test('auto: the events of a cluster are followed to their end, and a silent stream moves nothing', async () => {
    const emulator = await start();
    const hikube = emulator.client();
    await hikube.clusters.create(PROD).accepted;
    const reasons: string[] = [];
    for await (const { reason } of hikube.events.watch('prod')) {
      reasons.push(reason);
      if (reason === 'ClusterRunning' || reasons.length > 40) break;
    }
    expect(reasons.length).toBeGreaterThan(2);
    await all(hikube.clusters.list());
    const ended = new AbortController();
    const watch = hikube.events.watchAll({ signal: ended.signal });
    const listening = (async () => {
      for await (const _ of watch);
    })().catch(() => undefined);
    const { operations } = hikube;
    for (const operation of await all(operations.list({ status: ['pending', 'running'] })))
      await operations.resume(operation.id);
    const settled = emulator.clock.now();
    for (let read = 0; read < 20; read += 1) await hikube.tenant();
    await turns(50);
    expect(emulator.clock.now()).toBe(settled);
    ended.abort();
    await listening;
  });

  test('auto: timers that a test has faked, and that nobody advances, hold nothing up', async () => {
    vi.useFakeTimers();
    const hikube = (await start()).client();
    const cluster = await hikube.clusters.create(PROD);
    expect(await all(hikube.clusters.list())).toMatchObject([{ uid: cluster.uid }]);
  });

  test('manual: nothing but the clock moves anything', async () => {
    const emulator = await start({ time: 'manual', startAt: '2026-03-02T08:00:00Z' });
    const hikube = emulator.client();
    const creation = hikube.clusters.create(PROD);
    const { id } = await creation.accepted;
    expect(emulator.clock.now()).toBe(Date.parse('2026-03-02T08:00:00Z'));
    await emulator.clock.advance(30 * 60_000);
    expect((await hikube.operations.get(id)).status).toBe('succeeded');
    await emulator.clock.advanceTo('2026-03-02T10:00:00Z');
    expect(emulator.clock.now()).toBe(Date.parse('2026-03-02T10:00:00Z'));
  });

  test('speed: time runs by itself', async () => {
    const emulator = await start({ time: { speed: 100_000 } });
    const began = { real: realMs(), emulated: emulator.clock.now() };
    await emulator.client().clusters.create(PROD);
    // Minutes in less than as many: how many more is a matter of how fast the machine answers.
    const ratio = (emulator.clock.now() - began.emulated) / (realMs() - began.real);
    expect(ratio).toBeGreaterThan(1);
  });

  test.each([0, -1, Number.NaN])('a speed of %s is refused', async (speed) => {
    await expect(createEmulator({ time: { speed } })).rejects.toThrow('time.speed must be');
  });
});

describe('a seed', () => {
  const story = async (seed: string): Promise<string> => {
    const emulator = await createEmulator({ seed });
    const hikube = emulator.client();
    await Promise.all([
      hikube.clusters.create(PROD),
      hikube.clusters.create({ name: 'other', topology: 'development', addons: { 'cert-manager': {} } }),
    ]);
    const { kubeconfig } = await hikube.kubeconfigs.create('prod', { role: 'view' });
    await hikube.clusters.delete('other');
    const text = JSON.stringify([kubeconfig, await emulator.snapshot()]);
    await emulator.close();
    return text;
  };

  test(`gives the same bytes ${RUNS} times, and another one others`, async () => {
    const first = await story('a');
    for (let run = 1; run < RUNS; run += 1) expect((await story('a')) === first).toBe(true);
    expect((await story('b')) === first).toBe(false);
  });
});

describe('a snapshot', () => {
  test('is JSON that another emulator begins with', async () => {
    const emulator = await start();
    const made = await emulator.client().clusters.create(PROD);
    const kept = JSON.parse(JSON.stringify(await emulator.snapshot()));
    const other = await start({ from: kept });
    expect(other.clock.now()).toBe(emulator.clock.now());
    const hikube = other.client();
    expect(await hikube.clusters.get('prod')).toEqual(made);
    await hikube.clusters.update('prod', { labels: { team: 'shop' } });
    const again = await hikube.clusters.create({ name: 'second' });
    expect(again.uid).not.toBe(made.uid);
    expect((await emulator.client().clusters.get('prod')).labels).toEqual({});
  });

  test('is where an emulator goes back to', async () => {
    const emulator = await start();
    const hikube = emulator.client();
    await hikube.clusters.create(PROD);
    const kept = await emulator.snapshot();
    await hikube.clusters.delete('prod');
    await emulator.restore(kept);
    expect(emulator.clock.now()).toBe(Date.parse(kept.now));
    expect((await hikube.clusters.get('prod')).status.phase).toBe('Running');
    const sorted = ({ documents }: Snapshot) => documents.map((each) => JSON.stringify(each)).sort();
    await emulator.restore(kept);
    const again = sorted(await emulator.snapshot());
    expect(sorted(kept).filter((each) => !again.includes(each))).toEqual([]);
  });

  test('is gone back to while somebody waits and sleeps, who then goes on', async () => {
    const emulator = await start({ time: 'manual' });
    let retries = 0;
    const onRetry = () => {
      retries += 1;
    };
    const hikube = emulator.client({ hooks: { onRetry } });
    await hikube.clusters.create(PROD).accepted;
    const kept = await emulator.snapshot();
    await emulator.setFaults([
      { kind: 'Unavailable', operation: 'getCluster', times: 1, retryAfterSeconds: 9 },
    ]);
    let read: Cluster | undefined;
    const reading = hikube.clusters.get('prod').then((cluster) => {
      read = cluster;
    });
    await expect.poll(() => retries).toBe(1);
    await turns(50);
    expect(read).toBeUndefined();
    await emulator.restore(kept);
    await reading;
    expect(read?.name).toBe('prod');
  });

  test('of a creation under way goes on in a fork', async () => {
    const emulator = await start();
    const { id } = await emulator.client().clusters.create(PROD).accepted;
    const fork = await emulator.fork();
    open.push(fork);
    await fork.client().operations.resume(id);
    expect((await fork.client().clusters.get('prod')).status.phase).toBe('Running');
    expect((await emulator.client().operations.get(id)).endedAt).toBeNull();
  });

  test('of another format is refused', async () => {
    await expect(createEmulator({ from: { format: 'x' } as never })).rejects.toThrow('the format "x"');
  });
});

test('fifty at once see their own cluster and no other', async () => {
  const uids = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const emulator = await start({ seed: `parallel-${index}` });
      const hikube = emulator.client();
      await hikube.clusters.create({ name: 'same', topology: 'development' });
      const [cluster, ...others] = await all(hikube.clusters.list());
      expect(others).toEqual([]);
      return cluster?.uid;
    }),
  );
  expect(new Set(uids).size).toBe(50);
});

test('a closed one says so', async () => {
  const emulator = await createEmulator();
  const hikube = emulator.client({ retry: { maxRetries: 0 } });
  await emulator.close();
  await emulator.close();
  await expect(hikube.tenant()).rejects.toThrow();
});

test('an option that there is not is refused by its name', async () => {
  await expect(createEmulator({ fault: [] } as never)).rejects.toThrow(
    'no option "fault": use any of seed, startAt, time, faults, quota, from',
  );
});
