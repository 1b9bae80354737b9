// What of this package needs Node: TLS, files and commands.
import { dirname, resolve } from 'node:path';
import type { Clock } from '@hikube/service/platform';
import type { Connect } from '../clusters/door.ts';
import type { Fetch } from '../kubernetes/client.ts';
import { type Connection, defined, KubeconfigError, readKubeconfig } from '../kubernetes/kubeconfig.ts';
import { type CredentialTools, contentOf, createCredentials } from './credentials.ts';
import { createHttpsFetch } from './https-fetch.ts';

/** Where the platform is, and which tenant of it is meant. Everything is named: no context is taken because it is current. */
export interface PlatformAddress {
  /** Path of a file; `in-cluster` is the service account of the pod. */
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
}

const IN_CLUSTER = 'in-cluster';
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Reads how a platform is reached. @throws KubeconfigError with a sentence for the operator */
export async function reachPlatform(
  address: PlatformAddress,
  tools: CredentialTools,
): Promise<ReachedPlatform> {
  const connection = await (address.kubeconfig === IN_CLUSTER ? inCluster(tools) : fromFile(address));
  const authority = connection.authority ?? (await contentOf(connection.authorityFile));
  const { server, serverName, namespace } = connection;
  const fetch = createHttpsFetch({
    server,
    serverName,
    authority,
    credentials: createCredentials(connection, tools),
  });
  return { fetch, server, namespace };
}

/**
 * Ways into clusters, with the kubeconfigs that the platform keeps of them: those hold all that they need. Whoever can
 * write to the namespace of the tenant can write them, so that none of them runs a command here or reads a file.
 * @throws KubeconfigError for one that would
 */
export function connectWith(clock: Clock): Connect {
  return (kubeconfig) => {
    const connection = readKubeconfig(kubeconfig);
    refuseFromHere(connection);
    const { server, serverName, authority } = connection;
    const credentials = createCredentials(connection, { clock, environment: {} });
    return createHttpsFetch({ server, serverName, authority, credentials });
  };
}

function refuseFromHere(connection: Connection): void {
  const { exec, authorityFile, tokenFile, certificateFile, keyFile } = connection;
  const elsewhere = { exec, authorityFile, tokenFile, certificateFile, keyFile };
  const found = Object.entries(elsewhere).find(([, value]) => value !== undefined);
  if (found === undefined) return;
  throw new KubeconfigError(
    `The kubeconfig of a cluster has ${KEYS[found[0]]}, and nothing that it names is run or read here: put its credentials themselves into it.`,
  );
}

/** As kubeconfigs spell them. */
const KEYS: Readonly<Record<string, string>> = {
  exec: 'an exec',
  authorityFile: 'a certificate-authority',
  tokenFile: 'a tokenFile',
  certificateFile: 'a client-certificate',
  keyFile: 'a client-key',
};

async function fromFile({ kubeconfig, context }: PlatformAddress): Promise<Connection> {
  const text = await contentOf(kubeconfig).catch(() => undefined);
  if (text === undefined)
    throw new KubeconfigError(
      `The kubeconfig ${kubeconfig} cannot be read: check its path and who may read it.`,
    );
  const connection = readKubeconfig(text, context);
  const beside = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : resolve(dirname(kubeconfig), file);
  return {
    ...connection,
    ...defined({
      authorityFile: beside(connection.authorityFile),
      tokenFile: beside(connection.tokenFile),
      certificateFile: beside(connection.certificateFile),
      keyFile: beside(connection.keyFile),
    }),
  };
}

async function inCluster({ environment }: CredentialTools): Promise<Connection> {
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
