// What a store holds of a tenant belongs to one platform and to one namespace there: with another one, his clusters would all
// be made anew. What is bound to nothing is of the simulated platform.
import { BOOTSTRAP_TENANT } from '@hikube/service';
import { PlatformError } from '@hikube/service/platform';
import { type Document, everyDocument, NOBODY, type Store } from '@hikube/service/store';
import type { Tenants } from './tenant-settings.ts';

const KIND = 'platformBinding';
const keyOf = (tenant: string) => ({ tenant, kind: KIND, id: 'platform' });

/** To what a tenant is bound. */
export interface Binding {
  /** What people call it. */
  readonly name: string;
  /** What the platform itself knows the tenant by; absent where it does not say, and before it is reached. */
  readonly uid?: string;
  /** URL of the platform, which tells two of them apart where no uid does; absent before it is reached. */
  readonly server?: string;
}

type Bindable = Pick<Store, 'get' | 'commit' | 'count' | 'list'>;

/** Of a namespace. Not the path of a kubeconfig: that may move. @param uid two platforms can have namespaces of one name */
export function bindingTo(namespace: string, uid?: string, server?: string): Binding {
  return {
    name: `the namespace ${namespace} of a Cozystack`,
    ...(uid === undefined ? {} : { uid }),
    ...(server === undefined ? {} : { server }),
  };
}

/** Whether two tenants would be one on the platform. What neither tells is taken to be equal: clusters are at stake. */
export function isSamePlace(one: Binding, other: Binding): boolean {
  if (one.uid !== undefined && other.uid !== undefined) return one.uid === other.uid;
  const areApart = one.server !== undefined && other.server !== undefined && one.server !== other.server;
  return one.name === other.name && !areApart;
}

/**
 * Remembers in the store which platform each tenant is on. A tenant may come; what is held of one who is not named any more
 * stays as it is.
 * @param tenants undefined for the simulated platform
 * @returns those who are not named any more, and whose clusters the store holds
 * @throws Error with a sentence for the operator when the store holds clusters of another platform
 */
export async function bindStore(store: Bindable, tenants: Tenants | undefined): Promise<readonly string[]> {
  if (tenants === undefined) {
    await release(store);
    return [];
  }
  for (const [tenant, { namespace }] of tenants) await bindTenant(store, tenant, bindingTo(namespace));
  const left: string[] = [];
  let known = 0;
  for (const tenant of new Set([...tenants.keys(), ...(await bound(store)).keys()])) {
    const clusters = await countOf(store, tenant);
    known += clusters;
    if (clusters > 0 && !tenants.has(tenant)) left.push(tenant);
  }
  // Another replica may have made one since its tenant was counted.
  const isMore = (await store.count({ kind: 'cluster' })) > known;
  const others = isMore ? await countUnbound(store, tenants) : 0;
  if (others > 0) throw elsewhere(others, SIMULATED, [...tenants.values()].map(nameIn).join(' and '));
  return left;
}

/**
 * @throws PlatformError with a sentence for the operator: `TenantElsewhere` when the store has clusters of his elsewhere, and
 * `TenantShared` when the platform was reached and the store has clusters of another tenant at that place
 */
export async function bindTenant(store: Bindable, tenant: string, to: Binding): Promise<void> {
  const isReached = to.uid !== undefined || to.server !== undefined;
  for (;;) {
    if (isReached) await refuseHeld(store, tenant, to);
    const own = await store.get<Binding>(keyOf(tenant));
    const older = own === undefined ? await ofOlder(store, tenant) : undefined;
    const before = own?.body ?? older?.body;
    const isSame = before?.name === to.name && (before.uid === to.uid || to.uid === undefined);
    const isKnown = to.server === undefined || to.server === before?.server;
    if (isSame && isKnown && own !== undefined) return;
    // Whoever only learns the uid of what it is bound to anyway.
    const isLearnt = before?.name === to.name && before.uid === undefined;
    const clusters = isSame || isLearnt ? 0 : await countOf(store, tenant);
    if (clusters > 0) throw elsewhere(clusters, before?.name ?? SIMULATED, to.name);
    const body = isSame ? { ...before, ...to } : to;
    const { ok } = await store.commit({
      writes: [
        { key: keyOf(tenant), body, expect: own?.revision ?? 'absent' },
        ...(older === undefined ? [] : [{ key: older.key, delete: true, expect: older.revision } as const]),
      ],
    });
    // Another replica was faster, and may have named another one.
    if (ok) return;
  }
}

