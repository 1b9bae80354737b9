// The authority of each cluster: the certificate in the open, the private key sealed.
import type { Clock, ClusterRef, Random } from '@hikube/service/platform';
import type { Envelope } from '@hikube/service/secrets';
import type { Store } from '@hikube/service/store';
import { type Authority, createAuthority } from './certificates.ts';
import { type AuthorityRecord, authorityKey, purposeOf } from './records.ts';

/** What access is made with. */
export interface AccessKeeping {
  readonly store: Store;
  readonly envelope: Envelope;
  readonly clock: Clock;
  readonly random: Random;
}

// Certificates never change, so that those of clusters that were looked at lately need not be read again.
const REMEMBERED_MAX = 1_000;

/** Makes, reads and forgets authorities. */
export class Authorities {
  readonly #keeping: AccessKeeping;
  /** By uid. */
  readonly #certificates = new Map<string, string>();

  constructor(keeping: AccessKeeping) {
    this.#keeping = keeping;
  }

  /** The certificate of a cluster's authority, which is made at the first call. Of two at once, one makes it. */
  async certificateOf(ref: ClusterRef): Promise<string> {
    const known = this.#certificates.get(ref.uid);
    if (known !== undefined) return known;
    const { certificate } = (await this.#read(ref.uid)) ?? (await this.#make(ref));
    this.#remember(ref.uid, certificate);
    return certificate;
  }

  /** The cluster of that uid, if it has an authority. */
  async refOf(uid: string): Promise<ClusterRef | undefined> {
    const record = await this.#read(uid);
    return record && { tenant: record.tenant, name: record.cluster, uid };
  }

  /** The authority, ready to issue. @throws SealError when its key cannot be opened */
  async open(uid: string): Promise<Authority | undefined> {
    const record = await this.#read(uid);
    if (record === undefined) return undefined;
    const { certificate, privateKey } = record;
    return { certificate, privateKey: await this.#keeping.envelope.open(privateKey, purposeOf(uid)) };
  }

  async forget(uid: string): Promise<void> {
    this.#certificates.delete(uid);
    await this.#keeping.store.commit({ writes: [{ key: authorityKey(uid), delete: true, expect: 'any' }] });
  }

  async #read(uid: string): Promise<AuthorityRecord | undefined> {
    return (await this.#keeping.store.get<AuthorityRecord>(authorityKey(uid)))?.body;
  }

  async #make({ tenant, name, uid }: ClusterRef): Promise<AuthorityRecord> {
    const { store, envelope, clock, random } = this.#keeping;
    const { certificate, privateKey } = await createAuthority(`${name} Kubernetes API`, {
      now: clock.now(),
      random,
    });
    const sealed = await envelope.seal(privateKey, purposeOf(uid));
    const body: AuthorityRecord = { uid, tenant, cluster: name, certificate, privateKey: sealed };
    const { ok } = await store.commit({ writes: [{ key: authorityKey(uid), body, expect: 'absent' }] });
    const kept = ok ? body : await this.#read(uid);
    return kept ?? this.#make({ tenant, name, uid });
  }

  #remember(uid: string, certificate: string): void {
    this.#certificates.set(uid, certificate);
    const [oldest] = this.#certificates.keys();
    if (this.#certificates.size > REMEMBERED_MAX && oldest !== undefined) this.#certificates.delete(oldest);
  }
}
