// Plans the deletion of a cluster: a mark on the cluster, and the end of everything that goes on in it.
import { checkClusterDeletion, type JsonObject } from '@hikube/domain';
import type { DeletionPreview } from '@hikube/openapi/types';
import { toTimestampAfter } from '../clock.ts';
import type { ClusterAggregate } from '../model/aggregate.ts';
import { etagOf } from '../model/etag.ts';
import { endedOperation, endingWrites, operationWrites, pendingOperation } from '../model/operation.ts';
import type { ClusterRecord, OperationRecord } from '../model/records.ts';
import { supersededBy } from './change.ts';
import { refuseErrors } from './check.ts';
import { deletionWarnings } from './deletion-preview.ts';
import { desiredOf } from './desired/desired.ts';
import type { Plan, Surroundings } from './ground.ts';
import { impactAnswer, impactOfStep } from './impact.ts';
import { bookQuota } from './quota.ts';
import { clusterWrite } from './records.ts';

/**
 * Plans the deletion; it needs no consent of anything that goes on.
 * @param preview for a preview
 */
export function planDelete(
  aggregate: ClusterAggregate,
  surroundings: Surroundings,
  preview: DeletionPreview | undefined,
): Plan {
  const { state } = aggregate;
  const { cluster } = state;
  const { tenant, now } = surroundings.stamp;
  const impact = impactOfStep(
    { name: cluster.name, before: desiredOf(state), after: undefined, state },
    surroundings,
  );
  const booking = bookQuota(undefined, impact, surroundings);
  const findings = checkClusterDeletion(cluster as unknown as JsonObject);
  refuseErrors(findings);
  const operation = deletionOperation(cluster, surroundings);
  const marked: ClusterRecord = {
    ...cluster,
    // The generation stays: a repeated DELETE with the same If-Match then finds what it asked for.
    deletion: { requestedAt: toTimestampAfter(now, cluster.createdAt), operation: operation.id },
  };
  // Upgrades end together with their records, which is the reconciler's work.
  const ended = supersededBy([''], state).filter(({ kind }) => kind !== 'versionUpgrade.run');
  return {
    writes: [
      clusterWrite(marked, aggregate, tenant),
      ...operationWrites(undefined, operation),
      ...ended.flatMap((each) =>
        endingWrites(endedOperation(each, 'superseded', `Superseded by ${operation.id}`, now), aggregate),
      ),
      ...booking.writes,
    ],
    guards: booking.guards,
    operation,
    etag: etagOf(marked),
    foresee: (used) => {
      const told = {
        kind: 'cluster.delete' as const,
        target: `cluster/${cluster.name}`,
        findings,
        ...(preview === undefined ? {} : { notes: deletionWarnings(preview) }),
        requested: booking.requested,
      };
      const answer = impactAnswer(impact, told, surroundings, used);
      return preview === undefined ? answer : { ...answer, deletion: preview };
    },
  };
}

function deletionOperation(cluster: ClusterRecord, { stamp, newId }: Surroundings): OperationRecord {
  const { name, uid } = cluster;
  return pendingOperation(
    {
      id: newId('op'),
      kind: 'cluster.delete',
      target: { kind: 'cluster', cluster: name, name, uid },
      generation: cluster.generation,
      // Nothing replaces a deletion.
      fields: [],
      children: [],
    },
    stamp.tenant,
    stamp.now,
  );
}
