// One pass: at most one commit, none when nothing changed, and what happens when something goes wrong in it.
import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../service/src/log.ts';
import { childKey, clusterKey, operationKey } from '../../service/src/model/keys.ts';
import { operationRecord, override } from '../../service/src/model/testing/records.ts';
import { PlatformError } from '../../service/src/platform/platform.ts';
import { createSeededRandom } from '../../service/src/random.ts';
import type { Failpoint } from '../../service/src/reconciler/failpoints.ts';
import { type PassResult, reconcile } from '../../service/src/reconciler/reconcile.ts';
import { createTransientEnvelope } from '../../service/src/secrets/envelope.ts';
import type { Batch, Lease } from '../../service/src/store/store.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
let lease: Lease;
afterEach(() => world.end());

/** A world in which only the test runs passes. */
async function setUp() {
  world = createWorld();
  lease = (await world.store.leases.acquire('test', 'test', 86_400_000))!;
  const commits: Batch[] = [];
  const pass = async (
    options: { at?: (failpoint: Failpoint) => Promise<void> | undefined; isValid?: () => boolean } = {},
  ) => {
    const store = override(world.store, {
      commit(batch) {
        commits.push(batch);
        return world.store.commit(batch);
      },
    });
    const deps = {
      store,
      platform: world.platform,
      clock: world.clock,
      random: createSeededRandom(1),
      envelope: createTransientEnvelope(),
      log: silentLog,
      failpoint: options.at,
    };
    const fence = { lease: lease.name, token: lease.token };
    return reconcile(
      deps,
      { tenant: 'demo', name: 'prod' },
      { fence, isValid: options.isValid ?? (() => true) },
    );
  };
  const passes = async (count: number, everyMs = 60_000) => {
    const results: PassResult[] = [];
    for (let index = 0; index < count; index += 1) {
      results.push(await pass());
      await world.clock.advance(everyMs);
    }
    return results;
  };
  return { pass, passes, commits };
}

const fail = (call: string, retryable: boolean) => {
  world.platform.beforeCall = (each) => {
    if (each === call) throw new PlatformError('Broken', 'It is broken', { retryable });
  };
};

