// Access to a cluster: for each kubeconfig a service account of its own in the cluster, with a role and a token that ends.
// Revoking one deletes its account, which Kubernetes notices at once.
import {
  type AccessOrder,
  type Clock,
  type ClusterRef,
  type Credential,
  PlatformError,
  type Role,
} from '@hikube/service/platform';
import type { KubernetesClient, List, ObjectMeta } from '../kubernetes/client.ts';
import { KubernetesError } from '../kubernetes/errors.ts';
import type { Door } from './door.ts';

const NAMESPACE = 'hikube-access';
const LABEL = 'hikube.io/kubeconfig';
const EXPIRES = 'hikube.io/expires-at';
const ROLES: Readonly<Record<Role, string>> = { admin: 'cluster-admin', edit: 'edit', view: 'view' };
// Kubernetes gives no token for less: what is to end sooner ends with its account.
const SHORTEST_TOKEN_S = 600;
const RBAC = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
const ACCOUNTS = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`;

interface Account {
  readonly metadata: ObjectMeta;
}

interface TokenRequest {
  readonly spec?: { readonly expirationSeconds?: number };
  readonly status: { readonly token: string };
}

export async function issueAccess(
  door: Door,
  { id, role, expiresAt }: AccessOrder,
  clock: Clock,
): Promise<Credential> {
  const { client } = door;
  const name = accountName(id);
  await sweepAccess(door);
  await make(client, '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  });
  // On the clock of the cluster, because others sweep, too.
  const endsAt = expiresAt - clock.now() + client.serverNow();
  await make(client, ACCOUNTS, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace: NAMESPACE,
      labels: { [LABEL]: 'true' },
      annotations: { [EXPIRES]: new Date(endsAt).toISOString() },
    },
    automountServiceAccountToken: false,
  });
  await make(client, RBAC, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: bindingName(id), labels: { [LABEL]: 'true' } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: ROLES[role] },
    subjects: [{ kind: 'ServiceAccount', name, namespace: NAMESPACE }],
  });
  const now = clock.now();
  const seconds = Math.max(Math.ceil((expiresAt - now) / 1000), SHORTEST_TOKEN_S);
  const { spec, status } = await client.write<TokenRequest>('POST', `${ACCOUNTS}/${name}/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: seconds },
  });
  // An API server that is told to grant no more does not refuse: it says what it made of it.
  const granted = spec?.expirationSeconds ?? seconds;
  return {
    server: door.server,
    ...(door.serverName !== undefined && { serverName: door.serverName }),
    certificateAuthority: door.certificateAuthority,
    token: status.token,
    ...(granted < seconds && { expiresAt: now + granted * 1000 }),
  };
}

export async function revokeAccess({ client }: Door, id: string): Promise<void> {
  await drop(client, `${ACCOUNTS}/${accountName(id)}`);
  await drop(client, `${RBAC}/${bindingName(id)}`);
}

/** Takes away what has ended while nobody was here to do it. */
async function sweepAccess(door: Door): Promise<void> {
  const selector = encodeURIComponent(LABEL);
  const accounts = await door.client.find<List<Account>>(`${ACCOUNTS}?labelSelector=${selector}`);
  for (const { metadata } of accounts?.items ?? []) {
    const ends = Date.parse(metadata.annotations?.[EXPIRES] ?? '');
    if (ends <= door.client.serverNow()) await revokeAccess(door, metadata.name.slice(PREFIX.length));
  }
}

export function notReady({ name }: ClusterRef): PlatformError {
  return new PlatformError(
    'NotReady',
    `The API server of ${name} does not answer yet: ask again when it is ready.`,
    {
      retryable: true,
    },
  );
}

const PREFIX = 'hikube-';
const accountName = (id: string): string => `${PREFIX}${kubernetesName(id)}`;
const bindingName = (id: string): string => `hikube:access:${kubernetesName(id)}`;

/** Identifiers of the service have letters that names of Kubernetes may not have. */
function kubernetesName(id: string): string {
  return id.replace(/_/g, '-').toLowerCase();
}

async function make(client: KubernetesClient, path: string, body: object): Promise<void> {
  try {
    await client.write('POST', path, body);
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.kind !== 'exists') throw error;
  }
}

async function drop(client: KubernetesClient, path: string): Promise<void> {
  try {
    await client.write('DELETE', path);
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.kind !== 'absent') throw error;
  }
}
