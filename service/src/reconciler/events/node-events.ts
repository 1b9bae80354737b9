// Events about nodes and their groups. Nodes come, serve, fall silent, drain and go; many that do the same at once are told
// in one. Of groups it is told what the autoscaler decides, and why one does not get what it wants.
import type { Condition, Node, NodeGroupStatus, ObjectReference } from '@hikube/openapi/types';
import { type EventDraft, normal, warning } from '../../model/events.ts';
import { nodeReference } from '../../model/keys.ts';

// A cluster of a thousand nodes that loses a site must not bury everything else.
const TOLD_ONE_BY_ONE_MAX = 5;

interface News {
  readonly reason: keyof typeof WORDS;
  readonly node: Node;
}

/** What happens to one node, and how many do the same. */
const WORDS = {
  NodeCreated: { one: 'The node is ordered', many: 'nodes are ordered', isBad: false },
  NodeReady: { one: 'The node serves', many: 'nodes serve', isBad: false },
  NodeNotReady: { one: 'The node is silent', many: 'nodes are silent', isBad: true },
  NodeDraining: { one: 'The pods of the node move away', many: 'nodes drain', isBad: false },
  NodeDeleted: { one: 'The node is gone', many: 'nodes are gone', isBad: false },
} as const;

/** The node group of a name. */
type GroupOf = (name: string) => ObjectReference;

/** What changed between two lists of nodes. */
export function nodeEvents(
  before: readonly Node[],
  after: readonly Node[],
  groupOf: GroupOf,
): readonly EventDraft[] {
  const groups = new Map<string, News[]>();
  for (const news of newsOf(before, after)) {
    const name = `${news.reason} ${news.node.nodeGroup}`;
    groups.set(name, [...(groups.get(name) ?? []), news]);
  }
  return [...groups.values()].flatMap((group) =>
    group.length <= TOLD_ONE_BY_ONE_MAX ? group.map(tellOne) : [tellMany(group, groupOf)],
  );
}

function newsOf(before: readonly Node[], after: readonly Node[]): readonly News[] {
  const earlier = new Map(before.map((node) => [node.name, node]));
  const present = new Set(after.map(({ name }) => name));
  const changed = after.flatMap((node): News[] => {
    const known = earlier.get(node.name);
    const created: News[] = known === undefined ? [{ reason: 'NodeCreated', node }] : [];
    const reason = known?.status.phase === node.status.phase ? undefined : reasonOf(node);
    return reason === undefined ? created : [...created, { reason, node }];
  });
  const gone = before.filter(({ name }) => !present.has(name));
  return [...changed, ...gone.map((node): News => ({ reason: 'NodeDeleted', node }))];
}

function reasonOf({ status: { phase } }: Node): News['reason'] | undefined {
  switch (phase) {
    case 'Ready':
      return 'NodeReady';
    case 'NotReady':
      return 'NodeNotReady';
    case 'Draining':
      return 'NodeDraining';
    default:
      return undefined;
  }
}

function tellOne({ reason, node }: News): EventDraft {
  const { one, isBad } = WORDS[reason];
  const why = isBad ? (node.status.conditions.find(({ type }) => type === 'Ready')?.message ?? '') : '';
  const place = `${one}, in the node group ${node.nodeGroup} at the site ${node.site}.`;
  const tell = isBad ? warning : normal;
  return tell(nodeReference(node), reason, why === '' ? place : `${place} ${why}`);
}

function tellMany(group: readonly News[], groupOf: GroupOf): EventDraft {
  const [{ reason, node }] = group as readonly [News, ...News[]];
  const { many, isBad } = WORDS[reason];
  const tell = isBad ? warning : normal;
  return tell(groupOf(node.nodeGroup), reason, `${group.length} ${many}.`);
}

/** A group before and after a pass. */
export interface GroupChange {
  readonly group: ObjectReference;
  readonly before: NodeGroupStatus | undefined;
  readonly after: NodeGroupStatus;
  /** Nodes that the autoscaler wanted and wants; undefined where nobody knows. */
  readonly wantedBefore: number | undefined;
  readonly wanted: number | undefined;
}

/** What changed. */
export function nodeGroupEvents(change: GroupChange): readonly EventDraft[] {
  return [...scalingEvents(change), ...limitEvents(change), ...failureEvents(change)];
}

function scalingEvents({ group, wantedBefore, wanted }: GroupChange): readonly EventDraft[] {
  if (wantedBefore === undefined || wanted === undefined || wantedBefore === wanted) return [];
  const [reason, verb] = wanted > wantedBefore ? ['ScaledUp', 'grows'] : ['ScaledDown', 'shrinks'];
  return [normal(group, reason!, `The node group ${verb} from ${wantedBefore} to ${wanted} nodes.`)];
}

function limitEvents({ group, before, after }: GroupChange): readonly EventDraft[] {
  const limit = conditionOf(after, 'ScalingLimited');
  const isNew = limit?.status === 'True' && conditionOf(before, 'ScalingLimited')?.status !== 'True';
  return isNew ? [warning(group, 'ScalingLimited', limit.message)] : [];
}

function failureEvents({ group, before, after }: GroupChange): readonly EventDraft[] {
  const isFailed = after.phase === 'Failed';
  if (isFailed === (before?.phase === 'Failed')) return [];
  if (!isFailed) return [normal(group, 'NodeGroupRecovered', 'The node group gets what it wants again.')];
  const ready = conditionOf(after, 'Ready');
  return [warning(group, ready?.reason ?? 'NodeGroupFailed', ready?.message ?? '')];
}

function conditionOf(status: NodeGroupStatus | undefined, type: string): Condition | undefined {
  return status?.conditions.find((condition) => condition.type === type);
}
