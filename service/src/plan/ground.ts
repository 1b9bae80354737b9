// What a plan stands on: who writes and with what tools, what a plan and an order are, and what is read of the world before
// a plan is made: planning itself then is a pure function.
import { type Catalogue, canonicalJson, catalogueAt, type Demand, type JsonObject } from '@hikube/domain';
import type { Impact, Manager, Operation, OperationKind } from '@hikube/openapi/types';
import type { Clock } from '../clock.ts';
import { digestOf } from '../crypto.ts';
import type { Caller } from '../identity/token.ts';
import { type ClusterAggregate, type ClusterState, loadCluster } from '../model/aggregate.ts';
import type { Precondition } from '../model/etag.ts';
import type { IdPrefix, IdSource } from '../model/ids.ts';
import { childReference, type InCluster, operationKey } from '../model/keys.ts';
import type { ClusterRecord, OperationRecord } from '../model/records.ts';
import type { Platform } from '../platform/platform.ts';
import { type Random, uuid } from '../random.ts';
import { notFound } from '../refusal.ts';
import type { Envelope } from '../secrets/envelope.ts';
import type { Guard, Store, Write } from '../store/store.ts';
import type { Turns } from '../turns.ts';
import type { Desired } from './desired/desired.ts';
import { stillDeleting } from './existing.ts';
import type { IdempotencyClaim } from './idempotency.ts';
import { uidIn } from './impact.ts';
import { type Ledger, type QuotaLimits, readLedger, readTenant } from './quota.ts';

// What a write may use, and how it is answered. The Context of handlers is one, so plans know no handler.

/** What every write uses. */
export interface WritingTools {
  readonly store: Store;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly turns: Turns;
  readonly ids: IdSource;
  /** Encrypts what must be kept secret and kept. */
  readonly envelope: Envelope;
  /** Limits of a tenant that has none of its own. */
  readonly defaultQuota: QuotaLimits;
}

/** Who writes, how, and with what tools. */
export interface Writing extends WritingTools {
  readonly caller: Caller;
  /** Answer what would happen, and change nothing. */
  readonly preview: boolean;
  /** Who keeps the object; absent when the caller does not say. */
  readonly manager: Manager | undefined;
  /** `If-Match`. */
  readonly precondition: Precondition | undefined;
  /** `If-None-Match: *`: only if nothing of that name exists. */
  readonly createOnly: boolean;
  /** `Hikube-Holder`: who keeps the object for a state; absent for callers who keep none. */
  readonly holder: string | undefined;
  /** `Hikube-Take-Over`: uid of the open object that this create may take over. */
  readonly takeOver: string | undefined;
  /** The idempotency key that the write claims. */
  readonly claim: IdempotencyClaim | undefined;
}

/** The desired state is committed; the operation tells when it has arrived. */
export interface Accepted {
  readonly kind: 'accepted';
  readonly operation: Operation;
  /** Of the object that was written. */
  readonly etag?: string;
  /** It was given before, to the same request. */
  readonly replayed?: boolean;
}

/** What a preview found out. */
export interface Foreseen {
  readonly kind: 'foreseen';
  readonly impact: Impact;
}

// What a write comes to, before anything is written: the records, the operation, and what it means for users.

/** A write that is decided and not yet committed. */
export interface Plan {
  /** Every record of the write, its operation included; empty when it only answers what goes on already. */
  readonly writes: readonly Write[];
  /** What the decision relied on and does not write. */
  readonly guards: readonly Guard[];
  /** The operation that the caller follows. */
  readonly operation: OperationRecord;
  /** Version of the object that was written. */
  readonly etag: string | undefined;
  /** The answer to a preview, from what exists in the tenant now. */
  readonly foresee: (used: Demand) => Impact;
}

/** Who writes and when: the same for every record of one write. */
export interface Stamp {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly tenant: string;
  /** Id of the token. */
  readonly token: string;
  /** Who keeps what is written; undefined when the caller does not say. */
  readonly manager: ClusterRecord['manager'] | undefined;
  /** Who keeps the object that the request names, if it is new; undefined for callers who keep no state. */
  readonly holder: string | undefined;
}

/** The object that a request names. */
export type Named =
  | { readonly kind: 'Cluster' }
  | { readonly kind: 'NodeGroup' | 'Addon'; readonly name: string };

/** What the platform gives to a cluster and may give anew when the cluster changes. */
export interface Given {
  readonly dnsRecords: ClusterRecord['network']['dnsRecords'];
  readonly sites: ClusterRecord['sites'];
}

/** A change of a cluster or of something in it, as a request asks for it. */
export interface UpdateOrder {
  readonly kind: OperationKind;
  readonly named: Named;
  readonly aggregate: ClusterAggregate;
  readonly after: Desired;
  /** What the caller wrote of the cluster itself; empty when the request is about something in it. */
  readonly written: JsonObject;
  /** Node groups and add-ons that the request mentions, whether they differ or not. */
  readonly mentioned: { readonly nodeGroups: readonly string[]; readonly addons: readonly string[] };
  /** Digests of what was written of new children, by `nodeGroups/<name>` and `addons/<id>`. */
  readonly childFingerprints: ReadonlyMap<string, string>;
  /** When nodes are replaced that the change rolls; `never` where they run already what is asked for. */
  readonly rolls: 'now' | 'window' | 'never';
  /** What the platform gives to the cluster with what is asked for. */
  readonly given: Given;
}

