// What a kubeconfig can say of where and as whom, and this client does not do: refused by name, and never left out.
import { KubeconfigError, type Section, textAt } from './section.ts';

const PROXIES = ['http:', 'https:'];
const USERS = ['username', 'password', 'auth-provider', 'as', 'as-user-extra', 'as-groups', 'as-uid'];

/** @throws KubeconfigError with what to say instead */
export function refuseUnsupported(
  cluster: Section,
  user: Section,
  { clusterName, userName }: { readonly clusterName: string; readonly userName: string },
): void {
  const proxy = textAt(cluster, 'proxy-url');
  if (proxy !== undefined) refuseProxy(proxy, clusterName);
  if (cluster['insecure-skip-tls-verify'] === true)
    throw new KubeconfigError(
      `The cluster "${clusterName}" has insecure-skip-tls-verify, which is not supported: put the authority of its certificate into certificate-authority-data.`,
    );
  for (const key of USERS)
    if (user[key] !== undefined)
      throw new KubeconfigError(
        `The user "${userName}" has ${key}, which is not supported: use a token, a client certificate or exec.`,
      );
}

/** The URL may hold a password, so that only its beginning is repeated. */
function refuseProxy(proxy: string, clusterName: string): void {
  const protocol = URL.canParse(proxy) ? new URL(proxy).protocol : undefined;
  if (protocol !== undefined && PROXIES.includes(protocol)) return;
  const field = `clusters["${clusterName}"].cluster.proxy-url`;
  if (protocol === undefined)
    throw new KubeconfigError(
      `${field} of the kubeconfig is no URL: write it as http://proxy.example.org:3128, or remove it.`,
    );
  const reason = protocol.startsWith('socks')
    ? `names a SOCKS proxy (${protocol}//), and connections go through proxies of HTTP and HTTPS only`
    : `begins with ${protocol}//, and proxies are of HTTP or HTTPS`;
  const tunnel =
    'or forward a port through it, as "ssh -L 6443:<server>:443" does, and name that as the server, with tls-server-name';
  throw new KubeconfigError(
    `${field} of the kubeconfig ${reason}: name the HTTP port of the proxy with http:// or https://, ${tunnel}.`,
  );
}