/** Two names of one place would each make anew what the other one deletes, also when only one of them is named at a time. */
async function refuseHeld(store: Bindable, tenant: string, to: Binding): Promise<void> {
  for (const [other, { body }] of await bound(store)) {
    if (other === tenant || !isSamePlace(body, to)) continue;
    const clusters = await countOf(store, other);
    if (clusters === 0) continue;
    throw new PlatformError(
      'TenantShared',
      `The store holds ${counted(clusters)} of ${to.name} under the name ${other}: name that tenant ${other} in the settings, or choose another HIKUBE_DATA_DIR or DATABASE_URL.`,
      { retryable: false },
    );
  }
}

/** A simulated platform has what nobody else has. */
async function release(store: Bindable): Promise<void> {
  for (const [tenant, document] of await bound(store)) {
    const { key, revision, body } = document;
    const clusters = body.name === SIMULATED ? 0 : await countOf(store, tenant);
    if (clusters > 0) throw elsewhere(clusters, body.name, SIMULATED);
    await store.commit({ writes: [{ key, delete: true, expect: revision }] });
  }
}

/** What is bound, by tenant. */
async function bound(store: Pick<Store, 'list'>): Promise<ReadonlyMap<string, Document<Binding>>> {
  const found = new Map<string, Document<Binding>>();
  for await (const document of everyDocument<Binding>(store, { kind: KIND })) {
    const { tenant } = document.key;
    if (tenant !== NOBODY) found.set(tenant, document);
    else if (!found.has(BOOTSTRAP_TENANT)) found.set(BOOTSTRAP_TENANT, document);
  }
  return found;
}

/** Older versions knew one tenant, and bound the store as a whole. */
async function ofOlder(store: Pick<Store, 'get'>, tenant: string): Promise<Document<Binding> | undefined> {
  return tenant === BOOTSTRAP_TENANT ? store.get<Binding>(keyOf(NOBODY)) : undefined;
}

/** Clusters of tenants that are neither named nor bound. Exact while others write: whoever makes one was bound before. */
async function countUnbound(store: Bindable, tenants: Tenants): Promise<number> {
  const clusters = new Map<string, number>();
  for await (const { key } of everyDocument(store, { kind: 'cluster' }))
    clusters.set(key.tenant, (clusters.get(key.tenant) ?? 0) + 1);
  const known = await bound(store);
  let unbound = 0;
  for (const [tenant, count] of clusters) if (!tenants.has(tenant) && !known.has(tenant)) unbound += count;
  return unbound;
}

function countOf(store: Pick<Store, 'count'>, tenant: string): Promise<number> {
  return store.count({ kind: 'cluster', tenant });
}

const SIMULATED = 'the simulated platform';

function nameIn({ namespace }: { readonly namespace: string }): string {
  return bindingTo(namespace).name;
}

function counted(clusters: number): string {
  return `${clusters} ${clusters === 1 ? 'cluster' : 'clusters'}`;
}

function elsewhere(clusters: number, old: string, name: string): PlatformError {
  const held = `The store holds ${counted(clusters)} of ${old}`;
  const sentence =
    old === name
      ? `${held}, and the kubeconfig leads to another platform, or to one where that namespace was made anew: set it back, or choose another HIKUBE_DATA_DIR or DATABASE_URL.`
      : `${held}, and the settings name ${name}: set them back, or choose another HIKUBE_DATA_DIR or DATABASE_URL.`;
  return new PlatformError('TenantElsewhere', sentence, { retryable: true });
}
