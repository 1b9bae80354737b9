// The reconciler on the simulated platform: the flows of users, with the durations of machines.
import { afterEach, describe, expect, it } from 'vitest';
import { createSimulatedPlatform, type SimulatedPlatform } from '../../platforms/simulated/src/index.ts';
import { createVirtualClock } from '../../service/src/clock.ts';
import { START } from '../../service/src/model/testing/records.ts';
import type { PassResult } from '../../service/src/reconciler/reconcile.ts';
import { World } from './support/world.ts';

let world: World<SimulatedPlatform>;
let passes: PassResult[] = [];
afterEach(() => world.end());

async function setUp() {
  const clock = createVirtualClock(START);
  world = new World(clock, createSimulatedPlatform({ clock, seed: 'reconciler' }));
  passes = [];
  return world.start({ onPass: (_, result) => passes.push(result) });
}

const commits = () => passes.filter(({ result }) => result === 'committed' || result === 'removed').length;

async function standing() {
  const process = await setUp();
  const id = await world.writer.createCluster('prod', { web: { minReplicas: 2, roles: ['ingress-nginx'] } }, [
    'cert-manager',
    'ingress-nginx',
  ]);
  expect(await world.settle(), 'the cluster comes up').toBeDefined();
  return { process, id };
}

async function ends(id: string) {
  expect(await world.settle(7_200_000)).toBeDefined();
  return world.writer.operation(id);
}

describe('on the simulated platform', () => {
  it('a cluster comes up, and looking again writes nothing', async () => {
    const { id } = await standing();
    const operation = await world.writer.operation(id);
    expect(operation).toMatchObject({ status: 'succeeded', warnings: [], progress: { percent: 100 } });
    await world.clock.advance(1_800_000);
    expect((await world.writer.status('prod')).cluster).toMatchObject({
      phase: 'Running',
      nodes: { total: 2, ready: 2 },
      addons: { total: 2, ready: 2 },
      version: '1.33.8',
    });
    const before = commits();
    const seen = passes.length;
    await world.clock.advance(3_600_000);
    expect(commits()).toBe(before);
    expect(passes.length).toBeGreaterThan(seen);
  });

  it('a group scales and rolls', async () => {
    await standing();
    const scaled = await ends(await world.writer.updateNodeGroup('prod', 'web', { minReplicas: 4 }));
    expect(scaled.status).toBe('succeeded');
    expect(await world.writer.nodes('prod')).toHaveLength(4);
    const rolled = await ends(
      await world.writer.updateNodeGroup('prod', 'web', { instanceType: 'm1.large' }),
    );
    expect(rolled.status).toBe('succeeded');
    const types = (await world.writer.nodes('prod')).map(({ instanceType }) => instanceType);
    expect(new Set(types)).toEqual(new Set(['m1.large']));
  });

  it('a version moves, control plane first', async () => {
    await standing();
    const id = await world.writer.upgrade('prod', { targetVersion: '1.34' });
    const operation = await ends(id);
    expect(operation).toMatchObject({ status: 'succeeded' });
    expect((await world.writer.upgradeOf(id)).status.phase).toBe('Succeeded');
    const versions = (await world.writer.nodes('prod')).map(({ status }) => status.version);
    expect(new Set(versions)).toEqual(new Set(['1.34.4']));
    expect((await world.writer.status('prod')).cluster.version).toBe('1.34.4');
  });

  it('a held upgrade holds nothing else back', async () => {
    await standing();
    const id = await world.writer.upgrade('prod', { targetVersion: '1.34' });
    await world.clock.advance(20_000);
    await world.writer.pauseUpgrade('prod', id, true);
    await world.clock.advance(3_600_000);
    const renamed = await world.writer.updateCluster('prod', { displayName: 'Production' });
    const scaled = await world.writer.updateNodeGroup('prod', 'web', { minReplicas: 3 });
    await world.clock.advance(1_800_000);
    expect((await world.writer.operation(renamed)).status).toBe('succeeded');
    expect((await world.writer.operation(scaled)).status).toBe('succeeded');
    expect((await world.writer.operation(id)).status).toBe('paused');
    await world.writer.pauseUpgrade('prod', id, false);
    expect((await ends(id)).status).toBe('succeeded');
  });

  it('an add-on that waits says so, and starts when it can', async () => {
    await setUp();
    const id = await world.writer.createCluster('prod', { web: { minReplicas: 1 } }, ['ingress-nginx']);
    expect(await ends(id)).toMatchObject({ status: 'succeeded', warnings: [{ code: 'waiting_for' }] });
    const waits = Object.values((await world.writer.status('prod')).addons)[0]!;
    expect(waits.conditions).toContainEqual(
      expect.objectContaining({
        type: 'WaitingFor',
        status: 'True',
        waitingFor: { kind: 'NodeGroup', selector: 'node-role.kubernetes.io/ingress-nginx' },
      }),
    );
    await ends(
      await world.writer.createNodeGroup('prod', 'edge', { minReplicas: 1, roles: ['ingress-nginx'] }),
    );
    await world.clock.advance(1_800_000);
    expect(Object.values((await world.writer.status('prod')).addons)[0]?.phase).toBe('Ready');
  });

  it('a node is replaced, a group and an add-on go', async () => {
    await standing();
    const [node] = await world.writer.nodes('prod');
    expect((await ends(await world.writer.replaceNode('prod', node!.name))).status).toBe('succeeded');
    expect((await world.writer.nodes('prod')).map(({ name }) => name)).not.toContain(node!.name);
    expect((await ends(await world.writer.disableAddon('prod', 'ingress-nginx'))).status).toBe('succeeded');
    expect((await ends(await world.writer.deleteNodeGroup('prod', 'web'))).status).toBe('succeeded');
    expect((await world.writer.status('prod')).nodeGroups).toEqual({});
  });

  it('a cluster goes, with everything', async () => {
    await standing();
    const id = await world.writer.deleteCluster('prod');
    expect(await ends(id)).toMatchObject({ status: 'succeeded', progress: { percent: 100 } });
    expect(await world.writer.cluster('prod')).toBeUndefined();
  });

  it('a site that is lost shows, and that it is back', async () => {
    await standing();
    const [site] = (await world.platform.catalogue('acme')).sites;
    await world.platform.controls.setSite(site!.id, false);
    await world.clock.advance(60_000);
    const during = (await world.writer.status('prod')).cluster;
    expect(during.etcd).toMatchObject({ ready: 2, quorum: true });
    expect(during.conditions).toContainEqual(
      expect.objectContaining({ type: 'FaultTolerant', status: 'False' }),
    );
    await world.platform.controls.setSite(site!.id, true);
    await world.clock.advance(3_600_000);
    expect((await world.writer.status('prod')).cluster.phase).toBe('Running');
  });

  it('prints what a creation costs', async () => {
    await standing();
    await world.clock.advance(1_800_000);
    const unchanged = passes.length - commits();
    console.log(
      `simulated: ${commits()} commits for a cluster with 2 nodes and 2 add-ons, ${unchanged} passes that wrote nothing`,
    );
    expect(commits()).toBeLessThan(60);
  });
});
