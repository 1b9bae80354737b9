// Plans a change of a cluster or of something in it, whichever endpoint asked for it: one commit, and one operation
// that the caller follows.
import {
  checkVersionChange,
  equalVersionText,
  type Finding,
  type JsonObject,
  normaliseVersion,
} from '@hikube/domain';
import type { OperationKind } from '@hikube/openapi/types';
import type { ClusterAggregate, ClusterState } from '../model/aggregate.ts';
import { etagOf } from '../model/etag.ts';
import { childReference } from '../model/keys.ts';
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
import { refuseVersion, releasedBy, type Waiting, waitingNotes, waitingOf, waitingText } from './apply-in.ts';
import { checkBounds, checkDifference, claimNames, namesOfCluster, refuseErrors } from './check.ts';
import { type Desired, desiredOf, keepSecrets } from './desired/desired.ts';
import { type Difference, differenceOf, fieldsOfDifference, isEmpty } from './desired/difference.ts';
import {
  childFingerprints,
  type Given,
  type Named,
  type Plan,
  placeOf,
  referenceTo,
  type Surroundings,
  type UpdateOrder,
  type Writing,
} from './ground.ts';
import { impactAnswer, impactOfStep, withoutRolling } from './impact.ts';
import { ownershipWarnings } from './ownership.ts';
import { bookQuota } from './quota.ts';
import { type Changes, changesOf } from './records.ts';
import { type Running, runningOf } from './running.ts';
import {
  mayStartNow,
  type NewUpgrade,
  newUpgrade,
  operationOf,
  queuedTargets,
  upgradeTo,
} from './upgrade.ts';

/** A change of a cluster and of what stands inside it, by a caller who cannot write secret values. */
export interface ClusterChange {
  readonly aggregate: ClusterAggregate;
  readonly after: Desired;
  /** What the caller wrote of the cluster itself. */
  readonly written: JsonObject;
  /** What the caller wrote of node groups, by name. */
  readonly nodeGroups: JsonObject;
  /** What the caller wrote of add-ons, by id. */
  readonly addons: JsonObject;
  /** When nodes are replaced that the change rolls; at once where the caller cannot say. */
  readonly applyIn?: 'now' | 'window';
}

/** Plans a change of a cluster that exists. */
export async function planClusterChange(
  { aggregate, after: wanted, written, nodeGroups, addons, applyIn = 'now' }: ClusterChange,
  context: Writing,
  surroundings: Surroundings,
): Promise<Plan> {
  const after = keepSecrets(desiredOf(aggregate.state), wanted);
  const order = {
    kind: 'Cluster.update' as const,
    named: { kind: 'Cluster' as const },
    aggregate,
    after,
    written,
    mentioned: { nodeGroups: Object.keys(nodeGroups), addons: Object.keys(addons) },
    childFingerprints: await childFingerprints({ nodeGroups, addons }),
    rolls: applyIn,
    given: await givenFor(aggregate, after, context),
  };
  const { cluster, nodeGroups: existing } = aggregate.state;
  const added = [...after.nodeGroups.keys()].filter((name) => !existing.some((group) => group.name === name));
  const names = namesOfCluster(cluster.name, added, { isNew: false });
  return claimNames(planUpdate(order, surroundings), names, context);
}

/**
 * Another exposure is published under other records; the name and the address of the cluster stay. Production spans all
 * sites, and whoever leaves it keeps them: the volumes have copies there.
 */
async function givenFor(
  { state }: ClusterAggregate,
  { cluster: { network, topology } }: Desired,
  { platform }: Writing,
): Promise<Given> {
  const { cluster, ref } = state;
  const { dnsRecords, exposure } = cluster.network;
  const spreads = topology === 'production' && cluster.topology !== 'production';
  if (network.exposure === exposure && !spreads) return { dnsRecords, sites: cluster.sites };
  const wanted = { host: cluster.host, exposure: network.exposure, topology };
  const assignment = await platform.assign(ref, wanted);
  return {
    dnsRecords: [...assignment.dnsRecords],
    sites: spreads ? [...assignment.sites] : cluster.sites,
  };
}

