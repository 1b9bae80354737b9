// What a path and a method mean: a resource and a verb, or something that is no resource.

/** A request for objects. */
export interface ResourceRequest {
  readonly verb: Verb;
  readonly group: string;
  readonly version: string;
  /** Plural. */
  readonly resource: string;
  readonly subresource: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** What one may do to objects. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

const VERBS: Readonly<Record<string, readonly [one: Verb, many: Verb]>> = {
  GET: ['get', 'list'],
  HEAD: ['get', 'list'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['delete', 'deletecollection'],
};

// What a namespace has below it that is not in it.
const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

/**
 * Reads a path below the root of a cluster, such as `/apis/apps/v1/namespaces/default/deployments/web`.
 * @returns undefined when it names no resource
 */
export function parseResourceRequest(
  method: string,
  path: string,
  query: URLSearchParams,
): ResourceRequest | undefined {
  const parts = path.split('/').slice(1).map(decode);
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return undefined;
  const [group = '', version = ''] = core ? ['', parts[1]] : [parts[1], parts[2]];
  const rest = parts.slice(core ? 2 : 3);
  const target = targetOf(rest);
  const verbs = VERBS[method];
  if (target === undefined || verbs === undefined || rest.length === 0) return undefined;
  const verb = target.name === undefined ? verbs[1] : verbs[0];
  const isWatch = verb === 'list' && ['true', '1'].includes(query.get('watch') ?? '');
  return { verb: isWatch ? 'watch' : verb, group, version, ...target };
}

function targetOf(
  rest: readonly string[],
): Pick<ResourceRequest, 'resource' | 'namespace' | 'name' | 'subresource'> | undefined {
  const [first = '', second, third = ''] = rest;
  const inNamespace = first === 'namespaces' && rest.length >= 3 && !NAMESPACE_SUBRESOURCES.includes(third);
  const [resource = '', name, subresource, ...more] = inNamespace ? rest.slice(2) : rest;
  if (more.length > 0 || resource === '') return undefined;
  return { resource, namespace: inNamespace ? second : undefined, name: name || undefined, subresource };
}

/** A broken escape stays as it is: nothing has such a name. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
