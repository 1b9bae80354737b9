import { ApiError, ConnectionError } from '@hikube/sdk';
import { afterEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';
import type { EmulatorFault, RequestFault } from './faults.ts';

const open: Emulator[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((each) => each.close()))));

async function start(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await createEmulator(options);
  open.push(emulator);
  return emulator;
}

const PROD = { name: 'prod', nodeGroups: { web: { minReplicas: 2, maxReplicas: 4 } } } as const;

describe('a fault of requests', () => {
  test.each<RequestFault>([
    { kind: 'TooManyRequests', operation: 'createCluster', times: 1, retryAfterSeconds: 7 },
    { kind: 'Unavailable', operation: 'createCluster', times: 2 },
    { kind: 'DroppedBefore', operation: 'createCluster', times: 1 },
    { kind: 'DroppedAfter', operation: 'createCluster', times: 1 },
    { kind: 'CutBody', operation: 'createCluster', times: 1 },
    { kind: 'Slow', operation: 'createCluster', times: 1, ms: 5_000 },
    { kind: 'DroppedAfter', operation: 'getOperation', from: 1, times: 2 },
  ])('is lived through by a client, which makes one cluster: %j', async (fault) => {
    const emulator = await start({ faults: [fault] });
    const hikube = emulator.client();
    const { uid } = await hikube.clusters.create(PROD);
    expect((await hikube.clusters.list()).items.map((each) => each.uid)).toEqual([uid]);
  });

  test.each<[RequestFault, number]>([
    [{ kind: 'TooManyRequests', retryAfterSeconds: 7 }, 429],
    [{ kind: 'Unavailable' }, 503],
  ])('%j is the answer that the contract has', async (fault, status) => {
    const emulator = await start({ faults: [fault] });
    const refused = await emulator
      .client({ retry: { maxRetries: 0 } })
      .tenant()
      .catch((error) => error);
    expect(refused).toBeInstanceOf(ApiError);
    expect(refused).toMatchObject({ status, retryable: true });
    const raw = await emulator.fetch(`${emulator.endpoint}/tenant`);
    expect(raw.headers.get('Retry-After')).toBe(status === 429 ? '7' : '1');
    expect(raw.headers.get('Content-Type')).toMatch('application/problem+json');
  });

  test('that drops before leaves nothing done, and one that drops after leaves it done', async () => {
    const emulator = await start();
    const hikube = emulator.client({ retry: { maxRetries: 0 } });
    const count = async () => (await hikube.clusters.list()).items.length;
    await emulator.setFaults([{ kind: 'DroppedBefore', operation: 'createCluster' }]);
    await expect(hikube.clusters.create(PROD).accepted).rejects.toThrow(ConnectionError);
    expect(await count()).toBe(0);
    await emulator.setFaults([{ kind: 'DroppedAfter', operation: 'createCluster' }]);
    await expect(hikube.clusters.create(PROD).accepted).rejects.toThrow(ConnectionError);
    expect(await count()).toBe(1);
  });

  test('strikes the call that it names and no other', async () => {
    const faults: EmulatorFault[] = [{ kind: 'Unavailable', operation: 'getCluster', from: 2, times: 1 }];
    const emulator = await start({ faults });
    const hikube = emulator.client({ retry: { maxRetries: 0 } });
    await hikube.clusters.create(PROD).accepted;
    await hikube.tenant();
    await hikube.clusters.get('prod');
    await expect(hikube.clusters.get('prod')).rejects.toMatchObject({ status: 503 });
    await hikube.clusters.get('prod');
  });
});