/** Plans the change. Pointers of findings start where the body of the request starts. */
export function planUpdate(order: UpdateOrder, surroundings: Surroundings): Plan {
  const { aggregate, named } = order;
  const { state } = aggregate;
  const { name } = state.cluster;
  const before = desiredOf(state);
  checkBounds(order.after);
  const version = versionStep(state, order.after, order.written['version'], surroundings);
  const difference = differenceOf(name, before, version.after);
  const running = runningOf(state, difference);
  const rolled = impactOfStep({ name, before, after: order.after, state, running }, surroundings);
  const impact = order.rolls === 'never' ? withoutRolling(rolled) : rolled;
  const booking = bookQuota(version.after, impact, surroundings);
  const { catalogue } = surroundings;
  const { written } = order;
  const { sites } = state.cluster;
  const checked = { name, before, after: version.after, difference, written, catalogue, sites };
  const findings = [...version.findings, ...checkDifference(checked), ...booking.findings].map((finding) =>
    fromBody(finding, named),
  );
  refuseErrors(findings);
  const { now } = surroundings.stamp;
  refuseVersion(order, version.upgrade !== undefined || version.waiting !== undefined);
  const waiting = waitingOf(order, running, version.after, now);
  const { changes, operation, writes } = carryOut(
    order,
    { difference, running },
    version,
    waiting,
    surroundings,
  );
  const told = {
    kind: order.kind,
    target: referenceTo(named, state),
    state,
    findings,
    notes: [
      ...ownershipWarnings(order, difference, surroundings.stamp),
      ...waitingNotes(waiting, state, now),
    ],
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
  { difference, running }: { readonly difference: Difference; readonly running: readonly Running[] },
  { upgrade, waiting }: VersionStep,
  held: Waiting | undefined,
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
  const own = ownOperation(id, order, difference, changes, held, surroundings);
  const superseded = supersededBy(own.fields, order.aggregate.state);
  return {
    changes,
    operation: queued ?? own,
    writes: [
      ...writes,
      ...operationWrites(undefined, own),
      ...superseding(own, superseded, order, surroundings),
      ...releasedBy(order, running, changes.records, superseded),
    ],
  };
}

/** The operation of the change itself; one that changes nothing has ended already. */
function ownOperation(
  id: string,
  { kind, named, aggregate }: UpdateOrder,
  difference: Difference,
  { target, children }: Changes,
  held: Waiting | undefined,
  { stamp }: Surroundings,
): OperationRecord {
  const cluster = aggregate.state.cluster.name;
  const operation: NewOperation = {
    id,
    kind,
    target: childReference(named.kind, { cluster, name: target.name, uid: target.uid }),
    generation: target.generation,
    fields: fieldsOfDifference(difference),
    children: children.filter((uid) => uid !== target.uid),
    ...(held === undefined ? {} : { heldBack: held.heldBack, phase: waitingText(held.opening, stamp.now) }),
  };
  const make = isEmpty(difference) ? finishedOperation : pendingOperation;
  return make(operation, stamp.tenant, stamp.now);
}

function superseding(
  by: OperationRecord,
  superseded: readonly OperationRecord[],
  { aggregate }: UpdateOrder,
  { stamp }: Surroundings,
): readonly Write[] {
  return superseded.flatMap((operation) => {
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

/**
 * Which open operations a new write makes pointless: those all of whose fields are covered by it. One that also changes
 * something else goes on, because the rest of it is still wanted. An upgrade is never replaced by another: they queue.
 * @param fields pointers from the cluster; `''` covers everything in it
 */
export function supersededBy(fields: readonly string[], state: ClusterState): readonly OperationRecord[] {
  return state.operations.filter(
    (operation) => operation.fields.length > 0 && operation.fields.every((field) => isCovered(field, fields)),
  );
}

function isCovered(field: string, by: readonly string[]): boolean {
  return by.some((each) => field === each || field.startsWith(`${each}/`));
}

const BRINGING: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'Cluster.create',
  'Cluster.update',
  'NodeGroup.create',
  'NodeGroup.update',
  'Addon.create',
  'Addon.update',
]);

/**
 * The operation that already brings what a request asks for again, which the caller follows instead of a new one: the
 * newest open one that is about everything that the request mentions.
 */
function operationUnderWay(
  { aggregate, mentioned }: UpdateOrder,
  { target }: Pick<Changes, 'target'>,
): OperationRecord | undefined {
  const { nodeGroups, addons, operations } = aggregate.state;
  const named = [
    ...nodeGroups.filter(({ name }) => mentioned.nodeGroups.includes(name)),
    ...addons.filter(({ name }) => mentioned.addons.includes(name)),
  ].map(({ uid }) => uid);
  const uids = named.length > 0 ? named : [target.uid];
  return operations.findLast((operation) => {
    const about = new Set([operation.target.uid, ...operation.children]);
    return BRINGING.has(operation.kind) && uids.every((uid) => about.has(uid));
  });
}

// The version in a change of a cluster: it moves at once, it queues, or it is on its way already.

/** What becomes of the version. */
export interface VersionStep {
  /** The desired state with the version that it has as soon as the write is committed. */
  readonly after: Desired;
  readonly findings: readonly Finding[];
  /** The upgrade that carries the change; undefined when the version stays. */
  readonly upgrade: NewUpgrade | undefined;
  /** An upgrade to the same version waits already: this is what the caller follows. */
  readonly waiting: OperationRecord | undefined;
}

/**
 * Decides about the version that a patch asks for.
 * @param written the text of the patch; undefined when it has none
 */
export function versionStep(
  state: ClusterState,
  after: Desired,
  written: unknown,
  surroundings: Surroundings,
): VersionStep {
  const { version } = state.cluster;
  const stays = { after: withVersion(after, version), upgrade: undefined, waiting: undefined };
  if (typeof written !== 'string') return { ...stays, findings: [] };
  const findings = checkVersionChange(version, written, queuedTargets(state), surroundings.catalogue);
  const target = normaliseVersion(written);
  const refused = findings.some(({ severity }) => severity === 'error');
  if (target === undefined || refused || equalVersionText(version, target)) return { ...stays, findings };
  const queued = upgradeTo(state, target);
  if (queued !== undefined) return { ...stays, findings, waiting: operationOf(state, queued) };
  const starts = mayStartNow(state);
  // Nobody chose a pace here, so that each group has its own.
  const order = { targetVersion: target, start: 'now' } as const;
  const upgrade = newUpgrade(order, state.cluster, starts, surroundings);
  return { ...stays, ...(starts ? { after } : {}), findings, upgrade };
}

function withVersion(desired: Desired, version: string): Desired {
  return { ...desired, cluster: { ...desired.cluster, version } };
}
