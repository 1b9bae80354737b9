// Cancels an operation, as far as its work can be taken back: a version that nothing runs yet, an exchange that has
// not begun, an object that was asked for and can be removed again.
import type { ClusterAggregate } from '../model/aggregate.ts';
import { etagOf } from '../model/etag.ts';
import { clusterKey, operationKey } from '../model/keys.ts';
import { endedOperation, endingWrites } from '../model/operation.ts';
import type { OperationRecord } from '../model/records.ts';
import { Refusal } from '../refusal.ts';
import { planUpdate } from './change.ts';
import { type ChildKind, childOf, childOrder } from './children.ts';
import type { Surroundings } from './ground.ts';
import { plainImpact } from './impact.ts';
import type { Plan } from './plan.ts';
import { planSteering } from './steer.ts';

/** Plans the cancellation; the caller gets the operation as it ended. */
export function planCancellation(
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  surroundings: Surroundings,
): Plan {
  if (operation.endedAt !== null) {
    throw new Refusal(
      'not_cancellable',
      `The operation has ended (${operation.status}): there is nothing to cancel.`,
    );
  }
  switch (operation.kind) {
    case 'versionUpgrade.run':
      return cancelVersion(operation, aggregate, surroundings);
    case 'cluster.update':
      if (operation.fields.includes('/version')) return cancelVersion(operation, aggregate, surroundings);
      throw tooLate('the settings are stored already: change them back');
    case 'node.replace':
      return cancelReplacement(operation, aggregate, surroundings);
    case 'nodeGroup.create':
      return takeBack('nodeGroup', operation, aggregate, surroundings);
    case 'addon.enable':
      return takeBack('addon', operation, aggregate, surroundings);
    case 'cluster.patch':
      throw tooLate(
        'no API server goes back to an older patch: turn maintenance.autoPatch off to get no further one',
      );
    case 'cluster.create':
      throw tooLate('the cluster exists already: delete it');
    case 'cluster.delete':
    case 'nodeGroup.delete':
    case 'addon.disable':
      throw tooLate('a deletion cannot be taken back');
    default:
      throw tooLate('the settings are stored already: change them back');
  }
}

function tooLate(reason: string): Refusal {
  return new Refusal('not_cancellable', `This operation cannot be cancelled, because ${reason}.`);
}

function cancelVersion(
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  { stamp }: Surroundings,
): Plan {
  const { upgrades, cluster } = aggregate.state;
  const upgrade = upgrades.find(({ uid, targetVersion }) =>
    operation.kind === 'versionUpgrade.run'
      ? uid === operation.target.uid
      : targetVersion === cluster.version,
  );
  if (upgrade === undefined) throw tooLate('the version has moved already: wait until it has arrived');
  const plan = planSteering('cancel', upgrade, aggregate, stamp.now);
  if (operation.kind === 'versionUpgrade.run') return plan;
  return { ...plan, operation: endedOperation(operation, 'cancelled', 'Cancelled', stamp.now) };
}

/** Once the reconciler has taken it up, the new node is on its way and the old one drains. */
function cancelReplacement(
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  { stamp }: Surroundings,
): Plan {
  if (operation.startedAt !== null) throw tooLate('the exchange has begun: the new node is on its way');
  const { state, revisions } = aggregate;
  const ended = endedOperation(operation, 'cancelled', 'Cancelled', stamp.now);
  const key = clusterKey(stamp.tenant, 'cluster', state.cluster.name);
  const impact = plainImpact(operation.kind, { action: 'update', target: `node/${operation.target.name}` });
  return {
    writes: endingWrites(ended, aggregate),
    guards: [{ key, expect: revisions.of(key) }],
    operation: ended,
    etag: undefined,
    foresee: () => impact,
  };
}

/** The object goes again; its removal is an operation of its own, and the creation ends as cancelled. */
function takeBack(
  kind: ChildKind,
  operation: OperationRecord,
  aggregate: ClusterAggregate,
  surroundings: Surroundings,
): Plan {
  const record = childOf(aggregate, kind, operation.target.name);
  if (record === undefined || record.uid !== operation.target.uid || record.deletion !== null) {
    throw tooLate('the object is on its way out already');
  }
  const removal = kind === 'nodeGroup' ? 'nodeGroup.delete' : 'addon.disable';
  const plan = planUpdate(childOrder(aggregate, kind, record.name, undefined, removal), surroundings);
  const ended = endedOperation(operation, 'cancelled', 'Cancelled', surroundings.stamp.now);
  const key = operationKey(surroundings.stamp.tenant, operation.id);
  // The removal would end the creation as superseded; here the caller asked for that end.
  const writes = plan.writes.map((write) =>
    write.key.kind === key.kind && write.key.id === key.id ? { ...write, body: ended } : write,
  );
  return { ...plan, writes, operation: ended, etag: etagOf(record) };
}
