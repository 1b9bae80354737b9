// The authority of each cluster: the certificate in the open, the private key sealed.
import type { Clock, ClusterRef, Random } from '@hikube/service/platform';
import type { Envelope } from '@hikube/service/secrets';
import type { Store } from '@hikube/service/store';
import { type Authority, createAuthority, type NewAuthority } from './certificates.ts';
import { type AuthorityRecord, authorityKey, purposeOf } from './records.ts';

/** What access is made with. */
export interface AccessKeeping {
  readonly store: Store;
  readonly envelope: Envelope;
  readonly clock: Clock;
  readonly random: Random;
  /** Makes a new authority. Default: with the system's keys. */
  readonly newAuthority?: NewAuthority | undefined;
}

// Certificates never change, so that those of clusters that were looked at lately need not be read again.
const REMEMBERED_MAX = 1_000;

/** Makes, reads and forgets authorities. */
export class Authorities {
  readonly #keeping: AccessKeeping;
  /** By uid. */
  readonly #certificates = new Map<string, string>();
  /** Made ahead and kept nowhere else, by uid. */
  readonly #prepared = new Map<string, Promise<AuthorityRecord>>();

  constructor(keeping: AccessKeeping) {
    this.#keeping = keeping;
  }

  /** The certificate of a cluster's authority, which is made at the first call. Of two at once, one makes it. */
  async certificateOf(ref: ClusterRef): Promise<string> {
    const known = this.#certificates.get(ref.uid);
    if (known !== undefined) return known;
    const { certificate } = (await this.#read(ref.uid)) ?? (await this.#make(ref));
    keep(this.#certificates, ref.uid, certificate);
    return certificate;
  }

  /**
   * Makes an authority ahead, in memory only, for a cluster that may come. A key takes real time, and whoever orders a
   * cluster waits for an answer anyway; the first wish for it then takes none, also where time is virtual.
   */
  async prepare(ref: ClusterRef): Promise<void> {
    if (this.#certificates.has(ref.uid)) return;
    const making = this.#prepared.get(ref.uid) ?? this.#new(ref);
    keep(this.#prepared, ref.uid, making);
    await making.catch((error: unknown) => {
      this.#prepared.delete(ref.uid);
      throw error;
    });
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

  /** A secret for signatures by the cluster, the same in every process. */
  async signingKeyOf(uid: string): Promise<Uint8Array<ArrayBuffer>> {
    const authority = await this.open(uid);
    if (authority === undefined) throw new Error(`The cluster ${uid} has no authority.`);
    const { subtle } = globalThis.crypto;
    const { privateKey } = authority;
    const key = await subtle.importKey('raw', privateKey, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await subtle.sign('HMAC', key, new TextEncoder().encode('service accounts')));
  }

  async forget(uid: string): Promise<void> {
    this.#certificates.delete(uid);
    await this.#keeping.store.commit({ writes: [{ key: authorityKey(uid), delete: true, expect: 'any' }] });
  }

  async #read(uid: string): Promise<AuthorityRecord | undefined> {
    return (await this.#keeping.store.get<AuthorityRecord>(authorityKey(uid)))?.body;
  }

  async #make(ref: ClusterRef): Promise<AuthorityRecord> {
    const { uid } = ref;
    const body = await (this.#prepared.get(uid) ?? this.#new(ref));
    this.#prepared.delete(uid);
    const { store } = this.#keeping;
    const { ok } = await store.commit({ writes: [{ key: authorityKey(uid), body, expect: 'absent' }] });
    const kept = ok ? body : await this.#read(uid);
    return kept ?? this.#make(ref);
  }

  async #new({ tenant, name, uid }: ClusterRef): Promise<AuthorityRecord> {
    const { envelope, clock, random, newAuthority = createAuthority } = this.#keeping;
    const { certificate, privateKey } = await newAuthority(`${name} Kubernetes API`, {
      now: clock.now(),
      random,
    });
    const sealed = await envelope.seal(privateKey, purposeOf(uid));
    return { uid, tenant, cluster: name, certificate, privateKey: sealed };
  }
}

/** Sets an entry, and lets go of the oldest one when there are many. */
function keep<Value>(entries: Map<string, Value>, uid: string, value: Value): void {
  entries.set(uid, value);
  const [oldest] = entries.keys();
  if (entries.size > REMEMBERED_MAX && oldest !== undefined) entries.delete(oldest);
}
