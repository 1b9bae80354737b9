// The reconciler as a whole, on the memory store and the simulated platform: what users see over time.
import { afterEach, describe, expect, it } from 'vitest';
import type { OperationRecord } from '../../service/src/model/records.ts';
import { PlatformError } from '../../service/src/platform/platform.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
afterEach(() => world.end());

/** Follows an operation and keeps every version of it that differs. */
async function follow(id: string, limitMs = 900_000): Promise<OperationRecord[]> {
  const versions: OperationRecord[] = [];
  for (let waited = 0; waited < limitMs; waited += 1_000) {
    const operation = await world.writer.operation(id);
    if (JSON.stringify(operation) !== JSON.stringify(versions.at(-1))) versions.push(operation);
    if (operation.endedAt !== null) break;
    await world.clock.advance(1_000);
  }
  return versions;
}

describe('a cluster', () => {
  it('shows its way up, and never goes back', async () => {
    world = createWorld();
    await world.start();
    const id = await world.writer.createCluster('prod', { web: { minReplicas: 2 } }, ['cert-manager']);
    const versions = await follow(id);
    const steps = versions.map(({ phase }) => phase.replace(/ \(\d+ of \d+\)$/, ''));
    expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual([
      'Waiting to begin',
      'Starting etcd',
      'Starting the control plane',
      'Starting nodes of web',
      'Installing cert-manager',
      'Done',
    ]);
    expect(versions.map(({ phase }) => phase)).toContain('Starting nodes of web (1 of 2)');
    const percents = versions.map(({ progress }) => progress.percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents.at(-1)).toBe(100);
    expect((await world.writer.status('prod')).cluster).toMatchObject({
      phase: 'Running',
      version: '1.33.8',
      nodes: { total: 2, ready: 2 },
      addons: { total: 1, ready: 1 },
      currentOperation: null,
    });
  });

  it('is looked at as soon as the platform hints', async () => {
    world = createWorld();
    await world.start();
    await world.writer.createCluster('prod');
    await world.settle();
    await world.clock.advance(20_000);
    const before = world.platform.calls.observe;
    const cluster = (await world.writer.cluster('prod'))!;
    world.platform.hint({ tenant: 'demo', name: 'prod', uid: cluster.uid });
    await world.clock.advance(0);
    expect(world.platform.calls.observe).toBe(before + 1);
  });

  it('that breaks shows it, and that it is well again', async () => {
    world = createWorld();
    await world.start();
    await world.writer.createCluster('prod');
    await world.settle();
    const failure = { reason: 'EtcdFailed', message: 'The members lost their disks.' };
    world.platform.shows = (observed) => ({ ...observed, failure });
    await world.clock.advance(400_000);
    expect((await world.writer.status('prod')).cluster.phase).toBe('Failed');
    world.platform.shows = (observed) => observed;
    await world.clock.advance(400_000);
    expect((await world.writer.status('prod')).cluster.phase).toBe('Running');
  });
});

describe('upgrades', () => {
  const setUp = async () => {
    world = createWorld();
    await world.start();
    await world.writer.createCluster('prod', { web: { minReplicas: 2 } });
    await world.settle();
  };

  it('queue, and run one after the other', async () => {
    await setUp();
    const first = await world.writer.upgrade('prod', { targetVersion: '1.34' });
    const second = await world.writer.upgrade('prod', { targetVersion: '1.35' });
    await world.clock.advance(15_000);
    expect(await world.writer.operation(second)).toMatchObject({
      status: 'pending',
      phase: 'Waits for the upgrade to 1.34.',
    });
    await world.settle();
    const [one, two] = [await world.writer.upgradeOf(first), await world.writer.upgradeOf(second)];
    expect([one.status.phase, two.status.phase]).toEqual(['Succeeded', 'Succeeded']);
    expect(Date.parse(two.status.startedAt!)).toBeGreaterThanOrEqual(Date.parse(one.status.endedAt!));
    expect(await world.writer.cluster('prod')).toMatchObject({ version: '1.35', generation: 3 });
  });

  it('start in time', async () => {
    await setUp();
    const startAt = new Date(world.clock.now() + 3_600_000).toISOString();
    const id = await world.writer.upgrade('prod', { start: 'at', startAt });
    await world.clock.advance(3_599_000);
    expect((await world.writer.upgradeOf(id)).status.phase).toBe('Scheduled');
    expect((await world.writer.status('prod')).cluster).toMatchObject({
      phase: 'Running',
      currentOperation: null,
    });
    await world.clock.advance(1_500);
    expect((await world.writer.upgradeOf(id)).status).toMatchObject({ phase: 'Running', startedAt: startAt });
    expect((await world.writer.status('prod')).cluster).toMatchObject({
      phase: 'Upgrading',
      currentOperation: id,
    });
  });

  it('can be held between nodes, and go on', async () => {
    await setUp();
    const id = await world.writer.upgrade('prod');
    await world.clock.advance(60_000);
    await world.writer.pauseUpgrade('prod', id, true);
    await world.clock.advance(600_000);
    const held = (await world.writer.nodes('prod')).map(({ status }) => status.version);
    expect((await world.writer.upgradeOf(id)).status.phase).toBe('Paused');
    expect(await world.writer.operation(id)).toMatchObject({ status: 'paused' });
    const scaled = await world.writer.updateNodeGroup('prod', 'web', { maxReplicas: 9 });
    await world.clock.advance(60_000);
    expect((await world.writer.operation(scaled)).status).toBe('succeeded');
    await world.clock.advance(600_000);
    expect((await world.writer.nodes('prod')).map(({ status }) => status.version)).toEqual(held);
    await world.writer.pauseUpgrade('prod', id, false);
    expect(await world.settle()).toBeDefined();
    expect((await world.writer.upgradeOf(id)).status.phase).toBe('Succeeded');
  });

  it('that fail early put the version back, and the cluster works', async () => {
    await setUp();
    const id = await world.writer.upgrade('prod');
    // The write has started the upgrade; the first pass tells the platform.
    world.platform.beforeCall = (call) => {
      if (call === 'apply') throw new PlatformError('NotNow', 'The image is missing.', { retryable: false });
    };
    await world.clock.advance(1_000);
    world.platform.beforeCall = () => {};
    await world.clock.advance(60_000);
    expect((await world.writer.upgradeOf(id)).status.phase).toBe('Failed');
    expect(await world.writer.cluster('prod')).toMatchObject({ version: '1.33', generation: 3 });
    expect((await world.writer.status('prod')).cluster).toMatchObject({
      phase: 'Running',
      version: '1.33.8',
    });
  });
});

