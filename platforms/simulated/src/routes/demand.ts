// What wants to run in the node groups of a cluster, which the autoscaler follows.
import type { RouteRequest } from '@hikube/service/platform';
import type { Demand, SimulationControls } from '../simulation.ts';
import { type Member, membersOf } from './members.ts';
import { invalidField, missingParameter, whenBegun } from './refuse.ts';

/** What wants to run in the node groups of a cluster. */
export interface DemandState {
  readonly cluster: string;
  /** By name of the node group. */
  readonly nodeGroups: Readonly<Record<string, Demand>>;
}

/** The demand in a cluster of the tenant. */
export async function readDemand(
  controls: SimulationControls,
  { query, find }: Pick<RouteRequest, 'query' | 'find'>,
): Promise<DemandState> {
  const cluster = query.get('cluster') ?? '';
  if (cluster === '') {
    throw missingParameter('cluster', 'cluster is missing: say whose demand, such as ?cluster=prod.');
  }
  const ref = await find(cluster);
  return { cluster, nodeGroups: await whenBegun(cluster, () => controls.demand(ref)) };
}

interface DemandBody extends Partial<Demand> {
  readonly cluster: string;
  readonly nodeGroup: string;
  readonly nodes?: number;
}

const MEMBERS: Readonly<Record<keyof DemandBody, Member>> = {
  cluster: { type: 'string' },
  nodeGroup: { type: 'string' },
  nodes: { type: 'count', optional: true },
  pods: { type: 'count', optional: true },
  cpu: { type: 'quantity', optional: true },
  memory: { type: 'quantity', optional: true },
  gpus: { type: 'count', optional: true },
};

/** Says what wants to run in a node group: `nodes`, or `pods` of a size. Neither takes the demand away. */
export async function changeDemand(
  controls: SimulationControls,
  { body, find }: RouteRequest,
): Promise<DemandState> {
  const wanted = membersOf<DemandBody>(body, MEMBERS);
  const { cluster, nodeGroup, nodes } = wanted;
  const demand = demandOf(wanted);
  const ref = await find(cluster, nodeGroup);
  await whenBegun(cluster, () =>
    nodes === undefined
      ? controls.setDemand(ref, nodeGroup, demand)
      : controls.setNodeDemand(ref, nodeGroup, nodes),
  );
  return { cluster, nodeGroups: await whenBegun(cluster, () => controls.demand(ref)) };
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
