// The hand of god: what a test, the emulator or an operator changes in the simulated world.
import { parseQuantity } from '@hikube/domain';
import { type ClusterRef, PlatformError } from '@hikube/service/platform';
import type { Keeper } from './keeper.ts';
import { apply } from './life.ts';
import type { Demand, SimulationControls, VolumeClaim } from './simulation.ts';
import { change } from './world/advance.ts';
import { sitesDown, withSite, withStock } from './world/environment.ts';
import type { Moment } from './world/moment.ts';
import { allocatableOf } from './world/nodes/capacity.ts';
import { setNodeHealth } from './world/nodes/health.ts';
import { currentTemplate } from './world/nodes/template.ts';
import { checkRelease, versionsOf, withPatch } from './world/releases.ts';
import type { Rules } from './world/rules.ts';
import { createVolume } from './world/volumes.ts';
import type { Template } from './world/world.ts';

// When their cluster is removed, all of them are kept in one commit, which holds 1,000 writes.
const VOLUMES_MAX = 500;

/**
 * @param rules as they are at the moment of the call
 * @param notify tells the listeners that a cluster may have changed
 */
export function createControls(
  keeper: Keeper,
  rules: () => Rules,
  notify: (ref: ClusterRef) => void,
): SimulationControls {
  async function alter(ref: ClusterRef, work: (moment: Moment) => void): Promise<void> {
    const changed = await keeper.update(ref, ({ world, environment, now }) => {
      if (world === undefined || world === 'removed') return undefined;
      return change(world, now, rules(), environment, work);
    });
    if (changed === undefined) throw notFound(`the cluster ${ref.name}`);
    notify(ref);
  }

  return {
    async sites() {
      const down = sitesDown(await keeper.environment());
      return rules().catalogue.sites.map(({ id }) => ({ id, available: !down.includes(id) }));
    },
    async setSite(site, available) {
      if (!rules().catalogue.sites.some(({ id }) => id === site)) throw notFound(`the site ${site}`);
      await keeper.updateEnvironment((environment, now) => withSite(environment, site, available, now));
    },
    ...stockControls(keeper, rules),
    ...releaseControls(keeper, rules),
    async setDemand(ref, nodeGroup, demand) {
      if (demand !== undefined) checkDemand(demand);
      await alter(ref, ({ world }) => {
        if (demand === undefined) delete world.demand[nodeGroup];
        else world.demand[nodeGroup] = { ...demand };
      });
    },
    async setNodeDemand(ref, nodeGroup, nodes) {
      if (!isCount(nodes)) throw invalid('nodes must be a whole number that is not negative.');
      await alter(ref, ({ world }) => {
        const group = world.groups.find(({ name, removing }) => name === nodeGroup && !removing);
        if (group === undefined) throw notFound(`the node group ${nodeGroup}`);
        world.demand[nodeGroup] = { pods: nodes, cpu: cpuOfOnePerNode(currentTemplate(group)) };
      });
    },
    async demand(ref) {
      const seen = await keeper.update(ref, ({ world }) => (world === 'removed' ? undefined : world));
      if (seen === undefined) throw notFound(`the cluster ${ref.name}`);
      return seen.world.demand;
    },
    setNodeHealth: (ref, node, healthy) =>
      alter(ref, (moment) => {
        if (!setNodeHealth(moment, node, healthy)) throw notFound(`the ready node ${node}`);
      }),
    async createVolume(ref, claim) {
      if (!rules().catalogue.storageClasses.some(({ name }) => name === claim.storageClass)) {
        throw notFound(`the storage class ${claim.storageClass}`);
      }
      if (!isPositive(claim.size)) throw invalid('The size must be a quantity greater than zero.');
      await alter(ref, (moment) => claimVolume(moment, claim));
    },
    makeByHand: (wish) => apply(keeper, rules(), wish, { byHand: true }),
    removeVolume: (ref, name) =>
      alter(ref, ({ world }) => {
        world.volumes = world.volumes.filter((volume) => volume.name !== name);
      }),
  };
}

/** In a cluster that is being removed nobody serves claims any more. */
function claimVolume(moment: Moment, claim: VolumeClaim): void {
  const { deleting, volumes, ref } = moment.world;
  if (deleting) throw notFound(`the cluster ${ref.name}`);
  if (volumes.length >= VOLUMES_MAX) throw invalid(`A cluster has at most ${VOLUMES_MAX} volumes here.`);
  createVolume(moment, claim);
}

function stockControls(keeper: Keeper, rules: () => Rules): Pick<SimulationControls, 'stock' | 'setStock'> {
  return {
    async stock() {
      const { stock } = await keeper.environment();
      return stock;
    },
    async setStock(gpuType, count) {
      if (!rules().catalogue.gpuTypes.some(({ name }) => name === gpuType)) throw notFound(gpuType);
      if (!isCount(count)) throw invalid('The stock must be a whole number that is not negative.');
      await keeper.updateEnvironment((environment, now) => withStock(environment, gpuType, count, now));
    },
  };
}

function releaseControls(
  keeper: Keeper,
  rules: () => Rules,
): Pick<SimulationControls, 'versions' | 'setPatch'> {
  return {
    async versions() {
      return versionsOf(rules(), await keeper.environment());
    },
    async setPatch(minor, patch) {
      if (!rules().catalogue.kubernetesVersions.some((version) => version.minor === minor)) {
        throw notFound(`Kubernetes ${minor}`);
      }
      await keeper.updateEnvironment((environment) => {
        const wrong = checkRelease(rules(), environment, minor, patch);
        if (wrong !== undefined) throw invalid(wrong);
        return withPatch(environment, minor, patch);
      });
    },
  };
}

/** More than half of what a node has for pods, so that no two of them fit. */
function cpuOfOnePerNode(template: Template): string {
  return `${Math.floor(allocatableOf(template).cpuMilli / 2) + 1}m`;
}

function checkDemand({ pods, cpu, memory, gpus }: Demand): void {
  if (!isCount(pods)) throw invalid('pods must be a whole number that is not negative.');
  if (!isPositive(cpu)) throw invalid('cpu must be a quantity greater than zero, such as "500m".');
  if (memory !== undefined && !isPositive(memory)) {
    throw invalid('memory must be a quantity greater than zero, such as "1Gi".');
  }
  if (gpus !== undefined && !isCount(gpus))
    throw invalid('gpus must be a whole number that is not negative.');
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isPositive(quantity: string): boolean {
  return (parseQuantity(quantity) ?? 0n) > 0n;
}

function notFound(what: string): PlatformError {
  return new PlatformError('NotFound', `The simulated platform does not have ${what}.`, { retryable: false });
}

function invalid(message: string): PlatformError {
  return new PlatformError('InvalidArgument', message, { retryable: false });
}
