// Plans the deletion of a cluster: a mark on the cluster, the end of everything that goes on in it, and for whoever has to
// say yes, what goes with it and what stays.
import { checkClusterDeletion, formatQuantity, type JsonObject, parseQuantity } from '@hikube/domain';
import type { DeletionPreview, FieldError } from '@hikube/openapi/types';
import { toTimestampAfter } from '../clock.ts';
import type { ClusterAggregate, ClusterState } from '../model/aggregate.ts';
import { etagOf } from '../model/etag.ts';
import { clusterReference, eventPrefix, kinds, kubeconfigPrefix } from '../model/keys.ts';
import { endedOperation, endingWrites, operationWrites, pendingOperation } from '../model/operation.ts';
import type { ClusterRecord, KubeconfigRecord, OperationRecord } from '../model/records.ts';
import { PlatformError } from '../platform/platform.ts';
import { everyDocument } from '../store/every-document.ts';
import { supersededBy } from './change.ts';
import { refuseErrors } from './check.ts';
import { desiredOf } from './desired/desired.ts';
import type { Plan, Surroundings, Writing } from './ground.ts';
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
    removal: { requestedAt: toTimestampAfter(now, cluster.createdAt), operation: operation.id },
  };
  // Upgrades end together with their records, which is the reconciler's work.
  const ended = supersededBy([''], state).filter(({ kind }) => kind !== 'VersionUpgrade.run');
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
        kind: 'Cluster.delete' as const,
        target: clusterReference(cluster),
        state,
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
  return pendingOperation(
    {
      id: newId('op'),
      kind: 'Cluster.delete',
      target: clusterReference(cluster),
      generation: cluster.generation,
      // Nothing replaces a deletion.
      fields: [],
      children: [],
    },
    stamp.tenant,
    stamp.now,
  );
}

/** As many of each as the contract shows; counts and totals are of all. */
const LISTED_MAX = 200;

type Asked = Pick<Writing, 'store' | 'platform' | 'clock'>;

/** Looks at everything that the cluster has. */
export async function previewDeletion(state: ClusterState, context: Asked): Promise<DeletionPreview> {
  const { tenant, uid } = state.ref;
  const [volumes, kubeconfigs, events] = await Promise.all([
    volumesOf(state, context),
    kubeconfigsOf(state, context),
    context.store.count({ kind: kinds.event, tenant, prefix: eventPrefix(uid) }),
  ]);
  const nodes = state.nodes?.nodes ?? [];
  return {
    nodeGroups: state.nodeGroups.map(({ name }) => ({
      name,
      nodes: nodes.filter(({ nodeGroup }) => nodeGroup === name).length,
    })),
    addons: state.addons.map(({ name }) => name),
    volumes,
    kubeconfigs,
    operations: state.operations
      .filter(({ kind }) => kind !== 'Cluster.delete')
      .slice(0, LISTED_MAX)
      .map(({ id, kind }) => ({ id, kind })),
    events,
    stays: staying(state),
  };
}

async function volumesOf(
  { ref, cluster }: ClusterState,
  { platform }: Asked,
): Promise<DeletionPreview['volumes']> {
  try {
    const observed = await platform.observe(ref);
    // What has never been there has none; what does not answer may have.
    if (observed !== undefined && observed.volumes === undefined) return null;
    const volumes = [...(observed?.volumes ?? [])];
    volumes.sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      retained: cluster.deletion.volumes === 'retain',
      count: volumes.length,
      totalSize: formatQuantity(volumes.reduce((sum, { size }) => sum + (parseQuantity(size) ?? 0n), 0n)),
      items: volumes
        .slice(0, LISTED_MAX)
        .map(({ name, storageClass, size }) => ({ name, storageClass, size })),
    };
  } catch (error) {
    // A deletion is accepted while the platform is away, so its preview is too: it says that it does not know.
    if (error instanceof PlatformError) return null;
    throw error;
  }
}

async function kubeconfigsOf(
  { ref }: ClusterState,
  { store, clock }: Asked,
): Promise<DeletionPreview['kubeconfigs']> {
  const { tenant, uid } = ref;
  const selection = { kind: kinds.kubeconfig, tenant, prefix: kubeconfigPrefix(uid) };
  const items: KubeconfigRecord[] = [];
  let count = 0;
  for await (const { body } of everyDocument<KubeconfigRecord>(store, selection)) {
    if (!isValid(body, clock.now())) continue;
    count += 1;
    if (items.length < LISTED_MAX) items.push(body);
  }
  return { count, items: items.map(({ id, role, expiresAt }) => ({ id, role, expiresAt })) };
}

function isValid({ revokedAt, expiresAt }: KubeconfigRecord, now: number): boolean {
  return revokedAt === null && Date.parse(expiresAt) > now;
}

function staying({ cluster, addons }: ClusterState): string[] {
  return [
    'The operations of the cluster stay listed, this deletion among them.',
    'What the cluster takes of the quota is free as soon as the deletion is accepted.',
    ...(cluster.deletion.volumes === 'retain'
      ? ['Its volumes stay in the tenant, listed as retained volumes, until you delete them.']
      : []),
    ...(cluster.network.dnsRecords.length === 0
      ? []
      : [`DNS records that you made for ${cluster.host} stay and point to nothing: remove them.`]),
    ...(addons.some(({ name }) => name === 'velero')
      ? ['Backups that Velero has stored outside of the cluster stay where they are.']
      : []),
  ];
}

/** The same in sentences, where it cannot be made good again or somebody else will notice. */
function deletionWarnings({ volumes, kubeconfigs, operations }: DeletionPreview): FieldError[] {
  const warnings: FieldError[] = [];
  const warn = (code: string, detail: string) => warnings.push({ pointer: '', code, detail });
  if (volumes === null) {
    warn('volumes_unknown', 'Platform or cluster do not answer, so nobody can tell which volumes there are.');
  } else if (volumes.count > 0) {
    const names = listed(
      volumes.items.map(({ name, size }) => `${name} (${size})`),
      volumes.count,
    );
    const what = volumes.count === 1 ? '1 volume is' : `${volumes.count} volumes are`;
    if (volumes.retained) {
      const stay = volumes.count === 1 ? '1 volume stays' : `${volumes.count} volumes stay`;
      warn('volumes_retained', `${stay}, ${volumes.totalSize} in total, until you delete them: ${names}.`);
    } else {
      warn('volumes_lost', `${what} lost with all data, ${volumes.totalSize} in total: ${names}.`);
    }
  }
  if (kubeconfigs.count > 0) {
    const what = kubeconfigs.count === 1 ? '1 kubeconfig stops' : `${kubeconfigs.count} kubeconfigs stop`;
    const names = listed(
      kubeconfigs.items.map(({ id, role }) => `${id} (${role})`),
      kubeconfigs.count,
    );
    warn('kubeconfigs_stop', `${what} working: ${names}.`);
  }
  if (operations.length > 0) {
    const what =
      operations.length === 1
        ? '1 operation ends before it is done'
        : `${operations.length} operations end before they are done`;
    const names = listed(
      operations.map(({ id, kind }) => `${id} (${kind})`),
      operations.length,
    );
    warn('operations_end', `${what}: ${names}.`);
  }
  return warnings;
}

// A sentence stays one that can be read.
const NAMED_MAX = 5;

function listed(names: readonly string[], count: number): string {
  const named = names.slice(0, NAMED_MAX);
  return count > named.length ? `${named.join(', ')} and ${count - named.length} more` : named.join(', ');
}
