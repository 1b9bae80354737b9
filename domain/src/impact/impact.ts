// What a write would do: which objects change, which nodes are replaced or removed, and what to look at first.
import type { ObjectKind } from '@hikube/openapi/fields';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { type Finding, warning } from '../finding.ts';
import { rollingChanges } from '../node-group/rolling.ts';
import { type Pace, paceOf, paceText } from '../node-group/rollout.ts';
import { addDemands, type Demand, maxNodes, NO_DEMAND, nodesDemand } from '../quota/demand.ts';
import { at } from '../values/pointer.ts';
import { isInteger, isObject, type JsonObject } from '../values/read.ts';
import { equalVersionText } from '../values/version.ts';
import { changedFields } from './changed-fields.ts';

/** One object that changes. */
export interface Change {
  readonly action: 'create' | 'update' | 'delete';
  readonly kind: ObjectKind;
  readonly name: string;
  /** Fields that change, as JSON pointers; empty unless the action is `update`. */
  readonly fields: readonly string[];
  readonly rollsNodes: boolean;
}

/** What a write would do. */
export interface Impact {
  readonly changes: readonly Change[];
  /** Nodes that are replaced. */
  readonly nodesRolled: number;
  readonly nodeGroupsRolled: readonly string[];
  /** What extra nodes take from the quota while others are replaced. */
  readonly surge: Demand;
  readonly warnings: readonly Finding[];
}

/** What the impact is computed from. */
export interface ImpactInput {
  readonly cluster: string;
  /** The complete cluster as it is, with `nodeGroups` and `addons` maps; absent when it does not exist. */
  readonly before?: JsonObject;
  /** The complete cluster as it will be; absent when it is deleted. */
  readonly after?: JsonObject;
  /** Nodes that exist in each group now; a group that is not listed counts with its minimum. */
  readonly nodes?: Readonly<Record<string, number>>;
  /**
   * Fields by which the change replaces the nodes of a group; for a group that is not listed, those that differ. They can
   * be fewer, and none, where the nodes do not run yet what the cluster is.
   */
  readonly rolling?: Readonly<Record<string, readonly string[]>>;
  /** How nodes are exchanged, whatever their groups say: the pace of a version upgrade of its own. */
  readonly pace?: Pace;
  readonly catalogue?: KnownCatalogue;
}

/** A node group with its place in the change. */
interface GroupImpact {
  readonly name: string;
  readonly change: Change | undefined;
  readonly rolled: number;
  readonly warnings: readonly Finding[];
  readonly surge: Demand;
}

/** Computes what a write would do. It changes nothing and needs nothing but its input. */
export function computeImpact(input: ImpactInput): Impact {
  const upgrades = isUpgrade(input);
  const groups = pairs(input, 'nodeGroups').map((pair) => groupImpact(pair, upgrades, input));
  const rolled = groups.filter((group) => group.rolled > 0);
  const changes = [
    clusterChange(input, upgrades),
    ...groups.map((group) => group.change),
    ...pairs(input, 'addons').map((pair) => objectChange('Addon', pair, false)),
  ].filter((change) => change !== undefined);
  return {
    changes,
    nodesRolled: rolled.reduce((sum, group) => sum + group.rolled, 0),
    nodeGroupsRolled: rolled.map((group) => group.name),
    surge: groups.map((group) => group.surge).reduce(addDemands, NO_DEMAND),
    warnings: groups.flatMap((group) => group.warnings),
  };
}

