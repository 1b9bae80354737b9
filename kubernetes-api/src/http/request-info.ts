// What a path and a method mean: a resource and a verb, or a path that is no resource.

export interface RequestInfo {
  readonly isResource: boolean;
  readonly path: string;
  /** `list` and the like; for other paths the method in lower case. */
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  /** Empty where there is none, as everything below. */
  readonly namespace: string;
  /** Plural. */
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  /** Parts behind the resource that no route has. */
  readonly rest: readonly string[];
}

const VERBS: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

// What a namespace has below it that is not in it.
const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

/** As a Go server reads a query parameter that switches something: anything but `false` and `0`. */
export function isSwitchedOn(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function nonResource(path: string, method: string): RequestInfo {
  return {
    isResource: false,
    path,
    verb: method.toLowerCase(),
    group: '',
    version: '',
    namespace: '',
    resource: '',
    subresource: '',
    name: '',
    rest: [],
  };
}

/** @param path as it was sent, with its escapes */
export function parseRequestInfo(method: string, path: string, query: URLSearchParams): RequestInfo {
  const decoded = decode(path);
  // An escaped slash counts as a slash: it makes more parts, and so names something else.
  const parts = decoded
    .split('/')
    .filter((part, index, all) => index > 0 && !(part === '' && index === all.length - 1));
  const core = parts[0] === 'api';
  if ((!core && parts[0] !== 'apis') || parts.length < (core ? 3 : 4)) return nonResource(decoded, method);
  const [group = '', version = ''] = core ? ['', parts[1]] : [parts[1], parts[2]];
  let rest = parts.slice(core ? 2 : 3);
  let verb = VERBS[method] ?? '';
  if (rest[0] === 'watch' && rest.length > 1) {
    verb = 'watch';
    rest = rest.slice(1);
  }
  const inNamespace =
    rest[0] === 'namespaces' && rest.length >= 3 && !NAMESPACE_SUBRESOURCES.includes(rest[2]!);
  // The namespace of a namespace is itself: rights on it are given inside of it.
  const namespace = rest[0] === 'namespaces' && rest.length >= 2 ? rest[1]! : '';
  const [resource = '', name = '', subresource = '', ...more] = inNamespace ? rest.slice(2) : rest;
  const selected = name === '' ? nameInSelector(query.get('fieldSelector') ?? '') : name;
  if (verb === 'get' && name === '') verb = isSwitchedOn(query.get('watch')) ? 'watch' : 'list';
  if (verb === 'delete' && name === '') verb = 'deletecollection';
  const many = ['list', 'watch', 'deletecollection'].includes(verb);
  return {
    isResource: true,
    path: decoded,
    verb,
    group,
    version,
    namespace,
    resource,
    subresource,
    name: many ? selected : name,
    rest: more,
  };
}

/** A list of one name is authorised as if the object itself were asked for. */
function nameInSelector(selector: string): string {
  const [, name = ''] = /(?:^|,)metadata\.name==?([^,=]+)(?:,|$)/.exec(selector) ?? [];
  return name;
}
