// A name that is taken: what is there, whether the same create made it, and whether anybody holds it. Only what nobody
// holds can be taken over by an equal create, whose own answer was lost.
import type { OperationKind } from '@hikube/openapi/types';
import type { ClusterAggregate, ClusterState } from '../model/aggregate.ts';
import { etagOf } from '../model/etag.ts';
import { childKey, childReference, clusterKey } from '../model/keys.ts';
import { finishedOperation, operationWrites } from '../model/operation.ts';
import {
  type AddonRecord,
  type ClusterRecord,
  type Holder,
  type NodeGroupRecord,
  OBJECT_WORDS,
  type OperationRecord,
  type VersionUpgradeRecord,
} from '../model/records.ts';
import { Refusal } from '../refusal.ts';
import type { Plan, Surroundings, Writing } from './ground.ts';
import { plainImpact } from './impact.ts';

/** Something whose name a create wants. */
export type Existing =
  | { readonly kind: 'Cluster'; readonly record: ClusterRecord }
  | { readonly kind: 'NodeGroup'; readonly record: NodeGroupRecord }
  | { readonly kind: 'Addon'; readonly record: AddonRecord }
  | { readonly kind: 'VersionUpgrade'; readonly record: VersionUpgradeRecord };

/** The create that meets it. */
export interface Attempted {
  readonly operation: OperationKind;
  /** Digest of the body. */
  readonly fingerprint: string;
}

/**
 * What becomes of a create whose name is taken.
 * @throws Refusal `already_exists`, or `deleting` while what is there goes, unless the create may take it over and asks to
 */
export function planTakenName(
  existing: Existing,
  aggregate: ClusterAggregate,
  attempted: Attempted,
  context: Writing,
  surroundings: Surroundings,
): Plan {
  const { uid } = existing.record;
  const refusal = alreadyThere(existing, aggregate.state, attempted.fingerprint, context);
  const { sameCreate, held } = refusal.facts.existing ?? {};
  if (context.holder === undefined || context.takeOver !== uid || !sameCreate || held !== false)
    throw refusal;
  return planTakeOver(existing, aggregate, attempted.operation, context.holder, surroundings);
}

/** The refusal of a create whose name is taken. */
export function alreadyThere(
  { kind, record }: Existing,
  state: ClusterState,
  fingerprint: string,
  { caller }: Writing,
): Refusal {
  const name = 'id' in record ? record.id : record.name;
  if (isGoing(record)) return stillDeleting(OBJECT_WORDS[kind], name);
  const { createdBy, uid, createdAt } = record;
  const sameCreate = createdBy?.token === caller.token && createdBy.fingerprint === fingerprint;
  const operation = creationOf(uid, state)?.id ?? null;
  const object = childReference(kind, { cluster: state.ref.name, name, uid });
  return new Refusal(
    'already_exists',
    `There is a ${OBJECT_WORDS[kind]} "${name}" already: choose another name, or change it.`,
    { existing: { object, sameCreate, held: isHeld(record), createdAt, operation } },
  );
}

/** Whether a state has it, or may have: whoever changes an object that nobody held makes it theirs. */
function isHeld({ holder, generation }: { readonly holder?: Holder; readonly generation: number }): boolean {
  return holder === undefined || holder.since !== null || generation > 1;
}

function isGoing(record: Existing['record']): boolean {
  return 'removal' in record && record.removal !== undefined;
}

/** Says that an object is on its way out, so that nothing can be asked of it any more. */
export function stillDeleting(what: string, name: string): Refusal {
  return new Refusal('deleting', `The ${what} "${name}" is being deleted: wait until it is gone.`);
}

/** Another holder from now on, and the creation to follow, or one that has ended where that is over. */
function planTakeOver(
  { kind, record }: Existing,
  { state, revisions }: ClusterAggregate,
  operation: OperationKind,
  holder: string,
  { stamp, newId }: Surroundings,
): Plan {
  const { tenant, name: cluster } = state.ref;
  const name = 'id' in record ? record.id : record.name;
  const key = kind === 'Cluster' ? clusterKey(tenant, kind, cluster) : childKey(tenant, kind, cluster, name);
  const target = childReference(kind, { cluster, name, uid: record.uid });
  const creation = creationOf(record.uid, state);
  const ended = (): OperationRecord =>
    finishedOperation(
      { id: newId('op'), kind: operation, target, generation: record.generation, fields: [], children: [] },
      tenant,
      stamp.now,
    );
  const followed = creation ?? ended();
  const taken = { ...record, holder: { id: holder, since: null } };
  return {
    writes: [
      { key, body: taken, expect: revisions.of(key) },
      ...(creation === undefined ? operationWrites(undefined, followed) : []),
    ],
    guards: [],
    operation: followed,
    etag: etagOf(record),
    foresee: () => plainImpact(operation, { action: 'update', target }),
  };
}

/** The unfinished operation that made the object. */
function creationOf(uid: string, { operations }: ClusterState): OperationRecord | undefined {
  return operations.find(
    ({ kind, target, children }) =>
      (kind.endsWith('.create') || ['Addon.create', 'Cluster.update', 'VersionUpgrade.run'].includes(kind)) &&
      (target.uid === uid || children.includes(uid)),
  );
}