interface Pair {
  readonly name: string;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

/** The children of both states by name, in the order of the later one, deleted ones last. */
function pairs(input: ImpactInput, map: 'nodeGroups' | 'addons'): readonly Pair[] {
  const [before, after] = [children(input.before?.[map]), children(input.after?.[map])];
  const names = new Set([...after.keys(), ...before.keys()]);
  return [...names].map((name) => ({ name, before: before.get(name), after: after.get(name) }));
}

function children(map: unknown): ReadonlyMap<string, JsonObject> {
  const result = new Map<string, JsonObject>();
  for (const [name, child] of Object.entries(isObject(map) ? map : {})) {
    if (isObject(child)) result.set(name, child);
  }
  return result;
}

function isUpgrade({ before, after }: ImpactInput): boolean {
  if (before === undefined || after === undefined) return false;
  return !equalVersionText(before['version'] ?? null, after['version'] ?? null);
}

function clusterChange(input: ImpactInput, upgrades: boolean): Change | undefined {
  const pair = { name: input.cluster, before: input.before, after: input.after };
  const change = objectChange('Cluster', pair, false);
  const rolls = upgrades && pairs(input, 'nodeGroups').some((group) => nodesOf(group, input) > 0);
  return change === undefined ? undefined : { ...change, rollsNodes: rolls };
}

function objectChange(kind: ObjectKind, pair: Pair, rollsNodes: boolean): Change | undefined {
  const { name, before, after } = pair;
  if (before === undefined && after === undefined) return undefined;
  if (before === undefined) return { action: 'create', kind, name, fields: [], rollsNodes: false };
  if (after === undefined) return { action: 'delete', kind, name, fields: [], rollsNodes: false };
  const fields = changedFields(kind, name, before, after);
  return fields.length === 0 ? undefined : { action: 'update', kind, name, fields, rollsNodes };
}

/** Nodes that the group has now. */
function nodesOf(pair: Pair, input: ImpactInput): number {
  if (pair.before === undefined) return 0;
  const known = input.nodes !== undefined && Object.hasOwn(input.nodes, pair.name);
  const nodes = known ? input.nodes[pair.name] : pair.before['minReplicas'];
  return isInteger(nodes) && nodes > 0 ? nodes : 0;
}

function groupImpact(pair: Pair, upgrades: boolean, input: ImpactInput): GroupImpact {
  const { name, before, after } = pair;
  const nodes = nodesOf(pair, input);
  const stays = before !== undefined && after !== undefined;
  const fields = stays ? rollingOf(name, before, after, input) : [];
  const kept = stays ? Math.min(nodes, Math.max(maxNodes(after), 0)) : 0;
  const rolled = stays && (upgrades || fields.length > 0) ? kept : 0;
  const pace = input.pace ?? paceOf(after ?? {});
  const extra = Math.min(pace.maxSurge, rolled);
  const pointer = at('/nodeGroups', name);
  return {
    name,
    change: objectChange('NodeGroup', pair, fields.length > 0 && rolled > 0),
    rolled,
    surge: after === undefined ? NO_DEMAND : nodesDemand(after, extra, input.catalogue),
    warnings: [
      ...(rolled > 0 ? [rollWarning(name, rolled, upgrades ? ['version'] : fields, pace, pointer)] : []),
      ...(nodes > kept ? [removalWarning(name, nodes - kept, stays, pointer)] : []),
    ],
  };
}

function rollingOf(
  name: string,
  before: JsonObject,
  after: JsonObject,
  { rolling }: ImpactInput,
): readonly string[] {
  const known = rolling !== undefined && Object.hasOwn(rolling, name) ? rolling[name] : undefined;
  return known ?? rollingChanges(before, after);
}

function rollWarning(
  name: string,
  nodes: number,
  fields: readonly string[],
  pace: Pace,
  pointer: string,
): Finding {
  const detail = `Changing ${fields.join(', ')} replaces ${countNodes(nodes)} of ${name}, ${paceText(pace)}.`;
  return warning(pointer, 'nodes_roll', detail);
}

function removalWarning(name: string, nodes: number, stays: boolean, pointer: string): Finding {
  const cause = stays ? `maxReplicas of ${name} is below its size` : `${name} is deleted`;
  return warning(
    pointer,
    'nodes_deleted',
    `${cause}, so ${countNodes(nodes)} ${nodes === 1 ? 'is' : 'are'} drained and removed.`,
  );
}

function countNodes(nodes: number): string {
  return nodes === 1 ? '1 node' : `${nodes} nodes`;
}
