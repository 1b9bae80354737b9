// Calls the API as any HTTP client would, and fails a test as soon as an answer is not one that the contract documents.
import type { Problem } from '@hikube/openapi/types';
import { bodyOf, nonconformities } from './conformance.ts';

/** What a request is made of. */
export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string | Uint8Array | ReadableStream<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** An answer, its JSON or YAML read. */
export interface Reply<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

/** Sends requests with one token. */
export interface Api {
  <Body>(method: string, path: string, options?: CallOptions): Promise<Reply<Body>>;
  /** As before, and the answer must be this problem. */
  refused(
    code: Problem['code'],
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<Reply<Problem>>;
  /** The same API with another token, or with none. */
  as(token: string | undefined): Api;
}

/** Something that answers requests. */
export type Send = (request: Request) => Promise<Response>;

/** @param base with `/v1` */
export function createApi(send: Send, base: string, token: string | undefined): Api {
  async function call<Body>(method: string, path: string, options: CallOptions = {}): Promise<Reply<Body>> {
    const response = await send(new Request(base + path, initOf(method, token, options)));
    const text = await response.text();
    const received = { method, path, status: response.status, headers: response.headers, text };
    const [first] = nonconformities(received);
    if (first !== undefined) throw new Error(`Not as documented: ${first}`);
    const body = bodyOf(response.headers.get('content-type'), text) as Body;
    return { status: response.status, headers: response.headers, text, body };
  }
  return Object.assign(call, {
    async refused(code: Problem['code'], method: string, path: string, options?: CallOptions) {
      const reply = await call<Problem>(method, path, options);
      if (reply.body?.code !== code) {
        throw new Error(`Expected ${code}, got ${reply.status} ${reply.text.slice(0, 600)}`);
      }
      return reply;
    },
    as: (other: string | undefined) => createApi(send, base, other),
  });
}

function initOf(
  method: string,
  token: string | undefined,
  { body, raw, headers, signal }: CallOptions,
): RequestInit {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(content === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
    ...(content instanceof ReadableStream ? { duplex: 'half' } : {}),
    ...(signal === undefined ? {} : { signal }),
  } as RequestInit;
}
