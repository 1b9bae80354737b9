// The token inside a kubeconfig: how it is spelled, and whether it may be used now.
import { digestOf } from '../crypto.ts';
import { sameDigest } from '../identity/token.ts';
import { clusterKey } from '../model/keys.ts';
import type { ClusterRecord } from '../model/records.ts';
import type { Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import { type AccessRecord, accessKey } from './access-record.ts';

/** Tells tokens of kubeconfigs from those of the API, so that neither works in the place of the other. */
const PREFIX = 'hkc_';
const TOKEN = /^hkc_[0-9a-f]{60}$/;

/** A new token with 240 bits of chance. */
export function newAccessToken(random: Random): string {
  return `${PREFIX}${random.hex(60)}`;
}

/**
 * What a token stands for now.
 * @param now milliseconds since the epoch
 * @returns undefined when it is unknown, revoked or expired, or when its cluster is gone
 */
export async function findAccess(
  store: Pick<Store, 'get'>,
  token: string,
  now: number,
): Promise<AccessRecord | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const digest = await digestOf(token);
  const access = (await store.get<AccessRecord>(accessKey(digest)))?.body;
  if (access === undefined || !sameDigest(access.digest, digest) || !(now < access.expiresAt))
    return undefined;
  const cluster = await store.get<ClusterRecord>(clusterKey(access.tenant, 'cluster', access.cluster));
  return cluster?.body.uid === access.uid ? access : undefined;
}
