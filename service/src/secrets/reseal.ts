// Rotation: secrets that an older key sealed are opened and sealed again with the newest one.
import { kinds } from '../model/keys.ts';
import type { AddonRecord } from '../model/records.ts';
import type { SealedPlace } from '../platform/sealed-place.ts';
import { everyDocument } from '../store/every-document.ts';
import type { Document, Store } from '../store/store.ts';
import { valuesPurpose } from './addon-values.ts';
import type { Envelope, Sealed } from './envelope.ts';

/** What became of it. */
export interface Resealed {
  /** Secrets that were looked at. */
  readonly checked: number;
  /** Secrets that are under the newest key since now. */
  readonly resealed: number;
}

const ADDONS: SealedPlace<AddonRecord> = {
  kind: kinds.Addon,
  secretOf: ({ secretValues }) => secretValues,
  purposeOf: ({ key, body }) => valuesPurpose({ ...body, tenant: key.tenant }),
  withSecret: (body, secretValues) => ({ ...body, secretValues }),
};

/**
 * Brings every stored secret under the newest key. Any number of processes may do this at once, and it may be broken
 * off and begun again.
 * @param others where the platform keeps secrets
 * @throws SealError when a secret needs a key that is not there: nothing is lost, but it must be given back
 */
export async function resealSecrets(
  store: Store,
  envelope: Envelope,
  others: readonly SealedPlace[],
): Promise<Resealed> {
  let [checked, resealed] = [0, 0];
  for (const place of [...others, ADDONS as SealedPlace]) {
    const ofKind = await resealKind(store, envelope, place);
    checked += ofKind.checked;
    resealed += ofKind.resealed;
  }
  return { checked, resealed };
}

/**
 * The first stored secret that is found, so that nobody makes a new key where an old one is needed.
 * @param others where the platform keeps secrets
 */
export async function findSecret(store: Store, others: readonly SealedPlace[]): Promise<Sealed | undefined> {
  for (const place of [...others, ADDONS as SealedPlace]) {
    const found = await findSecretOfKind(store, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function findSecretOfKind<Body extends object>(
  store: Store,
  place: SealedPlace<Body>,
): Promise<Sealed | undefined> {
  for await (const { body } of everyDocument<Body>(store, { kind: place.kind })) {
    const sealed = place.secretOf(body);
    if (sealed !== undefined) return sealed;
  }
  return undefined;
}

async function resealKind<Body extends object>(
  store: Store,
  envelope: Envelope,
  place: SealedPlace<Body>,
): Promise<Resealed> {
  let checked = 0;
  let resealed = 0;
  for await (const document of everyDocument<Body>(store, { kind: place.kind })) {
    if (place.secretOf(document.body) === undefined) continue;
    checked += 1;
    resealed += (await resealOne(store, envelope, place, document)) ? 1 : 0;
  }
  return { checked, resealed };
}

async function resealOne<Body extends object>(
  store: Store,
  envelope: Envelope,
  place: SealedPlace<Body>,
  listed: Document<Body>,
): Promise<boolean> {
  let document: Document<Body> | undefined = listed;
  while (document !== undefined) {
    const { key, body, revision }: Document<Body> = document;
    const old = place.secretOf(body);
    if (old === undefined || (await envelope.isCurrent(old))) return false;
    const purpose = place.purposeOf(document);
    const sealed = await envelope.seal(await envelope.open(old, purpose), purpose);
    const { ok } = await store.commit({
      writes: [{ key, body: place.withSecret(body, sealed), expect: revision }],
    });
    if (ok) return true;
    // Somebody was faster, and may have changed something else of the record.
    document = await store.get<Body>(key);
  }
  return false;
}
