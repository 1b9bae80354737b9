// Who asks: by a token of this server, by what the host of the server knows, or as somebody else.

import type { Server } from '../server.ts';
import { badRequest, forbiddenError, StatusError, unauthorized } from '../status/status.ts';
import { ANONYMOUS, type Attributes, AUTHENTICATED_GROUP, type Authorise, type User } from './seams.ts';
import { serviceAccountUser } from './tokens.ts';

const BEARER = /^bearer\s+([^\s]+)\s*$/i;

function bearerToken(request: Request): string | undefined {
  return BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** @throws StatusError */
export async function identify(
  request: Request,
  { tokens, authenticate }: Pick<Server, 'tokens' | 'authenticate'>,
): Promise<User> {
  const token = bearerToken(request);
  if (token !== undefined && tokens.isOwn(token)) {
    const known = await tokens.check(token, []);
    if ('error' in known) throw unauthorized();
    return known.user;
  }
  return (await authenticate(request)) ?? ANONYMOUS;
}

function headerList(headers: Headers, name: string): string[] {
  const value = headers.get(name);
  return value === null ? [] : value.split(',').map((item) => item.trim());
}

function extrasOf(headers: Headers): Record<string, string[]> {
  const named = [...headers].filter(([name]) => name.startsWith(EXTRA));
  return Object.fromEntries(
    named.map(([name, value]) => [
      unescaped(name.slice(EXTRA.length)),
      value.split(',').map((item) => item.trim()),
    ]),
  );
}

const EXTRA = 'impersonate-extra-';

/** As Kubernetes reads it: what is not encoded as it should be stands for itself. */
function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function goStrings(items: readonly string[]): string {
  return items.length === 0
    ? '[]string(nil)'
    : `[]string{${items.map((item) => JSON.stringify(item)).join(', ')}}`;
}

/** Whom the caller wants to be; himself when he does not say. @throws StatusError when he may not */
export async function impersonate(request: Request, user: User, authorise: Authorise): Promise<User> {
  const { headers } = request;
  const name = headers.get('impersonate-user') ?? '';
  const uid = headers.get('impersonate-uid') ?? '';
  const groups = headerList(headers, 'impersonate-group');
  const extra = extrasOf(headers);
  if (name === '') {
    if (groups.length === 0 && uid === '' && Object.keys(extra).length === 0) return user;
    throw badRequest(
      `requested &user.DefaultInfo{Name:"", UID:${JSON.stringify(uid)}, Groups:${goStrings(groups)}, Extra:map[string][]string(nil)} without impersonating a user name`,
    );
  }
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  const wanted: Partial<Attributes>[] = [
    account === undefined
      ? { resource: 'users', name }
      : { resource: 'serviceaccounts', namespace: namespace!, name: account },
    ...groups.map((group) => ({ resource: 'groups', name: group })),
    ...(uid === '' ? [] : [{ group: 'authentication.k8s.io', resource: 'uids', name: uid }]),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => ({
        group: 'authentication.k8s.io',
        resource: 'userextras',
        subresource: key,
        name: value,
      })),
    ),
  ];
  for (const one of wanted) await need(user, one, authorise);
  const own = account === undefined ? [] : serviceAccountUser(namespace!, account).groups;
  const all = groups.length > 0 ? groups : own;
  return {
    name,
    groups:
      all.includes(AUTHENTICATED_GROUP) || name === ANONYMOUS.name ? all : [...all, AUTHENTICATED_GROUP],
    ...(uid !== '' && { uid }),
    ...(Object.keys(extra).length > 0 && { extra }),
  };
}

async function need(user: User, wanted: Partial<Attributes>, authorise: Authorise): Promise<void> {
  const attributes: Attributes = {
    user,
    verb: 'impersonate',
    isResource: true,
    group: '',
    version: '',
    namespace: '',
    resource: '',
    subresource: '',
    name: '',
    path: '',
    ...wanted,
  };
  const { allowed, reason } = await authorise(attributes);
  if (!allowed) throw forbidden(attributes, reason);
}

/** The refusal of what somebody may not do. */
export function forbidden(wanted: Attributes, reason = ''): StatusError {
  const { user, verb, group, resource, subresource, namespace, name, path } = wanted;
  const tail = reason === '' ? '' : `: ${reason}`;
  if (!wanted.isResource)
    return new StatusError(
      403,
      'Forbidden',
      `forbidden: User ${JSON.stringify(user.name)} cannot ${verb} path ${JSON.stringify(path)}${tail}`,
      {},
    );
  const target = subresource === '' ? resource : `${resource}/${subresource}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`;
  return forbiddenError(
    { group, resource },
    name,
    `User ${JSON.stringify(user.name)} cannot ${verb} resource ${JSON.stringify(target)} in API group ${JSON.stringify(group)} ${where}${tail}`,
  );
}
