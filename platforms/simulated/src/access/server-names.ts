// Under which names the API servers of simulated clusters are known in the TLS handshake.
import type { ServerNames } from './certificates.ts';

// Never resolved: it only tells the server whose certificate to show. RFC 8375 and ICANN keep "internal" private.
const SHARED_ADDRESS_SUFFIX = 'kubernetes.hikube.internal';

/** A cluster, and where it is reached. */
export interface Reached {
  readonly uid: string;
  readonly host: string;
  readonly endpoint: string;
}

function serverNameOf(uid: string): string {
  return `${uid}.${SHARED_ADDRESS_SUFFIX}`;
}

/** Needed where many clusters share one address: the certificate is then chosen by this name. */
export function sharedServerName({ uid, host, endpoint }: Reached): string | undefined {
  const { hostname } = new URL(endpoint);
  return hostname === host || hostname.includes(uid) ? undefined : serverNameOf(uid);
}

/** Every name and address that a certificate of the cluster must be good for. */
export function namesOf({ uid, host, endpoint }: Reached): ServerNames {
  const { hostname } = new URL(endpoint);
  const dnsNames = [serverNameOf(uid), host];
  // A URL spells an address in one way only: IPv6 in brackets, IPv4 as four numbers.
  if (hostname.startsWith('[')) return { dnsNames, ipAddresses: [hostname.slice(1, -1)] };
  if (/^\d+(?:\.\d+){3}$/.test(hostname)) return { dnsNames, ipAddresses: [hostname] };
  return { dnsNames: [...new Set([...dnsNames, hostname])], ipAddresses: [] };
}
