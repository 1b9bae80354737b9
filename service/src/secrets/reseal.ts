// Rotation: secrets that an older key sealed are opened and sealed again with the newest one.
import { kinds } from '../model/records.ts';
import { MAX_PAGE } from '../store/limits.ts';
import type { Document, ListPosition, Store } from '../store/store.ts';
import { type AuthorityRecord, purposeOf } from './cluster-authority.ts';
import type { Envelope } from './envelope.ts';

/** What became of it. */
export interface Resealed {
  /** Secrets that were looked at. */
  readonly checked: number;
  /** Secrets that are under the newest key since now. */
  readonly resealed: number;
}

/**
 * Brings every stored secret under the newest key. Any number of processes may do this at once, and it may be broken
 * off and begun again.
 * @throws SealError when a secret needs a key that is not there: nothing is lost, but it must be given back
 */
export async function resealSecrets(store: Store, envelope: Envelope): Promise<Resealed> {
  let checked = 0;
  let resealed = 0;
  let after: ListPosition | undefined;
  for (;;) {
    const page: Document<AuthorityRecord>[] = await store.list({
      kind: kinds.clusterAuthority,
      limit: MAX_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const document of page) resealed += (await resealOne(store, envelope, document)) ? 1 : 0;
    checked += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < MAX_PAGE) return { checked, resealed };
    after = { tenant: last.key.tenant, id: last.key.id };
  }
}

async function resealOne(
  store: Store,
  envelope: Envelope,
  { key, body, revision }: Document<AuthorityRecord>,
): Promise<boolean> {
  if (await envelope.isCurrent(body.privateKey)) return false;
  const purpose = purposeOf(body.uid);
  const privateKey = await envelope.seal(await envelope.open(body.privateKey, purpose), purpose);
  // Whoever was faster has done the same, or has deleted the cluster.
  const { ok } = await store.commit({ writes: [{ key, body: { ...body, privateKey }, expect: revision }] });
  return ok;
}
