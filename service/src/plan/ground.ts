// What a plan needs of the world, gathered before it is made: planning itself then is a pure function.
import { type Catalogue, canonicalJson } from '@hikube/domain';
import { digestOf } from '../crypto.ts';
import type { IdPrefix } from '../model/ids.ts';
import { uuid } from '../random.ts';
import { type QuotaLimits, readTenant } from './limits.ts';
import type { Stamp } from './plan.ts';
import { type Ledger, readLedger } from './quota.ts';
import type { Writing } from './writing.ts';

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
    platform.catalogue(),
    readTenant(store, caller.tenant, context.defaultQuota),
    readLedger(store, caller.tenant, cluster),
  ]);
  const now = clock.now();
  return {
    catalogue,
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
