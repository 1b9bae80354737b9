// The API server that tenants talk to: Kubernetes' own kinds, and the custom resources and roles of the platform.
import {
  type Clock,
  createKubernetesApi,
  createRbac,
  type Kind,
  type KubernetesApi,
  officialKinds,
  type Random,
  type Storage,
  type User,
  unauthorized,
} from '@hikube/kubernetes-api';
import type { Profile } from '../profiles/profile.ts';

export interface FrontOptions {
  readonly profile: Profile;
  readonly clock: Clock;
  readonly random?: Random;
  readonly kinds?: readonly Kind[];
  /** Who has a token, besides service accounts. */
  readonly tokens: ReadonlyMap<string, User>;
  readonly rootCertificate?: string;
  readonly onFailure: (error: unknown) => void;
  readonly storage: Storage;
}

export interface Front {
  readonly api: KubernetesApi;
  readonly storage: Storage;
  readonly authenticate: (request: Request) => Promise<User | undefined>;
  readonly authorise: ReturnType<typeof createRbac>;
}

/** Of the platform itself. */
export const PLATFORM_TOKEN = 'platform';
const PLATFORM_USER: User = {
  name: 'system:serviceaccount:cozy-system:cozystack-api',
  groups: ['system:masters', 'system:authenticated'],
};

export function createFront(options: FrontOptions): Front {
  const { storage } = options;
  const rbac = createRbac(storage);
  const authenticate = async (request: Request): Promise<User | undefined> => {
    const header = request.headers.get('authorization');
    if (header === null || !/^bearer /i.test(header)) return undefined;
    const token = header.replace(/^bearer\s+/i, '').trim();
    if (token === PLATFORM_TOKEN) return PLATFORM_USER;
    const user = options.tokens.get(token);
    if (user === undefined) throw unauthorized();
    return user;
  };
  const api = createKubernetesApi({
    kinds: options.kinds ?? officialKinds(),
    storage,
    clock: options.clock,
    ...(options.random !== undefined && { random: options.random }),
    ...(options.rootCertificate !== undefined && { rootCertificate: options.rootCertificate }),
    authenticate,
    authorise: rbac,
    onFailure: options.onFailure,
  });
  return { api, storage, authenticate, authorise: rbac };
}

/** Makes what the platform brings: its custom resources, and the roles of tenants. */
export async function install(
  { api }: Front,
  { customResourceDefinitions, clusterRoles }: Profile,
): Promise<void> {
  const make = async (path: string, body: object): Promise<void> => {
    const response = await api.fetch(platformRequest('POST', path, body));
    // What an earlier release has brought stays.
    const isThere = response.status === 409;
    if (!response.ok && !isThere) throw new Error(`the platform cannot be set up: ${await response.text()}`);
  };
  for (const definition of customResourceDefinitions)
    await make('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', definition);
  for (const role of clusterRoles) await make('/apis/rbac.authorization.k8s.io/v1/clusterroles', role);
  await api.settled();
}

export function platformRequest(method: string, path: string, body?: unknown): Request {
  return new Request(`http://platform${path}`, {
    method,
    headers: {
      authorization: `Bearer ${PLATFORM_TOKEN}`,
      'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
      'user-agent': 'cozystack-controller/v1',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
