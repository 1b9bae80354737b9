// The server behind the aggregation layer, which makes applications out of HelmReleases.
import {
  type Attributes,
  type Authorise,
  type Clock,
  createKubernetesApi,
  createMemoryStorage,
  type Decision,
  type Kind,
  type KubernetesApi,
  notFound,
  type Random,
  type User,
  unauthorized,
} from '@hikube/kubernetes-api';
import { type Front, platformRequest } from './front.ts';

export interface AggregatedOptions {
  readonly front: Front;
  readonly kinds: readonly Kind[];
  readonly clock: Clock;
  readonly random?: Random;
  readonly onFailure: (error: unknown) => void;
}

// So long a decision of the API server in front is believed.
const REMEMBERED_MS = 10_000;

export function createAggregated(options: AggregatedOptions): KubernetesApi {
  const { front, kinds, clock, random, onFailure } = options;
  return createKubernetesApi({
    kinds,
    storage: createMemoryStorage(),
    clock,
    ...(random !== undefined && { random }),
    // Tokens of service accounts are those of the server in front.
    audience: 'https://cozystack-api.cozy-system.svc',
    controllers: false,
    authenticate: (request) => authenticate(front, request),
    authorise: remembering(front.authorise, clock),
    admission: {
      async mutate({ attributes: { namespace }, operation }) {
        if (operation !== 'CREATE' || namespace === '') return;
        const found = await front.storage.get({ resource: 'namespaces', namespace: '', name: namespace });
        if (found === undefined) throw notFound({ group: '', resource: 'namespaces' }, namespace);
      },
    },
    onFailure,
  });
}

/** Tokens of service accounts are known to the server in front only. */
async function authenticate(front: Front, request: Request): Promise<User | undefined> {
  const token = /^bearer\s+(\S+)/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined || token.split('.').length !== 3) return front.authenticate(request);
  const review = platformRequest('POST', '/apis/authentication.k8s.io/v1/tokenreviews', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token },
  });
  const { status } = (await (await front.api.fetch(review)).json()) as Reviewed;
  if (!status.authenticated) throw unauthorized();
  const { username, ...user } = status.user;
  return { ...user, name: username };
}

interface Reviewed {
  readonly status: {
    readonly authenticated?: boolean;
    readonly user: { readonly username: string } & Omit<User, 'name'>;
  };
}

/** A right that was given a moment ago may not count yet. */
function remembering(authorise: Authorise, clock: Clock): Authorise {
  const known = new Map<string, { readonly until: number; readonly decision: Decision }>();
  return async (wanted: Attributes) => {
    const { user, verb, group, version, namespace, resource, subresource, name, path } = wanted;
    const { groups } = user;
    const key = JSON.stringify([
      user.name,
      groups,
      verb,
      group,
      version,
      namespace,
      resource,
      subresource,
      name,
      path,
    ]);
    const before = known.get(key);
    if (before !== undefined && before.until > clock.now()) return before.decision;
    const decision = await authorise(wanted);
    if (known.size > 4096) known.clear();
    known.set(key, { until: clock.now() + REMEMBERED_MS, decision });
    return decision;
  };
}
