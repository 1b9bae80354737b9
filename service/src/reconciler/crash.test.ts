// A process that is killed at any failpoint in any flow: the next one goes on, and nothing is made twice.
import { afterEach, describe, expect, it } from 'vitest';
import { FAILPOINTS, type Failpoint } from './failpoints.ts';
import { FLOWS, type Flow, prepare } from './testing/flows.ts';
import { createWorld, type World } from './testing/world.ts';

let world: World;
afterEach(() => world.end());

const applies = (failpoint: Failpoint, flow: Flow) =>
  failpoint.endsWith('remove')
    ? flow.name === 'delete'
    : flow.name !== 'delete' || !failpoint.endsWith('apply');

const CASES = FLOWS.flatMap((flow) =>
  FAILPOINTS.filter((failpoint) => applies(failpoint, flow)).map((failpoint) => ({ flow, failpoint })),
);

/** The first, second, third … time that a pass comes by the failpoint, until it does not come by so often. */
const MOST_VISITS = 4;

describe.each(CASES)('killed $failpoint during: $flow.name', ({ flow, failpoint }) => {
  it.each(Array.from({ length: MOST_VISITS }, (_, index) => index + 1))('at visit %i', async (visit) => {
    world = createWorld();
    let visits = Number.NEGATIVE_INFINITY;
    await world.start({
      atFailpoint(reached, process) {
        if (reached !== failpoint) return;
        visits += 1;
        if (visits === visit) process.kill();
      },
    });
    await prepare(world, flow);
    visits = 0;
    const id = await flow.ask(world);
    await world.clock.advance(120_000);
    await world.start();
    expect(await world.settle()).toBeDefined();
    expect(await world.writer.operation(id)).toMatchObject({ status: 'succeeded', error: null });
    await flow.check(world);
    const made = world.platform.uids.map((uid) => world.platform.nodesMade(uid));
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(flow.nodesMade);
    expect(visits).toBeGreaterThanOrEqual(1);
  });
});
