// Faults in running clusters: which stand, planting one, and taking one away.
import type { ClusterRef, LiveCatalogue, RouteRequest } from '@hikube/service/platform';
import type { WorldFault } from '../world/faults.ts';
import type { PlantedFault } from '../world/planted.ts';
import { type Member, membersOf } from './members.ts';
import { invalidField, notFound } from './refuse.ts';
import type { RoutesContext } from './routes.ts';

/** What goes wrong on purpose, for the caller's clusters or for everybody's. */
export interface FaultsState {
  readonly faults: readonly FaultState[];
}

/** A fault that stands. */
export type FaultState = WorldFault & { readonly id: string; readonly createdAt: string };

type Kind = WorldFault['kind'];
type Members = Readonly<Record<string, Member>>;

/** The longest that a node may be late, in milliseconds: a day. */
const MS_MAX = 86_400_000;
/** It becomes part of a condition, and everybody who looks at a cluster reads it. */
const MESSAGE_MAX = 300;

const COMMON = {
  kind: { type: 'string' },
  cluster: { type: 'string', optional: true },
  times: { type: 'count', optional: true },
} as const satisfies Members;
const OF_NODES = { ...COMMON, nodeGroup: { type: 'string', optional: true } } as const satisfies Members;
const MESSAGE = { message: { type: 'string', optional: true } } as const satisfies Members;

const KINDS: Readonly<Record<Kind, Members & Readonly<Record<keyof WorldFault, Member>>>> = {
  ControlPlaneFails: { ...COMMON, ...MESSAGE },
  NodeNeverJoins: OF_NODES,
  NodeSlow: { ...OF_NODES, ms: { type: 'count' } },
  DrainStuck: OF_NODES,
  AddonFails: { ...COMMON, addon: { type: 'string', optional: true }, ...MESSAGE },
};

/** The faults that stand. */
export async function readFaults(
  { faults }: RoutesContext,
  { tenant }: Pick<RouteRequest, 'tenant'>,
): Promise<FaultsState> {
  return { faults: (await faults.list(tenant)).map(shown) };
}

function shown({ sequence, from, fault }: PlantedFault): FaultState {
  return { id: String(sequence), createdAt: new Date(from).toISOString(), ...fault };
}

/** Plants a fault. One that stands already is left as it is. */
export async function plantFault(context: RoutesContext, request: RouteRequest): Promise<FaultsState> {
  const fault = faultOf(request.body, await context.catalogue());
  const only = await clusterOf(fault, request);
  await context.faults.plant({ fault, ...(only === undefined ? {} : { only }) });
  return readFaults(context, request);
}

function faultOf(body: unknown, catalogue: LiveCatalogue): WorldFault {
  const fault = membersOf<WorldFault>(body, KINDS[kindOf(body)]);
  checkBound(fault.times, 'times', Number.MAX_SAFE_INTEGER);
  if ('ms' in fault) checkBound(fault.ms, 'ms', MS_MAX);
  if ('message' in fault) checkMessage(fault.message);
  if ('addon' in fault) checkAddon(fault.addon, catalogue);
  return fault;
}

function kindOf(body: unknown): Kind {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const given = isObject ? ('kind' in body ? { kind: body.kind } : {}) : body;
  const { kind } = membersOf<{ kind: string }>(given, { kind: COMMON.kind });
  if (Object.hasOwn(KINDS, kind)) return kind as Kind;
  throw invalidField('kind', `There is no such fault: choose one of ${Object.keys(KINDS).join(', ')}.`);
}

function checkBound(value: number | undefined, name: string, most: number): void {
  if (value === undefined || (value >= 1 && value <= most)) return;
  throw invalidField(name, `${name} must be a whole number from 1 to ${most}.`);
}

function checkMessage(message = ''): void {
  if (message.length <= MESSAGE_MAX && !/\p{Cc}/u.test(message)) return;
  throw invalidField('message', `message must be one line of at most ${MESSAGE_MAX} characters.`);
}

function checkAddon(addon: string | undefined, { addons }: LiveCatalogue): void {
  if (addon === undefined || addons.some(({ id }) => id === addon)) return;
  throw invalidField(
    'addon',
    `There is no such add-on: choose one of ${addons.map(({ id }) => id).join(', ')}.`,
  );
}

/** The cluster that it names. A name alone could be that of another tenant's, or of one that is made later. */
async function clusterOf(fault: WorldFault, { find }: RouteRequest): Promise<ClusterRef | undefined> {
  const { cluster } = fault;
  const nodeGroup = 'nodeGroup' in fault ? fault.nodeGroup : undefined;
  if (cluster !== undefined) return find(cluster, nodeGroup);
  if (nodeGroup !== undefined)
    throw invalidField('nodeGroup', 'nodeGroup needs cluster: say whose node group it is, or leave it out.');
  return undefined;
}

/** Takes a fault away: it strikes nothing any more, and what it struck goes on as the platform does. */
export async function removeFault(context: RoutesContext, request: RouteRequest): Promise<FaultsState> {
  const { fault = '' } = request.params;
  const isRemoved = /^\d{1,15}$/.test(fault) && (await context.faults.remove(request.tenant, Number(fault)));
  if (!isRemoved)
    throw notFound(
      `There is no fault "${fault.slice(0, 100)}" here: GET /_platform/simulated/faults lists them.`,
    );
  return readFaults(context, request);
}
