// Every flow on a healthy machine: the operation succeeds, the status says so, and looking again writes nothing.
import { afterEach, describe, expect, it } from 'vitest';
import { FLOWS, prepare } from './support/flows.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
afterEach(() => world.end());

describe.each(FLOWS)('$name', (flow) => {
  it('comes true', async () => {
    world = createWorld();
    const process = await world.start();
    await prepare(world, flow);
    const id = await flow.ask(world);
    expect(await world.settle()).toBeDefined();
    expect(await world.writer.operation(id)).toMatchObject({
      status: 'succeeded',
      progress: { percent: 100 },
      error: null,
    });
    await flow.check(world);
    const made = world.platform.uids.map((uid) => world.platform.nodesMade(uid));
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(flow.nodesMade);

    await world.clock.advance(60_000);
    const before = process.commits.filter(isAboutClusters).length;
    const passesBefore = world.platform.calls.observe;
    await world.clock.advance(1_200_000);
    await process.reconciler.runOnce({ tenant: 'demo', name: 'prod' });
    expect(process.commits.filter(isAboutClusters).length).toBe(before);
    if (flow.name !== 'delete') expect(world.platform.calls.observe).toBeGreaterThan(passesBefore + 3);
  });
});

/** Heartbeats of the replica itself are not about any cluster. */
function isAboutClusters(batch: {
  readonly writes: readonly { readonly key: { readonly tenant: string } }[];
}) {
  return batch.writes.some(({ key }) => key.tenant !== '-');
}
