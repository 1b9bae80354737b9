// The kubeconfig file: written from a closed list of fields, so that it never runs a program and never reads a file.
import type { Role } from '../access/access-record.ts';
import { toBase64 } from '../crypto.ts';
import type { ClusterRecord } from '../model/records.ts';

/** What a kubeconfig says of its cluster. */
export type KubeconfigCluster = Pick<
  ClusterRecord,
  'name' | 'uid' | 'host' | 'endpoint' | 'certificateAuthority'
>;

// Never resolved: it only tells the server whose certificate to show. RFC 8375 and ICANN keep "internal" private.
const SHARED_ADDRESS_SUFFIX = 'kubernetes.hikube.internal';

/** The name under which a cluster is known in the TLS handshake. */
export function serverNameOf(uid: string): string {
  return `${uid}.${SHARED_ADDRESS_SUFFIX}`;
}

/** YAML. Strings are written as JSON, which YAML reads as they are. */
export function kubeconfigText(cluster: KubeconfigCluster, role: Role, token: string): string {
  const { name, endpoint, certificateAuthority } = cluster;
  const authority = toBase64(new TextEncoder().encode(certificateAuthority));
  const serverName = sharedServerName(cluster);
  const user = `${name}-${role}`;
  return [
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    `  - name: ${quoted(name)}`,
    '    cluster:',
    `      server: ${quoted(endpoint)}`,
    ...(serverName === undefined ? [] : [`      tls-server-name: ${quoted(serverName)}`]),
    `      certificate-authority-data: ${quoted(authority)}`,
    'users:',
    `  - name: ${quoted(user)}`,
    '    user:',
    `      token: ${quoted(token)}`,
    'contexts:',
    `  - name: ${quoted(name)}`,
    '    context:',
    `      cluster: ${quoted(name)}`,
    `      user: ${quoted(user)}`,
    `current-context: ${quoted(name)}`,
    'preferences: {}',
    '',
  ].join('\n');
}

/** Needed where many clusters share one address: the certificate is then chosen by this name. */
function sharedServerName({ uid, host, endpoint }: KubeconfigCluster): string | undefined {
  const { hostname } = new URL(endpoint);
  return hostname === host || hostname.includes(uid) ? undefined : serverNameOf(uid);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
