// What a person changes in the simulated world: no part of the contract, because no real platform can do it.
import type { ClusterRecord } from '../model/records.ts';
import { type ClusterRef, PlatformError } from '../platform/platform.ts';
import type { Demand, SimulationControls, SiteState, VolumeClaim } from '../platform/simulation.ts';
import { invalidBody, Refusal } from '../refusal.ts';
import { findChild, findCluster } from './find.ts';
import type { Context } from './handler.ts';
import { type Member, membersOf } from './simulation/members.ts';

/** Who asks, and the world that he asks about. */
export type SimulationContext = Pick<Context, 'store' | 'caller' | 'platform'> & {
  readonly controls: SimulationControls;
};

/** What the simulation does now. */
export interface SimulationState {
  readonly sites: readonly SiteState[];
}

/** What wants to run in the node groups of a cluster. */
export interface DemandState {
  readonly cluster: string;
  /** By name of the node group. */
  readonly nodeGroups: Readonly<Record<string, Demand>>;
}

/** The state of all sites. */
export async function readSimulation({ controls }: SimulationContext): Promise<SimulationState> {
  return { sites: await controls.sites() };
}

/** Takes a site down or brings it back, for the clusters of every tenant. */
export async function changeSite(
  context: SimulationContext,
  site: string,
  body: unknown,
): Promise<SimulationState> {
  const { available } = membersOf<{ available: boolean }>(body, { available: { type: 'boolean' } });
  const known = await context.controls.sites();
  if (!known.some(({ id }) => id === site)) {
    const names = known.map(({ id }) => id).join(', ');
    throw new Refusal('not_found', `There is no site "${site.slice(0, 100)}" here: choose one of ${names}.`);
  }
  await context.controls.setSite(site, available);
  return readSimulation(context);
}

/** The demand in a cluster of the tenant. */
export async function readDemand(context: SimulationContext, cluster: string): Promise<DemandState> {
  const { record } = await findCluster(context, cluster);
  const nodeGroups = await asRefusals(() => context.controls.demand(refOf(context, record)), cluster);
  return { cluster, nodeGroups };
}

interface DemandBody extends Partial<Demand> {
  readonly cluster: string;
  readonly nodeGroup: string;
  readonly nodes?: number;
}

const DEMAND_MEMBERS: Readonly<Record<keyof DemandBody, Member>> = {
  cluster: { type: 'string' },
  nodeGroup: { type: 'string' },
  nodes: { type: 'count', optional: true },
  pods: { type: 'count', optional: true },
  cpu: { type: 'quantity', optional: true },
  memory: { type: 'quantity', optional: true },
  gpus: { type: 'count', optional: true },
};

/** Says what wants to run in a node group: `nodes`, or `pods` of a size. Neither takes the demand away. */
export async function changeDemand(context: SimulationContext, body: unknown): Promise<DemandState> {
  const wanted = membersOf<DemandBody>(body, DEMAND_MEMBERS);
  const { cluster, nodeGroup, nodes } = wanted;
  const demand = demandOf(wanted);
  await findChild(context, 'nodeGroup', cluster, nodeGroup);
  const { record } = await findCluster(context, cluster);
  const ref = refOf(context, record);
  await asRefusals(
    () =>
      nodes === undefined
        ? context.controls.setDemand(ref, nodeGroup, demand)
        : context.controls.setNodeDemand(ref, nodeGroup, nodes),
    cluster,
  );
  return readDemand(context, cluster);
}

/** The pods; undefined when none are asked for. */
function demandOf({ nodes, pods, cpu, memory, gpus }: DemandBody): Demand | undefined {
  const ofPods = { pods, cpu, memory, gpus };
  const [first] = Object.entries(ofPods).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (first === undefined) return undefined;
  if (nodes !== undefined) {
    throw invalidField(first, `${first} and nodes say the same in two ways: send nodes, or pods and cpu.`);
  }
  if (pods === undefined) throw invalidField('pods', 'pods is missing: say how many pods want to run.');
  if (cpu === undefined)
    throw invalidField('cpu', 'cpu is missing: say what each pod requests, such as "500m".');
  return {
    pods,
    cpu,
    ...(memory === undefined ? {} : { memory }),
    ...(gpus === undefined ? {} : { gpus }),
  };
}

function invalidField(field: string, detail: string): Refusal {
  return invalidBody([{ pointer: `/${field}`, code: 'invalid_value', detail }]);
}

function refOf({ caller }: SimulationContext, { name, uid }: ClusterRecord): ClusterRef {
  return { tenant: caller.tenant, name, uid };
}

/** A cluster that was ordered a moment ago is not on the platform yet. */
async function asRefusals<Result>(work: () => Promise<Result>, cluster: string): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.reason !== 'NotFound') throw cause;
    throw new Refusal(
      'not_ready',
      `The platform has not begun with this part of the cluster "${cluster}": try again in a moment.`,
      { cause },
    );
  }
}

interface VolumeBody extends VolumeClaim {
  readonly cluster: string;
}

const VOLUME_MEMBERS: Readonly<Record<keyof VolumeBody, Member>> = {
  cluster: { type: 'string' },
  name: { type: 'string' },
  storageClass: { type: 'string' },
  size: { type: 'quantity' },
};

/** Creates a persistent volume, as a claim inside the cluster would. One of that name stays as it is. */
export async function createVolume(context: SimulationContext, body: unknown): Promise<VolumeBody> {
  const wanted = membersOf<VolumeBody>(body, VOLUME_MEMBERS);
  const { cluster, name, storageClass, size } = wanted;
  const { storageClasses } = await context.platform.catalogue();
  if (!storageClasses.some((each) => each.name === storageClass)) {
    const names = storageClasses.map((each) => each.name).join(', ');
    throw invalidField('storageClass', `There is no such storage class: choose one of ${names}.`);
  }
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    throw invalidField('name', 'name must be a DNS label, such as "data".');
  }
  const { record } = await findCluster(context, cluster);
  const ref = refOf(context, record);
  await asRefusals(() => context.controls.createVolume(ref, { name, storageClass, size }), cluster);
  return wanted;
}
