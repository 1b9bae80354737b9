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
  if (proxy !== undefined && !(URL.canParse(proxy) && PROXIES.includes(new URL(proxy).protocol)))
    throw new KubeconfigError(
      `The cluster "${clusterName}" has a proxy-url that is not supported: name a proxy whose URL begins with http:// or https://, or reach the server through a tunnel whose address is the server.`,
    );
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
