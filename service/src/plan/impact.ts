// The impact of a planned write, in the shape of the contract.
import {
  computeImpact,
  type Demand,
  type Impact as DomainImpact,
  type Finding,
  NO_DEMAND,
  type Pace,
  quotaItems,
} from '@hikube/domain';
import type { ObjectKind } from '@hikube/openapi/fields';
import type { Change, FieldError, Impact, OperationKind } from '@hikube/openapi/types';
import type { ClusterState } from '../model/aggregate.ts';
import { childReference, type InCluster } from '../model/keys.ts';
import { warningsOf } from './check.ts';
import { asDocument, type Desired } from './desired/desired.ts';
import type { Surroundings } from './ground.ts';
import type { Running } from './running.ts';

/** Two states of a cluster, of which one may be nothing. */
export interface Step {
  readonly name: string;
  readonly before: Desired | undefined;
  readonly after: Desired | undefined;
  /** Undefined when the cluster does not exist yet. */
  readonly state: ClusterState | undefined;
  /** What the nodes of changed groups run, where that may be something else than what is stored. */
  readonly running?: readonly Running[];
  /** Of a version upgrade of its own; without one each group has its own. */
  readonly pace?: Pace;
}

/** What the step would do to objects and nodes. */
export function impactOfStep(
  { name, before, after, state, running = [], pace }: Step,
  { catalogue }: Surroundings,
): DomainImpact {
  return computeImpact({
    cluster: name,
    ...(before === undefined ? {} : { before: asDocument(name, before) }),
    ...(after === undefined ? {} : { after: asDocument(name, after) }),
    nodes: nodesByGroup(state),
    rolling: Object.fromEntries(running.map((group) => [group.name, group.rolls])),
    ...(pace === undefined ? {} : { pace }),
    catalogue,
  });
}

/** The same for a change whose nodes run already what it asks for. */
export function withoutRolling(impact: DomainImpact): DomainImpact {
  return {
    ...impact,
    changes: impact.changes.map((change) => ({ ...change, rollsNodes: false })),
    nodesRolled: 0,
    nodeGroupsRolled: [],
    surge: NO_DEMAND,
    warnings: impact.warnings.filter(({ code }) => code !== 'nodes_roll'),
  };
}

/** What a preview answers besides the objects. */
export interface Told {
  readonly kind: OperationKind;
  /** The object that the write is about. */
  readonly target: InCluster;
  /** The cluster as it is; undefined when it does not exist yet. */
  readonly state: ClusterState | undefined;
  readonly findings: readonly Finding[];
  /** Warnings that no rule of the domain gives. */
  readonly notes?: readonly FieldError[];
  /** What the tenant has asked for after the write. */
  readonly requested: Demand;
}

/** The answer to a preview, once it is known what exists. */
export function impactAnswer(
  impact: DomainImpact,
  told: Told,
  { ledger, limits }: Surroundings,
  used: Demand,
): Impact {
  const cluster = told.target.cluster;
  return {
    kind: told.kind,
    target: told.target,
    changes: impact.changes.map(({ action, kind, name, fields, rollsNodes }) => ({
      action,
      target: childReference(kind, { cluster, name, uid: uidIn(told.state, kind, name) }),
      fields: [...fields],
      rollsNodes,
    })),
    nodesRolled: impact.nodesRolled,
    nodeGroupsRolled: [...impact.nodeGroupsRolled],
    quota: quotaItems(limits, used, told.requested)
      .filter(({ resource }) => told.requested[resource] !== ledger.tenant[resource])
      .map((item) => ({ ...item })),
    warnings: [...(told.notes ?? []), ...warningsOf(told.findings), ...warningsOf(impact.warnings)],
  };
}

/** The answer to a preview of something that changes no object but how one goes on. */
export function plainImpact(
  kind: OperationKind,
  change: Pick<Change, 'action' | 'target'> & { readonly fields?: readonly string[] },
): Impact {
  return {
    kind,
    target: change.target,
    changes: [
      { action: change.action, target: change.target, fields: [...(change.fields ?? [])], rollsNodes: false },
    ],
    nodesRolled: 0,
    nodeGroupsRolled: [],
    quota: [],
    warnings: [],
  };
}

/** Identity of an object of the cluster; null for one that is not there yet. */
export function uidIn(state: ClusterState | undefined, kind: ObjectKind, name: string): string | null {
  if (state === undefined) return null;
  if (kind === 'Cluster') return state.cluster.uid;
  const records = kind === 'NodeGroup' ? state.nodeGroups : state.addons;
  return records.find((record) => record.name === name)?.uid ?? null;
}

function nodesByGroup(state: ClusterState | undefined): Readonly<Record<string, number>> {
  const counts = new Map<string, number>(state?.nodeGroups.map(({ name }) => [name, 0]));
  for (const { nodeGroup } of state?.nodes?.nodes ?? [])
    counts.set(nodeGroup, (counts.get(nodeGroup) ?? 0) + 1);
  // A cluster that nobody has looked at counts with its minimum, as a group does that is not listed.
  return state?.nodes === undefined ? {} : Object.fromEntries(counts);
}