describe('a fault of the platform', () => {
  const duration = async (faults: readonly EmulatorFault[]): Promise<number> => {
    const emulator = await start({ faults });
    const began = emulator.clock.now();
    await emulator.client().clusters.create(PROD);
    return emulator.clock.now() - began;
  };

  test('slow nodes make a creation last as much longer', async () => {
    const longer = (await duration([{ kind: 'NodeSlow', ms: 120_000 }])) - (await duration([]));
    expect(longer).toBeGreaterThan(60_000);
  });

  test('an upgrade step that fails is an operation that says so', async () => {
    const emulator = await start();
    const hikube = emulator.client();
    await hikube.clusters.create({ ...PROD, version: '1.33' });
    await emulator.setFaults([{ kind: 'ControlPlaneFails', message: 'etcd is full.' }]);
    const upgrade = hikube.clusters.update('prod', { version: '1.34' });
    await expect(upgrade.wait({ timeoutMs: 7_200_000 })).rejects.toThrow('etcd is full.');
  });

  test.each<[string, EmulatorFault, EmulatorFault]>([
    [
      'stock that is replaced',
      { kind: 'Stock', gpuType: 'nvidia.com/AD102GL_L40S', count: 0, restored: 8 },
      { kind: 'Stock', gpuType: 'nvidia.com/AD102GL_L40S', count: 0, restored: 4 },
    ],
  ])('%s is not there in between', async (_what, first, second) => {
    const emulator = await start({ faults: [first] });
    const set: number[] = [];
    const { setStock } = emulator.simulation;
    emulator.simulation.setStock = async (type, count) => {
      set.push(count);
      await setStock(type, count);
    };
    await emulator.setFaults([second]);
    await emulator.setFaults([]);
    expect(set).toEqual([0, 4]);
  });

  test('faults that are set at the same time are set one after the other', async () => {
    const emulator = await start();
    const down = { kind: 'SiteDown', site: 'geneva' } as const;
    await Promise.all([emulator.setFaults([down]), emulator.setFaults([]), emulator.setFaults([down])]);
    expect(emulator.faults).toEqual([down]);
    expect((await emulator.simulation.sites()).find(({ id }) => id === 'geneva')?.available).toBe(false);
  });

  test('a fault of what there is not changes nothing', async () => {
    const emulator = await start({ faults: [{ kind: 'SiteDown', site: 'geneva' }] });
    const wrong: EmulatorFault[] = [
      { kind: 'SiteDown', site: 'lucerne' },
      { kind: 'SiteDown', site: 'atlantis' },
    ];
    await expect(emulator.setFaults(wrong)).rejects.toThrow('atlantis');
    expect(emulator.faults).toEqual([{ kind: 'SiteDown', site: 'geneva' }]);
    const sites = await emulator.simulation.sites();
    expect(sites.filter(({ available }) => !available).map(({ id }) => id)).toEqual(['geneva']);
    await expect(createEmulator({ faults: wrong })).rejects.toThrow('atlantis');
  });

  test('a site is lost for as long as the fault is set', async () => {
    const emulator = await start({ faults: [{ kind: 'SiteDown', site: 'geneva' }] });
    const down = async () => (await emulator.simulation.sites()).filter(({ available }) => !available);
    expect(await down()).toEqual([{ id: 'geneva', available: false }]);
    await emulator.setFaults([]);
    expect(await down()).toEqual([]);
  });

  test('GPUs that are out of stock keep a node waiting until there are some', async () => {
    const gpuType = 'nvidia.com/AD102GL_L40S';
    const emulator = await start({ faults: [{ kind: 'Stock', gpuType, count: 0, restored: 8 }] });
    const hikube = emulator.client();
    const group = { minReplicas: 1, maxReplicas: 1, instanceType: 'u1.xlarge', gpus: [{ name: gpuType }] };
    const creation = hikube.clusters.create({ name: 'ml', nodeGroups: { gpu: group } } as never);
    await expect(creation.wait({ timeoutMs: 3_600_000 })).rejects.toThrow();
    await emulator.setFaults([]);
    await emulator.clock.advance(3_600_000);
    expect((await hikube.clusters.get('ml')).status.phase).toBe('Running');
  });

  test('a quota is that of the service', async () => {
    const hikube = (await start({ quota: { clusters: '1' } })).client();
    await hikube.clusters.create(PROD);
    await expect(hikube.clusters.create({ name: 'second' }).accepted).rejects.toMatchObject({
      code: 'quota_exceeded',
    });
  });
});

describe('what was counted for a fault', () => {
  const faults: EmulatorFault[] = [
    { kind: 'Unavailable', operation: 'getTenant', from: 2, times: 1 },
    { kind: 'CallFails', method: 'catalogue', from: 1_000_000 },
  ];
  const ask = (emulator: Emulator) =>
    emulator
      .client({ retry: { maxRetries: 0 } })
      .tenant()
      .then(
        () => 200,
        ({ status }: ApiError) => status,
      );

  test('goes with a snapshot and a fork', async () => {
    const emulator = await start({ faults });
    await emulator.client().catalogue.sites();
    expect(await ask(emulator)).toBe(200);
    const kept = JSON.parse(JSON.stringify(await emulator.snapshot()));
    const fork = await emulator.fork();
    open.push(fork);
    expect([await ask(emulator), await ask(fork)]).toEqual([503, 503]);
    expect([await ask(emulator), await ask(fork)]).toEqual([200, 200]);
    await emulator.restore(kept);
    expect([await ask(emulator), await ask(emulator)]).toEqual([503, 200]);
    const counted = Object.keys((await emulator.snapshot()).faultCounts ?? {});
    expect(counted.sort()).toEqual(faults.map((each) => JSON.stringify(each)).sort());
  });

  test('is forgotten with the fault, and not with another', async () => {
    const emulator = await start({ faults: faults.slice(0, 1) });
    expect(await ask(emulator)).toBe(200);
    await emulator.setFaults([...faults]);
    expect([await ask(emulator), await ask(emulator)]).toEqual([503, 200]);
    await emulator.setFaults([]);
    await emulator.setFaults(faults);
    expect([await ask(emulator), await ask(emulator)]).toEqual([200, 503]);
  });
});

test('faults travel with a snapshot', async () => {
  const emulator = await start({ faults: [{ kind: 'Unavailable', operation: 'getTenant' }] });
  const other = await start({ from: await emulator.snapshot() });
  await expect(other.client({ retry: { maxRetries: 0 } }).tenant()).rejects.toMatchObject({ status: 503 });
});