describe('a platform that is away', () => {
  it('is asked less and less often, and work goes on when it is back', async () => {
    world = createWorld();
    await world.start();
    let calls = 0;
    world.platform.beforeCall = () => {
      calls += 1;
      throw new PlatformError('Timeout', 'No answer.', { retryable: true });
    };
    const id = await world.writer.createCluster('prod');
    await world.clock.advance(600_000);
    expect(calls).toBeGreaterThan(10);
    expect(calls).toBeLessThan(40);
    world.platform.beforeCall = () => {};
    expect(await world.settle()).toBeDefined();
    expect((await world.writer.operation(id)).status).toBe('succeeded');
  });
});

describe('a pass that somebody else got ahead of', () => {
  it('is repeated at once', async () => {
    world = createWorld();
    const results: string[] = [];
    await world.start({
      onPass: (_, { result }) => results.push(result),
      // Nobody watches operations, so that only the conflict can bring the pass back.
      async atFailpoint(failpoint) {
        if (failpoint !== 'before-commit' || results.length > 0) return;
        for (const id of await world.writer.openOperations()) await world.writer.touchOperation(id);
      },
    });
    // What the start looks at is over before there is anything to see.
    await world.clock.advance(1_000);
    await world.writer.createCluster('prod');
    await world.clock.advance(0);
    expect(results).toEqual(['conflict', 'committed']);
  });
});

describe('start and stop', () => {
  it('hands over while work is under way', async () => {
    world = createWorld();
    const first = await world.start();
    const id = await world.writer.createCluster('prod', { web: {} });
    await world.clock.advance(30_000);
    await first.reconciler.stop();
    const second = await world.start();
    expect(second.reconciler.shards).toHaveLength(16);
    expect(await world.settle()).toBeDefined();
    expect((await world.writer.operation(id)).status).toBe('succeeded');
  });

  it('leaves no timer behind', async () => {
    world = createWorld();
    const process = await world.start();
    await world.writer.createCluster('prod', { web: {} });
    await world.settle();
    await process.reconciler.stop();
    await world.clock.advance(0);
    expect(world.clock.pending).toBe(0);
  });

  it('runs a pass on demand, and none for what others hold', async () => {
    world = createWorld();
    const process = await world.start();
    await world.writer.createCluster('prod');
    await world.settle();
    await world.clock.advance(30_000);
    expect((await process.reconciler.runOnce({ tenant: 'demo', name: 'prod' }))?.result).toBe('unchanged');
    await process.reconciler.stop();
    expect(await process.reconciler.runOnce({ tenant: 'demo', name: 'prod' })).toBeUndefined();
  });

  it('is idle when everything so far has been acted upon', async () => {
    world = createWorld();
    const process = await world.start();
    await world.writer.createCluster('prod');
    await process.reconciler.idle();
    expect((await world.writer.status('prod')).cluster.phase).toBe('Pending');
  });

  it('saves its heartbeats when it is told that it is alone', async () => {
    world = createWorld();
    const process = await world.start({ leaseTtlMs: 86_400_000 });
    await world.clock.advance(86_400_000);
    expect(process.commits.length).toBeLessThan(8);
    expect(process.reconciler.shards).toHaveLength(16);
  });

  it('does the same again from the same seed', async () => {
    const trace = async () => {
      world = createWorld(7);
      const passes: string[] = [];
      await world.start({
        onPass: ({ name }, { result }) => passes.push(`${world.clock.now()} ${name} ${result}`),
      });
      for (const name of ['a', 'b', 'c']) await world.writer.createCluster(name, { web: {} }, ['flux']);
      await world.settle();
      await world.writer.upgrade('b');
      await world.clock.advance(1_200_000);
      await world.end();
      return passes;
    };
    const first = await trace();
    expect(first.length).toBeGreaterThan(60);
    expect(await trace()).toEqual(first);
  });
});
