// A request as it comes over a wire, also one that the Fetch API cannot express.
import { methodNotAllowed } from '../status/status.ts';
import { answerTarget } from './raw-target.ts';
import { respondError } from './respond.ts';

/** What the Fetch API takes as a body. */
export type Body = ConstructorParameters<typeof Response>[0];

export interface RawRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: Headers;
  readonly body?: Body;
  readonly signal?: AbortSignal;
  /** Such as `https://127.0.0.1:6443`. */
  readonly origin: string;
}

// The Fetch API refuses to carry them.
const UNSPEAKABLE = ['TRACE', 'TRACK', 'CONNECT'];

/** Answers it through a `fetch`. */
export async function handleRaw(
  fetch: (request: Request) => Promise<Response>,
  { method, target, headers, body, signal, origin }: RawRequest,
): Promise<Response> {
  const early = answerTarget(target);
  if (early !== undefined) return early;
  if (UNSPEAKABLE.includes(method.toUpperCase()))
    return respondError(methodNotAllowed(), { pretty: false, gzip: false });
  const hasBody = method !== 'GET' && method !== 'HEAD' && body !== undefined && body !== null;
  return fetch(
    new Request(`${origin}${target}`, {
      method,
      headers,
      ...(hasBody && { body, duplex: 'half' }),
      ...(signal !== undefined && { signal }),
    } as RequestInit),
  );
}
