// The tokens of kubeconfigs: random texts, of which only digests are kept.
import { type AccessOrder, type ClusterRef, digestOf, PlatformError } from '@hikube/service/platform';
import { everyDocument, NOBODY, type Write } from '@hikube/service/store';
import type { AccessKeeping } from './authorities.ts';
import {
  ACCESS_KIND,
  type AccessEntry,
  type AccessRecord,
  accessKey,
  ENTRY_KIND,
  entryKey,
  entryPrefix,
} from './records.ts';

/** Tells these tokens from those of the API, so that neither works in the place of the other. */
const PREFIX = 'hkc_';
const TOKEN = /^hkc_[0-9a-f]{60}$/;
const WRITES_AT_ONCE = 500;

/** Makes, finds and ends tokens. */
export class Tokens {
  readonly #keeping: AccessKeeping;

  constructor(keeping: AccessKeeping) {
    this.#keeping = keeping;
  }

  /** A new token with 240 bits of chance. */
  async issue({ tenant, name, uid }: ClusterRef, { id, role, expiresAt }: AccessOrder): Promise<string> {
    const { store, random } = this.#keeping;
    const token = `${PREFIX}${random.hex(60)}`;
    const digest = await digestOf(token);
    const access: AccessRecord = { digest, tenant, cluster: name, uid, id, role, expiresAt };
    const entry: AccessEntry = { digest };
    const { ok } = await store.commit({
      writes: [
        { key: accessKey(digest), body: access, expect: 'absent', expiresAt },
        { key: entryKey(uid, id), body: entry, expect: 'absent', expiresAt },
      ],
    });
    if (ok) return token;
    throw new PlatformError('AlreadyIssued', `The credential ${id} was issued before.`, { retryable: false });
  }

  /** What a token stands for now; undefined when it is unknown, revoked or expired. */
  async find(token: string): Promise<AccessRecord | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const { store, clock } = this.#keeping;
    const access = (await store.get<AccessRecord>(accessKey(await digestOf(token))))?.body;
    return access !== undefined && clock.now() < access.expiresAt ? access : undefined;
  }

  /** @throws PlatformError `NotFound` when it is revoked or has expired */
  async renew({ uid }: ClusterRef, id: string, expiresAt: number): Promise<void> {
    const { store, clock } = this.#keeping;
    const digest = await this.#digestOf(uid, id);
    const access = digest && (await store.get<AccessRecord>(accessKey(digest)));
    if (digest === undefined || access === undefined || access === '' || access.body.expiresAt <= clock.now())
      throw gone(id);
    const { ok } = await store.commit({
      writes: [
        // Whoever revokes it meanwhile wins.
        { key: access.key, body: { ...access.body, expiresAt }, expect: access.revision, expiresAt },
        { key: entryKey(uid, id), body: { digest }, expect: 'any', expiresAt },
      ],
    });
    if (!ok) return this.renew({ tenant: '', name: '', uid }, id, expiresAt);
  }

  /** Ends a token at once. */
  async revoke({ uid }: ClusterRef, id: string): Promise<void> {
    const digest = await this.#digestOf(uid, id);
    if (digest !== undefined) await this.#delete([{ digest, uid, id }]);
  }

  /** Ends all tokens of a cluster. */
  async revokeAll(uid: string): Promise<void> {
    const entries = { kind: ENTRY_KIND, tenant: NOBODY, prefix: entryPrefix(uid) };
    const found: { digest: string; uid: string; id: string }[] = [];
    for await (const { key, body } of everyDocument<AccessEntry>(this.#keeping.store, entries)) {
      found.push({ digest: body.digest, uid, id: key.id.slice(entryPrefix(uid).length) });
    }
    await this.#delete(found);
  }

  async #delete(tokens: readonly { digest: string; uid: string; id: string }[]): Promise<void> {
    const writes = tokens
      .flatMap(({ digest, uid, id }) => [accessKey(digest), entryKey(uid, id)])
      .map((key): Write => ({ key, delete: true, expect: 'any' }));
    for (let from = 0; from < writes.length; from += WRITES_AT_ONCE)
      await this.#keeping.store.commit({ writes: writes.slice(from, from + WRITES_AT_ONCE) });
  }

  async #digestOf(uid: string, id: string): Promise<string | undefined> {
    const { store } = this.#keeping;
    const entry = await store.get<AccessEntry>(entryKey(uid, id));
    if (entry !== undefined) return entry.body.digest;
    // The release before kept no entries. Its tokens live for a day at most, so that this goes with the next one.
    for await (const { body } of everyDocument<AccessRecord>(store, { kind: ACCESS_KIND, tenant: NOBODY })) {
      if (body.uid === uid && body.id === id) return body.digest;
    }
    return undefined;
  }
}

function gone(id: string): PlatformError {
  return new PlatformError('NotFound', `There is no credential ${id}: it was revoked or has expired.`, {
    retryable: false,
  });
}
