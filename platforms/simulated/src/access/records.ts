// What is kept of access to simulated clusters, beside the documents of the service.
import type { Role, SealedPlace } from '@hikube/service/platform';
import type { Sealed } from '@hikube/service/secrets';
import { type DocumentKey, NOBODY } from '@hikube/service/store';

/** What vouches for the API server of a cluster. */
export interface AuthorityRecord {
  /** Uid of the cluster. */
  readonly uid: string;
  readonly tenant: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** PEM. Public. */
  readonly certificate: string;
  readonly privateKey: Sealed;
}

/** What a token stands for. It is gone once it is revoked or has expired. */
export interface AccessRecord {
  readonly digest: string;
  readonly tenant: string;
  readonly cluster: string;
  /** Uid of the cluster. */
  readonly uid: string;
  /** Of the order, by which it is renewed and revoked. */
  readonly id: string;
  readonly role: Role;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Finds a token by its id. */
export interface AccessEntry {
  readonly digest: string;
}

const AUTHORITY = 'clusterAuthority';
export const ACCESS_KIND = 'kubeconfigToken';
export const ENTRY_KIND = 'kubeconfigTokenEntry';

/** Where the authority of a cluster lies. */
export function authorityKey(uid: string): DocumentKey {
  return { tenant: NOBODY, kind: AUTHORITY, id: uid };
}

/** Where the meaning of a token lies. */
export function accessKey(digest: string): DocumentKey {
  return { tenant: NOBODY, kind: ACCESS_KIND, id: digest };
}

/** Where the digest of a token lies. */
export function entryKey(uid: string, id: string): DocumentKey {
  return { tenant: NOBODY, kind: ENTRY_KIND, id: entryPrefix(uid) + id };
}

/** The start of the ids of all entries of a cluster. */
export function entryPrefix(uid: string): string {
  return `${uid}/`;
}

/** What the private key of an authority is sealed for. */
export function purposeOf(uid: string): string {
  return `${AUTHORITY}/${uid}`;
}

/** Where keys of authorities are. */
export const KEYS_OF_AUTHORITIES: SealedPlace<AuthorityRecord> = {
  kind: AUTHORITY,
  secretOf: ({ privateKey }) => privateKey,
  purposeOf: ({ body }) => purposeOf(body.uid),
  withSecret: (body, privateKey) => ({ ...body, privateKey }),
};
