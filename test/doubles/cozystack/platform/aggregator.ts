// The aggregation layer: groups of the server behind it are asked of that server, and what tells of all groups tells of
// both.

type Fetch = (request: Request) => Promise<Response>;

/** Away: it is registered but does not answer. Missing: nothing is registered. */
export type Presence = 'here' | 'away' | 'missing';

export interface AggregatorOptions {
  readonly front: Fetch;
  readonly aggregated: Fetch;
  readonly groups: readonly string[];
  readonly presence: () => Presence;
}

type Json = Record<string, unknown>;

export function createAggregator({ front, aggregated, groups, presence }: AggregatorOptions): Fetch {
  const isTheirs = (path: string): boolean => {
    const [, group = ''] = /^\/(?:openapi\/v3\/)?apis\/([^/]+)/.exec(path) ?? [];
    return groups.includes(group);
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (isTheirs(pathname)) {
      if (presence() === 'missing') return front(request);
      return presence() === 'away' ? unavailable() : aggregated(request);
    }
    const merge = request.method === 'GET' ? MERGED[pathname.replace(/(.)\/$/, '$1')] : undefined;
    if (merge === undefined || presence() !== 'here') return front(request);
    // Documents of the two servers have nothing in common that a tag could stand for.
    const plain = new Request(request, { headers: without(request.headers, 'if-none-match') });
    const [ours, theirs] = await Promise.all([front(plain.clone()), aggregated(plain)]);
    if (!ours.ok || !theirs.ok) return ours;
    const headers = without(ours.headers, 'etag', 'content-encoding', 'content-length');
    const body = merge((await ours.json()) as Json, (await theirs.json()) as Json);
    return new Response(JSON.stringify(body), { status: 200, headers });
  };
}

function without(headers: Headers, ...names: readonly string[]): Headers {
  const rest = new Headers(headers);
  for (const name of [...names, 'accept-encoding']) rest.delete(name);
  return rest;
}

function unavailable(): Response {
  return new Response('service unavailable\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
}

const MERGED: Readonly<Record<string, (ours: Json, theirs: Json) => Json>> = {
  '/': (ours, theirs) => ({
    ...ours,
    paths: [...new Set([...(ours['paths'] as string[]), ...(theirs['paths'] as string[])])].sort(),
  }),
  '/apis': (ours, theirs) => {
    const key = 'groups' in ours ? 'groups' : 'items';
    return { ...ours, [key]: [...(ours[key] as Json[]), ...(theirs[key] as Json[])] };
  },
  '/openapi/v3': (ours, theirs) => ({
    ...ours,
    paths: { ...(theirs['paths'] as Json), ...(ours['paths'] as Json) },
  }),
  '/openapi/v2': (ours, theirs) => ({
    ...ours,
    paths: { ...(theirs['paths'] as Json), ...(ours['paths'] as Json) },
    definitions: { ...(theirs['definitions'] as Json), ...(ours['definitions'] as Json) },
  }),
};
