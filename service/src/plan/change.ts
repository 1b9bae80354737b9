// Plans a change of a cluster or of something in it, whichever endpoint asked for it: one commit, and one operation
// that the caller follows.
import type { Finding } from '@hikube/domain';
import { etagOf } from '../model/etag.ts';
import {
  endedOperation,
  endingWrites,
  finishedOperation,
  type NewOperation,
  operationWrites,
  pendingOperation,
} from '../model/operation.ts';
import type { OperationRecord } from '../model/records.ts';
import type { Write } from '../store/store.ts';
import { checkBounds } from './bounds.ts';
import { type Changes, changesOf } from './changes.ts';
import { checkDifference } from './check.ts';
import { desiredOf } from './desired/desired.ts';
import { type Difference, differenceOf, fieldsOfDifference, isEmpty } from './desired/difference.ts';
import { refuseErrors } from './findings.ts';
import type { Surroundings } from './ground.ts';
import { impactAnswer, impactOfStep } from './impact.ts';
import { labelOf, type Named, placeOf, type UpdateOrder } from './order.ts';
import { ownershipWarnings } from './ownership.ts';
import type { Plan } from './plan.ts';
import { bookQuota } from './quota-check.ts';
import { supersededBy } from './supersede.ts';
import { operationUnderWay } from './under-way.ts';
import { type VersionStep, versionStep } from './version-step.ts';

/** Plans the change. Pointers of findings start where the body of the request starts. */
export function planUpdate(order: UpdateOrder, surroundings: Surroundings): Plan {
  const { aggregate, named } = order;
  const { state } = aggregate;
  const { name } = state.cluster;
  const before = desiredOf(state);
  checkBounds(order.after);
  const version = versionStep(state, order.after, order.written['version'], surroundings);
  const difference = differenceOf(name, before, version.after);
  const impact = impactOfStep({ name, before, after: order.after, state }, surroundings);
  const booking = bookQuota(version.after, impact, surroundings);
  const { catalogue } = surroundings;
  const checked = { name, before, after: version.after, difference, written: order.written, catalogue };
  const findings = [...version.findings, ...checkDifference(checked), ...booking.findings].map((finding) =>
    fromBody(finding, named),
  );
  refuseErrors(findings);
  const { changes, operation, writes } = carryOut(order, difference, version, surroundings);
  const told = {
    kind: order.kind,
    target: labelOf(named, name),
    findings,
    notes: ownershipWarnings(order, difference, surroundings.stamp),
    requested: booking.requested,
  };
  return {
    writes: [...writes, ...booking.writes],
    guards: booking.guards,
    operation,
    etag: etagOf(changes.target),
    foresee: (used) => impactAnswer(impact, told, surroundings, used),
  };
}

interface CarriedOut {
  readonly changes: Changes;
  /** The operation that the caller follows. */
  readonly operation: OperationRecord;
  readonly writes: readonly Write[];
}

function carryOut(
  order: UpdateOrder,
  difference: Difference,
  { upgrade, waiting }: VersionStep,
  surroundings: Surroundings,
): CarriedOut {
  const id = surroundings.newId('op');
  const changes = changesOf(order, difference, id, surroundings);
  const writes = [...changes.writes, ...(upgrade?.writes ?? [])];
  // A version that queues arrives last, so its operation is the one to follow.
  const queued = waiting ?? (upgrade?.record.status.startedAt === null ? upgrade.operation : undefined);
  if (isEmpty(difference)) {
    const known = queued ?? operationUnderWay(order, changes);
    if (known !== undefined) return { changes, operation: known, writes };
  }
  const own = ownOperation(id, order, difference, changes, surroundings);
  return {
    changes,
    operation: queued ?? own,
    writes: [...writes, ...operationWrites(undefined, own), ...superseding(own, order, surroundings)],
  };
}

/** The operation of the change itself; one that changes nothing has ended already. */
function ownOperation(
  id: string,
  { kind, named, aggregate }: UpdateOrder,
  difference: Difference,
  { target, children }: Changes,
  { stamp }: Surroundings,
): OperationRecord {
  const cluster = aggregate.state.cluster.name;
  const operation: NewOperation = {
    id,
    kind,
    target: { kind: named.kind, cluster, name: target.name, uid: target.uid },
    generation: target.generation,
    fields: fieldsOfDifference(difference),
    children: children.filter((uid) => uid !== target.uid),
  };
  const make = isEmpty(difference) ? finishedOperation : pendingOperation;
  return make(operation, stamp.tenant, stamp.now);
}

function superseding(
  by: OperationRecord,
  { aggregate }: UpdateOrder,
  { stamp }: Surroundings,
): readonly Write[] {
  return supersededBy(by.fields, aggregate.state).flatMap((operation) => {
    const ended = endedOperation(operation, 'superseded', `Superseded by ${by.id}`, stamp.now);
    return endingWrites(ended, aggregate);
  });
}

/** Findings are found in the cluster; the body of a request about something in it starts further down. */
function fromBody(finding: Finding, named: Named): Finding {
  const place = placeOf(named);
  if (place === '' || !finding.pointer.startsWith(place)) return finding;
  const pointer = finding.pointer.slice(place.length);
  const isName = finding.code === 'invalid_name' || finding.code === 'name_too_long';
  return { ...finding, pointer: pointer === '' && isName ? '/name' : pointer };
}
