// Who a request is from, where its connection says it: by a certificate, which no header can carry.
import type { User } from '@hikube/kubernetes-api';

const known = new WeakMap<Request, User>();

export function asUser(request: Request, user: User): Request {
  known.set(request, user);
  return request;
}

export function identityOf(request: Request): User | undefined {
  return known.get(request);
}

/** The same request once more, from the same user. */
export function copyOf(request: Request, init: RequestInit = {}): Request {
  const copy = new Request(request, init);
  const user = known.get(request);
  return user === undefined ? copy : asUser(copy, user);
}