/** Where the object of a request stands in its cluster; `''` is the cluster. */
export function placeOf(named: Named): string {
  if (named.kind === 'Cluster') return '';
  return `/${named.kind === 'NodeGroup' ? 'nodeGroups' : 'addons'}/${named.name}`;
}

/** The object as previews name it. */
export function referenceTo(named: Named, state: ClusterState): InCluster {
  const { name: cluster } = state.cluster;
  const name = named.kind === 'Cluster' ? cluster : named.name;
  return childReference(named.kind, { cluster, name, uid: uidIn(state, named.kind, name) });
}

/** Everything around a write of one cluster. */
export interface Surroundings {
  readonly catalogue: Catalogue;
  readonly limits: QuotaLimits;
  readonly ledger: Ledger;
  readonly stamp: Stamp;
  /** A new identity. */
  readonly uid: () => string;
  readonly newId: (prefix: IdPrefix) => string;
}

/** Reads what a write of the cluster needs to know. */
export async function surroundingsOf(context: Writing, cluster: string): Promise<Surroundings> {
  const { store, platform, random, ids, caller, clock, manager, holder } = context;
  const [catalogue, tenant, ledger] = await Promise.all([
    platform.catalogue(caller.tenant),
    readTenant(store, caller.tenant, context.defaultQuota),
    readLedger(store, caller.tenant, cluster),
  ]);
  const now = clock.now();
  return {
    catalogue: catalogueAt(catalogue, now),
    limits: tenant.quota,
    ledger,
    stamp: { now, tenant: caller.tenant, token: caller.token, manager, holder },
    uid: () => uuid(random),
    newId: (prefix) => ids.next(prefix),
  };
}

/** Digest of a body by its meaning: the order of keys and spaces do not count. */
export function fingerprintOf(body: unknown): Promise<string> {
  return digestOf(canonicalJson(body) ?? '');
}

/** Digests of the children that a body writes, by `nodeGroups/<name>` and `addons/<id>`. */
export async function childFingerprints(body: {
  readonly nodeGroups?: Readonly<Record<string, unknown>>;
  readonly addons?: Readonly<Record<string, unknown>>;
}): Promise<ReadonlyMap<string, string>> {
  const entries = (['nodeGroups', 'addons'] as const).flatMap((map) =>
    Object.entries(body[map] ?? {}).map(([name, child]) => [`${map}/${name}`, child] as const),
  );
  return new Map(
    await Promise.all(entries.map(async ([name, child]) => [name, await fingerprintOf(child)] as const)),
  );
}

// Reads the cluster that a write is about, and refuses early what cannot be written.

/** The cluster with everything in it. @throws Refusal `not_found` */
export async function loadExisting({ store, caller }: Writing, name: string): Promise<ClusterAggregate> {
  const loaded = await loadCluster(store, caller.tenant, name);
  if (!loaded.found) throw notFound('cluster', name);
  return loaded.aggregate;
}

/** The cluster, if it is here to stay. @throws Refusal `not_found` or `deleting` */
export async function loadWritable(context: Writing, name: string): Promise<ClusterAggregate> {
  const aggregate = await loadExisting(context, name);
  if (aggregate.state.cluster.removal !== undefined) throw stillDeleting('cluster', name);
  return aggregate;
}

/** A cluster with everything around it. */
export interface Ground {
  readonly aggregate: ClusterAggregate;
  readonly surroundings: Surroundings;
}

/**
 * What a change that may touch the quota stands on. The quota is read before the cluster: whatever another replica
 * commits in between then shows as a quota that has moved on, and the commit decides again. The other way round, a
 * group of its could be in the quota and not in the plan.
 * @throws Refusal `not_found`, or `deleting` unless a cluster on its way out will do
 */
export async function loadGround(
  context: Writing,
  name: string,
  options: { readonly mayBeDeleting?: boolean } = {},
): Promise<Ground> {
  const surroundings = await surroundingsOf(context, name);
  const load = options.mayBeDeleting === true ? loadExisting : loadWritable;
  return { surroundings, aggregate: await load(context, name) };
}

/** The plan of a request for what goes on already: nothing is written, and the caller follows what there is. */
export async function planToFollow(
  { store, caller }: Writing,
  operation: string,
  etag: string | undefined,
  foresee: Plan['foresee'],
): Promise<Plan> {
  const document = await store.get<OperationRecord>(operationKey(caller.tenant, operation));
  if (document === undefined) throw notFound('operation', operation);
  return { writes: [], guards: [], operation: document.body, etag, foresee };
}
