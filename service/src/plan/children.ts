// Requests about one node group or one add-on, as changes of the cluster that it stands in.
import type { OperationKind } from '@hikube/openapi/types';
import type { ClusterAggregate } from '../model/aggregate.ts';
import { checkPrecondition, etagOf, type Versioned } from '../model/etag.ts';
import type { AddonInputs, NodeGroupInputs } from '../model/inputs.ts';
import {
  type AddonRecord,
  type ClusterStatusRecord,
  type NodeGroupRecord,
  OBJECT_WORDS,
} from '../model/records.ts';
import { notFound } from '../refusal.ts';
import { planUpdate } from './change.ts';
import { type Desired, desiredOf } from './desired/desired.ts';
import {
  loadGround,
  type Plan,
  planToFollow,
  referenceTo,
  type UpdateOrder,
  type Writing,
} from './ground.ts';
import { plainImpact } from './impact.ts';
import { checkHolder } from './ownership.ts';

interface ChildKinds {
  NodeGroup: { inputs: NodeGroupInputs; record: NodeGroupRecord };
  Addon: { inputs: AddonInputs; record: AddonRecord };
}

/** Something inside a cluster that requests can name. */
export type ChildKind = keyof ChildKinds;

const MAPS = { NodeGroup: 'nodeGroups', Addon: 'addons' } as const;

/** The record of that name, being deleted or not. */
export function childOf<Kind extends ChildKind>(
  { state }: ClusterAggregate,
  kind: Kind,
  name: string,
): ChildKinds[Kind]['record'] | undefined {
  const records: readonly (NodeGroupRecord | AddonRecord)[] = state[MAPS[kind]];
  return records.find((record) => record.name === name);
}

/**
 * The change in which one child is as wanted and everything else stays.
 * @param inputs undefined removes the child
 * @param fingerprint digest of the body that may create it
 */
export function childOrder<Kind extends ChildKind>(
  aggregate: ClusterAggregate,
  kind: Kind,
  name: string,
  inputs: ChildKinds[Kind]['inputs'] | undefined,
  operation: OperationKind,
  fingerprint = '',
): UpdateOrder {
  const map = MAPS[kind];
  return {
    kind: operation,
    named: { kind, name },
    aggregate,
    after: withChild(desiredOf(aggregate.state), map, name, inputs),
    written: {},
    mentioned: { nodeGroups: [], addons: [], [map]: [name] },
    childFingerprints: new Map([[`${map}/${name}`, fingerprint]]),
    rolls: 'now',
    given: { dnsRecords: aggregate.state.cluster.network.dnsRecords, sites: aggregate.state.cluster.sites },
  };
}

function withChild(
  desired: Desired,
  map: 'nodeGroups' | 'addons',
  name: string,
  inputs: NodeGroupInputs | AddonInputs | undefined,
): Desired {
  const children = new Map<string, NodeGroupInputs | AddonInputs>(desired[map]);
  if (inputs === undefined) children.delete(name);
  else children.set(name, inputs);
  return { ...desired, [map]: children };
}

/**
 * Plans the deletion of a node group or an add-on, which is never refused because of what goes on in the cluster; what is
 * going already is followed on its way.
 */
export async function decideChildDeletion(
  context: Writing,
  child: { readonly kind: ChildKind; readonly cluster: string; readonly name: string },
  operation: OperationKind,
  view: (record: NodeGroupRecord | AddonRecord, status: ClusterStatusRecord | undefined) => Versioned,
): Promise<Plan> {
  const { kind, cluster, name } = child;
  const { aggregate, surroundings } = await loadGround(context, cluster, { mayBeDeleting: true });
  const { state } = aggregate;
  const record = childOf(aggregate, kind, name);
  if (record === undefined) throw notFound(OBJECT_WORDS[kind], name, cluster);
  checkPrecondition(context.precondition, view(record, state.status));
  checkHolder(`${OBJECT_WORDS[kind]} "${name}"`, record, context.holder);
  const removal = record.removal ?? state.cluster.removal;
  if (removal !== undefined) {
    const impact = plainImpact(operation, { action: 'delete', target: referenceTo({ kind, name }, state) });
    return planToFollow(context, removal.operation, etagOf(record), () => impact);
  }
  const order = childOrder(aggregate, kind, name, undefined, operation);
  return planUpdate(order, surroundings);
}