describe('a pass', () => {
  it('writes everything in one commit, under the fence', async () => {
    const { pass, commits } = await setUp();
    await world.writer.createCluster('prod', { web: {} });
    expect((await pass()).result).toBe('committed');
    expect(commits).toHaveLength(1);
    expect(commits[0]?.fence).toEqual({ lease: 'test', token: lease.token });
    expect(commits[0]?.writes.map(({ key }) => key.kind)).toEqual([
      'clusterStatus',
      'clusterNodes',
      'operation',
    ]);
  });

  it('writes nothing when nothing changed', async () => {
    const { passes, pass, commits } = await setUp();
    await world.writer.createCluster('prod', { web: {} }, ['cert-manager']);
    await passes(20);
    const before = commits.length;
    expect(await pass()).toMatchObject({ result: 'unchanged', revisions: [], backOff: false });
    await world.clock.advance(3_600_000);
    expect((await pass()).result).toBe('unchanged');
    expect(commits).toHaveLength(before);
  });

  it('writes nothing while the platform stands still in the middle of work', async () => {
    const { passes, pass, commits } = await setUp();
    await world.writer.createCluster('prod', { web: {} });
    await passes(3);
    await pass();
    const before = commits.length;
    await world.clock.advance(500);
    await pass();
    await world.clock.advance(500);
    await pass();
    expect(commits).toHaveLength(before);
  });

  it('removes a cluster with all its records in one commit, and keeps its operations', async () => {
    const { passes, commits } = await setUp();
    const created = await world.writer.createCluster('prod', { web: {} }, ['cert-manager']);
    await passes(15);
    const upgrade = await world.writer.upgrade('prod', { start: 'at', startAt: '2030-01-01T00:00:00Z' });
    await passes(1);
    const deleted = await world.writer.deleteCluster('prod');
    const results = await passes(15);
    expect(results.filter(({ result }) => result === 'removed')).toHaveLength(1);
    expect(results.at(-1)?.result).toBe('absent');
    const last = commits.at(-1)!.writes;
    expect(
      last
        .filter((write) => 'delete' in write)
        .map(({ key }) => `${key.kind} ${key.id}`)
        .sort(),
    ).toEqual([
      'addon prod/cert-manager',
      'cluster prod',
      'clusterNodes prod',
      'clusterStatus prod',
      'nodeGroup prod/web',
      `openOperation prod/${deleted}`,
      expect.stringMatching(/^versionUpgrade prod\/upg-/),
    ]);
    expect(await world.writer.openOperations()).toEqual([]);
    expect((await world.writer.operation(created)).status).toBe('succeeded');
    expect(await world.writer.operation(deleted)).toMatchObject({ status: 'succeeded', phase: 'Done' });
    expect(await world.writer.operation(upgrade)).toMatchObject({
      status: 'superseded',
      phase: 'Superseded by the deletion of the cluster',
    });
  });

  it('of a cluster that does not exist does nothing', async () => {
    const { pass, commits } = await setUp();
    expect((await pass()).result).toBe('absent');
    expect(commits).toEqual([]);
    expect(world.platform.calls.apply).toBe(0);
  });

  it('ends operations that were left without a cluster', async () => {
    const { pass } = await setUp();
    const [deletion, update] = [
      operationRecord('Cluster.delete', { id: 'op-a' }),
      operationRecord('Cluster.update', { id: 'op-b' }),
    ];
    await world.store.commit({
      writes: [deletion, update].flatMap((operation) => [
        { key: operationKey('demo', operation.id), body: operation, expect: 'absent' as const },
        { key: childKey('demo', 'openOperation', 'prod', operation.id), body: {}, expect: 'absent' as const },
      ]),
    });
    expect((await pass()).result).toBe('committed');
    expect((await world.writer.operation('op-a')).status).toBe('succeeded');
    expect((await world.writer.operation('op-b')).status).toBe('superseded');
    expect(await world.writer.openOperations()).toEqual([]);
    expect((await pass()).result).toBe('absent');
  });

  it('removes a history that is too long for one commit in several', async () => {
    const { passes, pass } = await setUp();
    await world.writer.createCluster('prod');
    await passes(10);
    const writes = Array.from({ length: 1_500 }, (_, index) => ({
      key: childKey('demo', 'VersionUpgrade', 'prod', `upg-${index}`),
      body: {},
      expect: 'absent' as const,
    }));
    await world.store.commit({ writes: writes.slice(0, 800) });
    await world.store.commit({ writes: writes.slice(800) });
    await world.writer.deleteCluster('prod');
    const results = await passes(12);
    expect(results.map(({ result }) => result)).toContain('removed');
    expect(await world.store.count({ kind: 'versionUpgrade', tenant: 'demo' })).toBe(0);
    expect((await pass()).result).toBe('absent');
  });
});

describe('a pass beside others', () => {
  it('is refused when somebody wrote the same record meanwhile, and says so', async () => {
    const { pass } = await setUp();
    const id = await world.writer.createCluster('prod');
    const result = await pass({
      async at(failpoint) {
        if (failpoint !== 'before-commit') return;
        const operation = { ...(await world.writer.operation(id)), phase: 'Written by somebody else' };
        await world.store.commit({
          writes: [{ key: operationKey('demo', id), body: operation, expect: 'any' }],
        });
      },
    });
    expect(result.result).toBe('conflict');
    expect((await world.writer.operation(id)).phase).toBe('Written by somebody else');
    expect(await world.store.get(clusterKey('demo', 'clusterStatus', 'prod'))).toBeUndefined();
  });

  it('is refused when the lease is lost', async () => {
    const { pass } = await setUp();
    const id = await world.writer.createCluster('prod');
    const result = await pass({
      at: async (failpoint) => {
        if (failpoint === 'after-observe') await world.store.leases.release(lease);
      },
    });
    expect(result.result).toBe('disowned');
    expect((await world.writer.operation(id)).status).toBe('pending');
  });

  it.each(['before-apply', 'after-load'] as const)(
    'tells the platform nothing when it lost its right %s',
    async (place) => {
      const { pass } = await setUp();
      await world.writer.createCluster('prod');
      let isValid = true;
      const result = await pass({
        at: async (failpoint) => {
          if (failpoint === place) isValid = false;
        },
        isValid: () => isValid,
      });
      expect(result.result).toBe('disowned');
      expect(world.platform.calls.apply).toBe(0);
    },
  );

  it('does not remove either when it lost its right', async () => {
    const { pass, passes } = await setUp();
    await world.writer.createCluster('prod');
    await passes(10);
    await world.writer.deleteCluster('prod');
    expect((await pass({ isValid: () => false })).result).toBe('disowned');
    expect(world.platform.calls.remove).toBe(0);
  });
});

