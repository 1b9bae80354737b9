// The provider: how long it takes to be there, how large it is, and what a plan costs.
import type { Bench, Figure } from './figure.ts';
import { progress } from './progress.ts';
import { cpuOfPlan, cpuPerResource, requestFigures, startCounts } from './provider/counts.ts';
import { planFigures } from './provider/plans.ts';
import { startFigures } from './provider/start.ts';
import { createWorld } from './provider/world.ts';

export const bench: Bench = async () => {
  progress('provider: packing, handshakes');
  const figures = await startFigures();
  progress('provider: a service and its clusters');
  const world = await createWorld();
  let cpuOfOne = 0;
  try {
    const plans = await planFigures(world, async (count): Promise<Figure[]> => {
      progress(`provider: counting at ${count}`);
      const cpu = await cpuOfPlan(world.groups);
      if (count === 1) {
        cpuOfOne = cpu;
        return startCounts(world.groups);
      }
      const requests = await requestFigures(world.groups, world.stack.service.endpoint, count);
      return count === 1000 ? [...requests, cpuPerResource([1, cpuOfOne], [count, cpu])] : requests;
    });
    return [...figures, ...plans];
  } finally {
    await world.dispose();
  }
};
