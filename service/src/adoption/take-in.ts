// Takes clusters into the store that the platform has and the store has not: made by hand or by GitOps, or ordered by a
// service whose store is lost. Nothing is written on the platform by that.
import { catalogueAt, clusterDemand, NO_DEMAND } from '@hikube/domain';
import type { Clock } from '../clock.ts';
import { type ClusterAggregate, loadCluster } from '../model/aggregate.ts';
import { isAsFound, toldMark } from '../model/found.ts';
import type { IdSource } from '../model/ids.ts';
import { nodeGroupInputs } from '../model/inputs.ts';
import { childName, childPrefix, clusterKey, kinds, operationKey } from '../model/keys.ts';
import type { ClusterRecord, OperationRecord } from '../model/records.ts';
import { readLedger } from '../plan/quota.ts';
import type { FoundCluster } from '../platform/found.ts';
import type { LiveCatalogue, Platform } from '../platform/platform.ts';
import type { Envelope } from '../secrets/envelope.ts';
import { everyDocument } from '../store/every-document.ts';
import type { Store } from '../store/store.ts';
import { type FoundRecords, recordsOf } from './records.ts';
import { foundWrites } from './writes.ts';

export interface AdoptionTools {
  readonly store: Store;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly envelope: Pick<Envelope, 'seal'>;
  readonly ids: IdSource;
}

/** Everything that the platform has of a tenant, over all pages. @throws PlatformError */
export async function everyFound(
  platform: Pick<Platform, 'list'>,
  tenant: string,
): Promise<readonly FoundCluster[]> {
  const found: FoundCluster[] = [];
  let cursor: string | undefined;
  do {
    const page = await platform.list(tenant, cursor);
    found.push(...page.clusters);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/**
 * Takes in what of a tenant is not there yet, and what is another one than it was found and has not been changed here.
 * @returns the names of those that were taken in
 * @throws PlatformError, StoreError
 */
export async function takeInAll(tools: AdoptionTools, tenant: string): Promise<readonly string[]> {
  const { store, platform } = tools;
  const found = await everyFound(platform, tenant);
  const known = await store.getMany<ClusterRecord>(
    found.map(({ ref }) => clusterKey(tenant, 'Cluster', ref.name)),
  );
  const taken: string[] = [];
  for (const [index, each] of found.entries()) {
    const record = known[index]?.body;
    const isNew = record === undefined ? await isToCome(tools, each) : await isToFollow(tools, each, record);
    if (isNew) taken.push(each.ref.name);
  }
  return taken;
}

async function isToCome(tools: AdoptionTools, found: FoundCluster): Promise<boolean> {
  return !(await wasDeleted(tools.store, found)) && (await takeIn(tools, found, undefined));
}

/** What nobody has changed here shows what its maker makes of it. */
async function isToFollow(
  tools: AdoptionTools,
  found: FoundCluster,
  { uid, found: marks }: ClusterRecord,
): Promise<boolean> {
  if (marks === undefined || uid !== found.ref.uid || marks.told === (await toldMark(found))) return false;
  const loaded = await loadCluster(tools.store, found.ref.tenant, found.ref.name);
  if (!loaded.found || !(await isAsFound(loaded.aggregate.state))) return false;
  return takeIn(tools, found, loaded.aggregate);
}

/** One whose deletion was asked for here does not come back: a list may be behind that. */
async function wasDeleted(store: Store, { ref }: FoundCluster): Promise<boolean> {
  const { tenant, name, uid } = ref;
  const listed = { kind: kinds.clusterOperation, tenant, prefix: childPrefix(name) };
  for await (const { key } of everyDocument(store, listed)) {
    const operation = await store.get<OperationRecord>(operationKey(tenant, childName(key.id)));
    if (operation?.body.kind === 'Cluster.delete' && operation.body.target.uid === uid) return true;
  }
  return false;
}

/**
 * @param before what is to be replaced
 * @returns whether it was taken in; somebody may have been faster
 */
export async function takeIn(
  tools: AdoptionTools,
  found: FoundCluster,
  before: ClusterAggregate | undefined,
): Promise<boolean> {
  const { store, clock } = tools;
  const [records, catalogue] = await describe(tools, found);
  const { tenant, name } = found.ref;
  const demand = clusterDemand(
    Object.fromEntries(records.nodeGroups.map((group) => [group.name, nodeGroupInputs(group)])),
    catalogueAt(catalogue, clock.now()),
  );
  // What is there is there: no limit keeps it out.
  const booked = (await readLedger(store, tenant, name)).book(found.deleting ? NO_DEMAND : demand, {});
  const operations = await stillOpen(store, tenant, records.operations, before);
  const writes = [...foundWrites({ ...records, operations }, tenant, before, clock.now()), ...booked.writes];
  return (await store.commit({ writes, guards: booked.guards })).ok;
}

/** Without work that has ended here: the platform keeps it as open until something else is written there. */
async function stillOpen(
  store: Store,
  tenant: string,
  told: readonly OperationRecord[],
  before: ClusterAggregate | undefined,
): Promise<readonly OperationRecord[]> {
  const known = await store.getMany<OperationRecord>(told.map(({ id }) => operationKey(tenant, id)));
  const open = new Set(before?.state.operations.map(({ id }) => id));
  return told.filter(({ id }, index) => known[index] === undefined || open.has(id));
}

/** The records of what was found, and the catalogue that they were made with. */
async function describe(
  { platform, clock, envelope, ids }: AdoptionTools,
  found: FoundCluster,
): Promise<readonly [FoundRecords, LiveCatalogue]> {
  const { host, topology, network } = found.desired;
  const [catalogue, assignment] = await Promise.all([
    platform.catalogue(found.ref.tenant),
    platform.assign(found.ref, {
      exposure: network.exposure,
      topology,
      ...(host === undefined || host === '' ? {} : { host }),
    }),
  ]);
  const tools = { assignment, catalogue, envelope, ids, now: clock.now() };
  return [await recordsOf(found, tools), catalogue];
}
