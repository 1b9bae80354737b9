// What one context of a kubeconfig says. Nothing is read from disk and nothing is run here.
import { isObject } from '@hikube/domain';
import { parse } from 'yaml';

/** A command that prints a credential. */
export interface ExecCredential {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How a server is reached, and as whom. */
export interface Connection {
  /** URL. */
  readonly server: string;
  /** The name in the TLS handshake, where it is not the host. */
  readonly serverName?: string;
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

/** A kubeconfig that cannot be used, with a sentence for whoever wrote it. */
export class KubeconfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KubeconfigError';
  }
}

type Section = Readonly<Record<string, unknown>>;

/**
 * @param context its name; the current one only when none is asked for, which nobody does for a platform
 * @throws KubeconfigError for what is missing, and for what this client does not do
 */
export function readKubeconfig(text: string, context?: string): Connection {
  const config = parsed(text);
  const name = context ?? stringOf(config, 'current-context');
  if (name === undefined) throw new KubeconfigError('The kubeconfig has no current context: name one.');
  const chosen = named(config, 'contexts', 'context', name);
  const clusterName = stringOf(chosen, 'cluster');
  const userName = stringOf(chosen, 'user');
  if (clusterName === undefined || userName === undefined)
    throw new KubeconfigError(`The context "${name}" names no cluster or no user: complete it.`);
  const cluster = named(config, 'clusters', 'cluster', clusterName);
  const user = named(config, 'users', 'user', userName);
  const server = stringOf(cluster, 'server');
  if (server === undefined || !/^https:\/\//.test(server))
    throw new KubeconfigError(`The cluster "${clusterName}" needs a server whose URL begins with https://.`);
  refuseUnsupported(cluster, user, { clusterName, userName });
  const exec = execOf(user, userName);
  return defined({
    server: withoutSlashes(server),
    serverName: stringOf(cluster, 'tls-server-name'),
    authority: decoded(cluster, 'certificate-authority-data'),
    authorityFile: stringOf(cluster, 'certificate-authority'),
    namespace: stringOf(chosen, 'namespace'),
    token: stringOf(user, 'token'),
    tokenFile: stringOf(user, 'tokenFile'),
    certificate: decoded(user, 'client-certificate-data'),
    certificateFile: stringOf(user, 'client-certificate'),
    key: decoded(user, 'client-key-data'),
    keyFile: stringOf(user, 'client-key'),
    exec,
  }) as Connection;
}

function parsed(text: string): Section {
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

function named(config: Section, list: string, key: string, name: string): Section {
  const entries = Array.isArray(config[list]) ? (config[list] as readonly unknown[]).filter(isObject) : [];
  const found = entries.find((entry) => entry['name'] === name)?.[key];
  if (isObject(found)) return found;
  const names = entries.map((entry) => String(entry['name'])).join(', ') || 'none';
  throw new KubeconfigError(`The kubeconfig has no ${key} "${name}": it has ${names}.`);
}

function refuseUnsupported(
  cluster: Section,
  user: Section,
  { clusterName, userName }: { readonly clusterName: string; readonly userName: string },
): void {
  if (cluster['proxy-url'] !== undefined)
    throw new KubeconfigError(
      `The cluster "${clusterName}" has a proxy-url, which is not supported: reach the server without a proxy, or through a tunnel whose address is the server.`,
    );
  if (cluster['insecure-skip-tls-verify'] === true)
    throw new KubeconfigError(
      `The cluster "${clusterName}" has insecure-skip-tls-verify, which is not supported: put the authority of its certificate into certificate-authority-data.`,
    );
  for (const key of ['username', 'auth-provider', 'as', 'as-user-extra', 'as-groups', 'as-uid'])
    if (user[key] !== undefined)
      throw new KubeconfigError(
        `The user "${userName}" has ${key}, which is not supported: use a token, a client certificate or exec.`,
      );
}

function execOf(user: Section, userName: string): ExecCredential | undefined {
  const exec = user['exec'];
  if (!isObject(exec)) return undefined;
  const [command, apiVersion] = [stringOf(exec, 'command'), stringOf(exec, 'apiVersion')];
  if (command === undefined || !/^client\.authentication\.k8s\.io\/v1(beta1)?$/.test(apiVersion ?? ''))
    throw new KubeconfigError(
      `The exec of the user "${userName}" needs a command, and apiVersion client.authentication.k8s.io/v1 or v1beta1.`,
    );
  const args = Array.isArray(exec['args']) ? exec['args'].map(String) : [];
  const env = Array.isArray(exec['env']) ? exec['env'].filter(isObject) : [];
  return {
    command,
    apiVersion: apiVersion!,
    args,
    env: Object.fromEntries(env.map((each) => [String(each['name']), String(each['value'] ?? '')])),
  };
}

function stringOf(section: Section, key: string): string | undefined {
  const value = section[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What stands there in base64. */
function decoded(section: Section, key: string): string | undefined {
  const value = stringOf(section, key);
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
