// Kubeconfigs: with a token or with a certificate, and read back for whoever connects without sockets.
import { parse, stringify } from 'yaml';
import type { Credential } from './certificates.ts';

export interface KubeconfigOptions {
  /** Of the context, the cluster and the user. */
  readonly name: string;
  readonly server: string;
  /** PEM. */
  readonly authority: string;
  readonly namespace?: string;
  readonly token?: string;
  readonly credential?: Credential;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

export function kubeconfigOf({
  name,
  server,
  authority,
  namespace,
  token,
  credential,
}: KubeconfigOptions): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': base64(authority) } }],
    contexts: [
      { name, context: { cluster: name, user: name, ...(namespace !== undefined && { namespace }) } },
    ],
    'current-context': name,
    users: [
      {
        name,
        user: {
          ...(token !== undefined && { token }),
          ...(credential !== undefined && {
            'client-certificate-data': base64(credential.certificate),
            'client-key-data': base64(credential.key),
          }),
        },
      },
    ],
  });
}

/** What the current context of a kubeconfig says. */
export interface Connection {
  readonly server: string;
  readonly token?: string;
  /** PEM. */
  readonly certificate?: string;
}

interface Parsed {
  readonly clusters: readonly { readonly name: string; readonly cluster: { readonly server: string } }[];
  readonly users: readonly { readonly name: string; readonly user: Readonly<Record<string, string>> }[];
  readonly contexts: readonly {
    readonly name: string;
    readonly context: { readonly cluster: string; readonly user: string };
  }[];
  readonly 'current-context': string;
}

/** @param context the current one when absent */
export function connectionOf(kubeconfig: string, context?: string): Connection {
  const parsed = parse(kubeconfig) as Parsed;
  const wanted = context ?? parsed['current-context'];
  const found = parsed.contexts.find(({ name }) => name === wanted)?.context;
  const cluster = parsed.clusters.find(({ name }) => name === found?.cluster)?.cluster;
  const user = parsed.users.find(({ name }) => name === found?.user)?.user;
  if (cluster === undefined) throw new Error(`the kubeconfig has no context ${wanted}`);
  const [token, certificate] = [user?.['token'], user?.['client-certificate-data']];
  return {
    server: cluster.server,
    ...(token !== undefined && { token }),
    ...(certificate !== undefined && { certificate: fromBase64(certificate) }),
  };
}
