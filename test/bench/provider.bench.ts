// The provider: how long it takes to be there, how large it is, and what a plan costs.
import type { Bench, Figure } from './figure.ts';
import { progress } from './progress.ts';
import { cpuAt, cpuPerResource, type PlanCpu, requestFigures, startCounts } from './provider/counts.ts';
import { planFigures } from './provider/plans.ts';
import { startFigures } from './provider/start.ts';
import { createWorld } from './provider/world.ts';

export const bench: Bench = async () => {
  progress('provider: packing, handshakes');
  const figures = await startFigures();
  progress('provider: a service and its clusters');
  const world = await createWorld();
  const cpu = new Map<number, PlanCpu>();
  try {
    const plans = await planFigures(world, async (count): Promise<Figure[]> => {
      progress(`provider: counting at ${count}`);
      cpu.set(count, await cpuAt(count, world));
      return count === 1
        ? startCounts(world.groups)
        : requestFigures(world.groups, world.stack.service.endpoint, count);
    });
    return [...figures, ...plans, ...cpuPerResource(cpu.get(1) as PlanCpu, cpu.get(1000) as PlanCpu)];
  } finally {
    await world.dispose();
  }
};
