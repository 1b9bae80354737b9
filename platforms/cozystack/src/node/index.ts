// What of this package needs Node: TLS, files and commands.
import type { Clock } from '@hikube/service/platform';
import type { Connect } from '../clusters/door.ts';
import type { Fetch } from '../kubernetes/client.ts';
import { type Connection, KubeconfigError, readKubeconfig } from '../kubernetes/kubeconfig.ts';
import { type CredentialTools, contentOf, createCredentials } from './credentials.ts';
import { createHttpsFetch } from './https-fetch.ts';
import { readKubeconfigFiles } from './kubeconfig-files.ts';

/** Where the platform is, and which tenant of it is meant. Everything is named: no context is taken because it is current. */
export interface PlatformAddress {
  /** Path of a file, or several as in `KUBECONFIG`; `in-cluster` is the service account of the pod. */
  readonly kubeconfig: string;
  /** Must be named for a file. */
  readonly context?: string | undefined;
}

export interface ReachedPlatform {
  readonly fetch: Fetch;
  /** URL of its API server. */
  readonly server: string;
  /** That of the context, or of the pod; undefined when it names none. */
  readonly namespace: string | undefined;
  /** Name of the user in the kubeconfig; undefined in a pod. */
  readonly userName: string | undefined;
}

const IN_CLUSTER = 'in-cluster';
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Reads how a platform is reached. @throws KubeconfigError with a sentence for the operator */
export async function reachPlatform(
  address: PlatformAddress,
  tools: CredentialTools,
): Promise<ReachedPlatform> {
  const connection = await readConnection(address, tools);
  needCredential(connection);
  const authority = connection.authority ?? (await contentOf(connection.authorityFile));
  const credentials = createCredentials(connection, tools);
  const fetch = createHttpsFetch({ connection, authority, credentials, clock: tools.clock });
  const { server, namespace, userName } = connection;
  return { fetch, server, namespace, userName };
}

/** An empty token counts for none. @throws KubeconfigError for a user whom no platform would know */
function needCredential({ userName, token, tokenFile, exec, ...shown }: Connection): void {
  const isShown = (shown.certificate ?? shown.certificateFile) && (shown.key ?? shown.keyFile);
  if (token ?? tokenFile ?? exec ?? isShown) return;
  throw new KubeconfigError(
    `The user "${userName}" of the kubeconfig has no credential: give it a token, a client certificate with its key, or exec.`,
  );
}

/** Where requests go and as whom, before any credential is read. @throws KubeconfigError */
export async function readConnection(
  { kubeconfig, context }: PlatformAddress,
  tools: Pick<CredentialTools, 'environment'>,
): Promise<Connection> {
  return kubeconfig === IN_CLUSTER ? inCluster(tools) : readKubeconfigFiles(kubeconfig, context);
}

/**
 * Ways into clusters, with the kubeconfigs that the platform keeps of them: those hold all that they need. Whoever can
 * write to the namespace of the tenant can write them, so that none of them runs a command here or reads a file.
 * @param onSecret as for `reachPlatform`
 * @throws KubeconfigError for one that would
 */
export function connectWith(clock: Clock, onSecret?: CredentialTools['onSecret']): Connect {
  return (kubeconfig) => {
    const connection = readKubeconfig(kubeconfig);
    refuseFromHere(connection);
    const credentials = createCredentials(connection, { clock, environment: {}, onSecret });
    return createHttpsFetch({ connection, authority: connection.authority, credentials, clock });
  };
}

function refuseFromHere(connection: Connection): void {
  const { exec, proxy, authorityFile, tokenFile, certificateFile, keyFile } = connection;
  const elsewhere = { exec, proxy, authorityFile, tokenFile, certificateFile, keyFile };
  const found = Object.entries(elsewhere).find(([, value]) => value !== undefined);
  if (found === undefined) return;
  throw new KubeconfigError(
    `The kubeconfig of a cluster has ${KEYS[found[0]]}, and nothing that it names is run, read or asked here: put its credentials themselves into it.`,
  );
}

/** As kubeconfigs spell them. */
const KEYS: Readonly<Record<string, string>> = {
  exec: 'an exec',
  proxy: 'a proxy-url',
  authorityFile: 'a certificate-authority',
  tokenFile: 'a tokenFile',
  certificateFile: 'a client-certificate',
  keyFile: 'a client-key',
};

async function inCluster({ environment }: Pick<CredentialTools, 'environment'>): Promise<Connection> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = environment;
  if (host === undefined)
    throw new KubeconfigError('in-cluster works in a pod only: name the file of a kubeconfig instead.');
  const namespace = (await contentOf(`${ACCOUNT}/namespace`))?.trim();
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    authorityFile: `${ACCOUNT}/ca.crt`,
    tokenFile: `${ACCOUNT}/token`,
    ...(namespace !== undefined && { namespace }),
  };
}