describe('a platform that does not answer', () => {
  it.each(['catalogue', 'observe'])('at %s makes the pass say so and back off', async (call) => {
    const { pass, passes, commits } = await setUp();
    const id = await world.writer.createCluster('prod');
    await passes(3, 10_000);
    fail(call, true);
    expect(await pass()).toMatchObject({ result: 'committed', backOff: true });
    expect((await world.writer.status('prod')).cluster.conditions).toContainEqual(
      expect.objectContaining({
        type: 'PlatformReachable',
        status: 'False',
        reason: 'Broken',
        message: 'It is broken',
      }),
    );
    expect(await world.writer.operation(id)).toMatchObject({
      status: 'running',
      phase: 'The platform cannot be reached; trying again',
    });
    const before = commits.length;
    await world.clock.advance(60_000);
    expect(await pass()).toMatchObject({ result: 'unchanged', backOff: true });
    expect(commits).toHaveLength(before);
    world.platform.beforeCall = () => {};
    await passes(8);
    expect((await world.writer.operation(id)).status).toBe('succeeded');
    expect((await world.writer.status('prod')).cluster.conditions).toContainEqual(
      expect.objectContaining({ type: 'PlatformReachable', status: 'True' }),
    );
  });

  it('at the wish alone is looked at all the same, and asked again', async () => {
    const { pass, passes } = await setUp();
    await world.writer.createCluster('prod', { web: {} });
    await passes(15);
    const id = await world.writer.updateNodeGroup('prod', 'web', { minReplicas: 3 });
    fail('apply', true);
    expect(await pass()).toMatchObject({ result: 'committed', backOff: true });
    expect(await world.writer.operation(id)).toMatchObject({ status: 'running', phase: 'It is broken' });
    const { conditions } = (await world.writer.status('prod')).cluster;
    expect(conditions).toContainEqual(
      expect.objectContaining({ type: 'DesiredStateAccepted', status: 'False', reason: 'Broken' }),
    );
    expect(conditions).toContainEqual(expect.objectContaining({ type: 'PlatformReachable', status: 'True' }));
    world.platform.beforeCall = () => {};
    await passes(8);
    expect((await world.writer.operation(id)).status).toBe('succeeded');
  });

  it('keeps the fault of a driver from users', async () => {
    const { pass } = await setUp();
    await world.writer.createCluster('prod');
    world.platform.beforeCall = () => {
      throw new TypeError('secret of undefined');
    };
    await pass();
    const text = JSON.stringify(await world.writer.status('prod'));
    expect(text).not.toContain('secret');
    expect(text).toContain('UnexpectedError');
  });

  it('never makes a deletion give up', async () => {
    const { pass, passes } = await setUp();
    await world.writer.createCluster('prod');
    await passes(10);
    const id = await world.writer.deleteCluster('prod');
    fail('remove', false);
    expect(await pass()).toMatchObject({ backOff: true });
    expect((await world.writer.operation(id)).status).toBe('pending');
    world.platform.beforeCall = () => {};
    await passes(10);
    expect((await world.writer.operation(id)).status).toBe('succeeded');
  });
});

describe('a platform that refuses', () => {
  it('fails the operation that asked for it, and nothing else', async () => {
    const { passes, pass } = await setUp();
    await world.writer.createCluster('prod', { web: {} });
    await passes(15);
    const slow = await world.writer.updateNodeGroup('prod', 'web', { minReplicas: 5 });
    await pass();
    const refused = await world.writer.updateNodeGroup('prod', 'web', { instanceType: 'm1.large' });
    fail('apply', false);
    expect((await pass()).backOff).toBe(false);
    expect(await world.writer.operation(refused)).toMatchObject({
      status: 'failed',
      error: { code: 'platform_failed', retryable: false },
    });
    expect((await world.writer.operation(slow)).status).toBe('running');
    expect((await world.writer.status('prod')).cluster.conditions).toContainEqual(
      expect.objectContaining({ type: 'DesiredStateAccepted', status: 'False', reason: 'Broken' }),
    );
    world.platform.beforeCall = () => {};
    await passes(15);
    expect((await world.writer.status('prod')).cluster).toMatchObject({ phase: 'Running' });
  });
});
