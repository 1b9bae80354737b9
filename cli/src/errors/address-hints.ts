// Whether the address is what is wrong: one that nobody has named, or one that ends before the API begins.
import { ConnectionError, DEFAULT_ENDPOINT, isHikubeError, UnexpectedAnswerError } from '@hikube/sdk';
import type { Target } from '../config/contexts.ts';
import type { Session } from '../session.ts';

/** Lines to put under the error. */
export async function addressHints(session: Session, error: unknown): Promise<readonly string[]> {
  const isElsewhere = isHikubeError(error, 'not_found') || error instanceof UnexpectedAnswerError;
  if (!isElsewhere && !(error instanceof ConnectionError)) return [];
  const target = await session.target().catch(() => undefined);
  if (target?.direct !== undefined) return [];
  const endpoint = askedOf(session, target);
  if (isElsewhere)
    return endpoint.endsWith('/v1') ? [] : [`next: the base URL ends with /v1, such as ${endpoint}/v1`];
  if (endpoint !== DEFAULT_ENDPOINT) return [];
  return [
    'next: that is the public API; for another, add --endpoint, set HIKUBE_ENDPOINT, or name a context with --context',
  ];
}

/** Where the request went, without slashes at its end; `auth login` asks before there is a context. */
function askedOf(session: Session, target: Target | undefined): string {
  const { HIKUBE_ENDPOINT } = session.host.environment;
  const asked = session.options.endpoint ?? target?.endpoint ?? (HIKUBE_ENDPOINT || DEFAULT_ENDPOINT);
  return asked.replace(/\/+$/, '');
}
