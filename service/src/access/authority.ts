// The authority of a cluster: the certificate in the open, the private key sealed. Kept by uid, because whoever opens a
// connection names a cluster and not a tenant.
import { kinds, NOBODY } from '../model/keys.ts';
import type { Envelope, Sealed } from '../secrets/envelope.ts';
import type { DocumentKey, Store } from '../store/store.ts';
import { type Authority, createAuthority, type Issue } from './certificates.ts';

/** What is stored. */
export interface AuthorityRecord {
  /** Uid of the cluster. */
  readonly uid: string;
  readonly tenant: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** PEM. */
  readonly certificate: string;
  readonly privateKey: Sealed;
}

/** Where the authority of a cluster lies. */
export function authorityKey(uid: string): DocumentKey {
  return { tenant: NOBODY, kind: kinds.clusterAuthority, id: uid };
}

/** Makes an authority for a new cluster. */
export async function newAuthorityRecord(
  { tenant, name, uid }: { readonly tenant: string; readonly name: string; readonly uid: string },
  envelope: Envelope,
  issue: Issue,
): Promise<AuthorityRecord> {
  const { certificate, privateKey } = await createAuthority(`${name} Kubernetes API`, issue);
  return {
    uid,
    tenant,
    cluster: name,
    certificate,
    privateKey: await envelope.seal(privateKey, purposeOf(uid)),
  };
}

/** The authority of a cluster that exists, ready to issue. @throws SealError when its key cannot be opened */
export async function openAuthority(
  store: Pick<Store, 'get'>,
  uid: string,
  envelope: Envelope,
): Promise<Authority | undefined> {
  const document = await store.get<AuthorityRecord>(authorityKey(uid));
  if (document === undefined) return undefined;
  const { certificate, privateKey } = document.body;
  return { certificate, privateKey: await envelope.open(privateKey, purposeOf(uid)) };
}

/** What a sealed key belongs to. */
export function purposeOf(uid: string): string {
  return `${kinds.clusterAuthority}/${uid}`;
}
