// The reconciler as a whole, on the memory store and the fake platform: what users ask for comes true.
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld } from './testing/world.ts';

const worlds: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.end();
});

function newWorld() {
  const world = createWorld();
  worlds.push(world);
  return world;
}

describe('a cluster', () => {
  it('comes up with its groups and add-ons, and its operation ends', async () => {
    const world = newWorld();
    await world.start();
    const id = await world.writer.createCluster('prod', { web: { minReplicas: 2 } }, ['cert-manager']);
    await world.settle();
    const operation = await world.writer.operation(id);
    expect(operation).toMatchObject({
      status: 'succeeded',
      phase: 'Done',
      progress: { percent: 100, etaSeconds: 0 },
      error: null,
      warnings: [],
    });
    expect(operation.steps.map(({ name, status }) => `${name}: ${status}`)).toEqual([
      'Starting etcd: succeeded',
      'Starting the control plane: succeeded',
      'Starting nodes of web: succeeded',
      'Installing cert-manager: succeeded',
    ]);
    const status = await world.writer.status('prod');
    expect(status.cluster).toMatchObject({
      phase: 'Running',
      observedGeneration: 1,
      currentOperation: null,
      version: '1.33.1',
      controlPlane: { desired: 3, ready: 3 },
      etcd: { desired: 3, ready: 3, quorum: true },
      nodes: { total: 2, ready: 2 },
      addons: { total: 1, ready: 1 },
    });
    expect((await world.writer.nodes('prod')).map(({ name, phase }) => [name, phase])).toEqual([
      ['prod-web-1', 'Ready'],
      ['prod-web-2', 'Ready'],
    ]);
  });
});
