// What one context of a kubeconfig says. Nothing is read from disk and nothing is run here.
import { isObject } from '@hikube/domain';
import { parse } from 'yaml';
import { type ExecCredential, execOf } from './exec-credential.ts';
import { entriesOf, KubeconfigError, type Section, textAt } from './section.ts';
import { refuseUnsupported } from './unsupported.ts';

export { KubeconfigError } from './section.ts';

/** How a server is reached, and as whom. */
export interface Connection {
  /** URL. */
  readonly server: string;
  /** Name of the user in the kubeconfig; absent in a pod. */
  readonly userName?: string;
  /** The name in the TLS handshake, where it is not the host. */
  readonly serverName?: string;
  /** URL of a proxy through which every connection goes. */
  readonly proxy?: string;
  /** PEM; the system's authorities when absent. */
  readonly authority?: string;
  readonly authorityFile?: string;
  readonly namespace?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  /** PEM. */
  readonly certificate?: string;
  readonly certificateFile?: string;
  /** PEM. A secret. */
  readonly key?: string;
  readonly keyFile?: string;
  readonly exec?: ExecCredential;
}

/**
 * @param context its name; the current one only when none is asked for, which nobody does for a platform
 * @throws KubeconfigError for what is missing, and for what this client does not do
 */
export function readKubeconfig(text: string, context?: string): Connection {
  return connectionOf(parseKubeconfig(text), context);
}

/** @throws KubeconfigError for what is no kubeconfig at all */
export function parseKubeconfig(text: string): Section {
  let config: unknown;
  try {
    config = parse(text);
  } catch {
    throw new KubeconfigError('The kubeconfig is not YAML: take it anew from where it came.');
  }
  if (!isObject(config))
    throw new KubeconfigError('The kubeconfig is empty or no map: take it anew from where it came.');
  return config;
}

/** As `readKubeconfig`, of what was parsed. */
export function connectionOf(config: Section, context?: string): Connection {
  const name = context ?? textAt(config, 'current-context');
  if (name === undefined) throw new KubeconfigError('The kubeconfig has no current context: name one.');
  const chosen = named(config, 'contexts', 'context', name);
  const clusterName = textAt(chosen, 'cluster');
  const userName = textAt(chosen, 'user');
  if (clusterName === undefined || userName === undefined)
    throw new KubeconfigError(`The context "${name}" names no cluster or no user: complete it.`);
  const cluster = named(config, 'clusters', 'cluster', clusterName);
  const user = named(config, 'users', 'user', userName);
  const server = textAt(cluster, 'server');
  if (server === undefined || !/^https:\/\//.test(server))
    throw new KubeconfigError(`The cluster "${clusterName}" needs a server whose URL begins with https://.`);
  refuseUnsupported(cluster, user, { clusterName, userName });
  return defined({
    server: withoutSlashes(server),
    userName,
    serverName: textAt(cluster, 'tls-server-name'),
    proxy: textAt(cluster, 'proxy-url'),
    authority: decoded(cluster, 'certificate-authority-data'),
    authorityFile: textAt(cluster, 'certificate-authority'),
    namespace: textAt(chosen, 'namespace'),
    token: textAt(user, 'token'),
    tokenFile: textAt(user, 'tokenFile'),
    certificate: decoded(user, 'client-certificate-data'),
    certificateFile: textAt(user, 'client-certificate'),
    key: decoded(user, 'client-key-data'),
    keyFile: textAt(user, 'client-key'),
    exec: execOf(user, cluster, userName),
  }) as Connection;
}

function named(config: Section, list: string, key: string, name: string): Section {
  const entries = entriesOf(config, list);
  const [found, second] = entries.filter((entry) => entry['name'] === name);
  // kubectl takes neither of them.
  if (second !== undefined)
    throw new KubeconfigError(`The kubeconfig has more than one ${key} "${name}": leave one of them.`);
  const section = found?.[key];
  if (isObject(section)) return section;
  const names = entries.map((entry) => String(entry['name'])).join(', ') || 'none';
  throw new KubeconfigError(`The kubeconfig has no ${key} "${name}": it has ${names}.`);
}

/** What stands there in base64. */
function decoded(section: Section, key: string): string | undefined {
  const value = textAt(section, key);
  return value === undefined ? undefined : fromBase64(value);
}

/** Text that was UTF-8 before it was base64. @throws KubeconfigError when it is not */
export function fromBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s+/g, '')), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new KubeconfigError('The kubeconfig has data that is no base64: take it anew from where it came.');
  }
}

/** Without what is undefined. */
export function defined<Given extends object>(
  given: Given,
): { [Key in keyof Given]?: Exclude<Given[Key], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

/** Without those at its end; an expression for it would take the square of their number. */
function withoutSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}
