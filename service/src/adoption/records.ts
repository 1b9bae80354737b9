// The records of a cluster that was found on the platform: as if it had been asked for here, and with nothing to do.
import type { JsonObject } from '@hikube/domain';
import { toTimestamp } from '../clock.ts';
import { foundMark, toldMark, type Written } from '../model/found.ts';
import type { IdSource } from '../model/ids.ts';
import { clusterReference } from '../model/keys.ts';
import { type Memo, type OpenWork, type Origin, readMemo } from '../model/memo.ts';
import { pendingOperation } from '../model/operation.ts';
import type {
  AddonRecord,
  ClusterRecord,
  FoundMarks,
  NodeGroupRecord,
  OperationRecord,
} from '../model/records.ts';
import { completeCluster } from '../plan/desired/desired.ts';
import type { FoundCluster } from '../platform/found.ts';
import type {
  ClusterAssignment,
  DesiredAddon,
  DesiredNodeGroup,
  LiveCatalogue,
} from '../platform/platform.ts';
import { sealValues } from '../secrets/addon-values.ts';
import type { Envelope } from '../secrets/envelope.ts';
import { shownValues } from './values.ts';

export interface FoundRecords {
  readonly cluster: ClusterRecord;
  readonly nodeGroups: readonly NodeGroupRecord[];
  readonly addons: readonly AddonRecord[];
  readonly operations: readonly OperationRecord[];
}

export interface RecordTools {
  readonly assignment: ClusterAssignment;
  readonly catalogue: LiveCatalogue;
  readonly envelope: Pick<Envelope, 'seal'>;
  readonly ids: IdSource;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Nobody made it here. */
const STRANGER = { token: '', fingerprint: '' };

export async function recordsOf(found: FoundCluster, tools: RecordTools): Promise<FoundRecords> {
  const memo = readMemo(found.desired.memo, found.desired.work);
  const removal = found.deleting ? deletionOf(found, tools) : undefined;
  const origin = (known: Partial<Origin> | undefined) => originOf(known, found);
  const nodeGroups = found.desired.nodeGroups.map((group) =>
    nodeGroupRecord(group, found.ref.name, origin(memo.nodeGroups[group.name])),
  );
  const addons = await Promise.all(
    found.desired.addons.map((addon) =>
      addonRecord(addon, found, origin(memo.addons[addon.id]), memo, tools),
    ),
  );
  const cluster = clusterRecord(found, origin(memo.cluster), memo, tools);
  const operations = removal === undefined ? openOperations(memo.operations, found) : [removal];
  const marked: ClusterRecord =
    removal === undefined
      ? cluster
      : { ...cluster, removal: { requestedAt: removal.createdAt, operation: removal.id } };
  const written = { cluster: marked, nodeGroups, addons, operations };
  return { ...written, cluster: { ...marked, found: await marksOf(written, found) } };
}

async function marksOf(written: Written, found: FoundCluster): Promise<FoundMarks> {
  return { records: await foundMark(written), told: await toldMark(found) };
}

function originOf(known: Partial<Origin> = {}, { createdAt }: FoundCluster): Origin {
  return { manager: 'other', createdAt: toTimestamp(createdAt), createdBy: STRANGER, ...known };
}

function clusterRecord(
  { ref, desired }: FoundCluster,
  origin: Origin,
  { inputs: kept }: Memo,
  { assignment, catalogue }: RecordTools,
): ClusterRecord {
  const { version, topology, controlPlane, storageClass, network: wanted } = desired;
  const {
    host: _host,
    network,
    ...inputs
  } = completeCluster({ version, topology, controlPlane, storageClass, network: wanted, ...kept }, catalogue);
  const { cni, podCidr, serviceCidr, dnsDomain, dnsRecords } = assignment;
  return {
    name: ref.name,
    ...inputs,
    host: desired.host || assignment.host,
    network: { ...network, cni, podCidr, serviceCidr, dnsDomain, dnsRecords: [...dnsRecords] },
    uid: ref.uid,
    tenant: ref.tenant,
    endpoint: desired.endpoint || assignment.endpoint,
    certificateAuthority: assignment.certificateAuthority,
    sites: [...desired.sites],
    generation: desired.generation,
    ...origin,
  };
}

function nodeGroupRecord(
  { name, uid, generation, gpus, roles, taints, ...inputs }: DesiredNodeGroup,
  cluster: string,
  origin: Origin,
): NodeGroupRecord {
  const lists = { gpus: gpus.map((each) => ({ name: each })), roles: [...roles], taints: [...taints] };
  return { name, cluster, ...inputs, ...lists, uid, generation, ...origin };
}

async function addonRecord(
  { id, uid, generation, values, ...inputs }: DesiredAddon,
  { ref, managed }: FoundCluster,
  origin: Origin,
  memo: Memo,
  { catalogue, envelope }: RecordTools,
): Promise<AddonRecord> {
  const known = managed ? memo.addons[id]?.valuesOverride : (values as JsonObject | undefined);
  const { shown, secret } = shownValues(id, values as JsonObject | undefined, known, catalogue);
  const place = { tenant: ref.tenant, cluster: ref.name, name: id };
  return {
    name: id,
    cluster: ref.name,
    ...inputs,
    ...(shown && { valuesOverride: shown }),
    ...(secret && { secretValues: await sealValues(secret, place, envelope) }),
    uid,
    generation,
    ...origin,
  };
}

/** Work goes on from what the platform shows; what is about something that is not there any more has ended. */
function openOperations(
  open: readonly OpenWork[],
  { ref, desired }: FoundCluster,
): readonly OperationRecord[] {
  const uids = new Set([ref.uid, ...[...desired.nodeGroups, ...desired.addons].map(({ uid }) => uid)]);
  return open
    .filter(({ target }) => target.cluster === ref.name && uids.has(target.uid))
    .map(({ createdAt, ...work }) => pendingOperation(work, ref.tenant, Date.parse(createdAt)));
}

function deletionOf({ ref, desired }: FoundCluster, { ids, now }: RecordTools): OperationRecord {
  const work = {
    id: ids.next('op'),
    kind: 'Cluster.delete' as const,
    target: clusterReference(ref),
    generation: desired.generation,
    fields: [],
    children: [],
  };
  return pendingOperation(work, ref.tenant, now);
}
