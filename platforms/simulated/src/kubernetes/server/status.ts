// Status: the one shape in which the Kubernetes API says no, in the words that its clients know.

/** Why a request was refused. */
export type Reason =
  | 'BadRequest'
  | 'Expired'
  | 'Forbidden'
  | 'InternalError'
  | 'MethodNotAllowed'
  | 'NotAcceptable'
  | 'NotFound'
  | 'RequestEntityTooLarge'
  | 'ServiceUnavailable'
  | 'TooManyRequests'
  | 'Unauthorized';

const CODES: Readonly<Record<Reason, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  Expired: 410,
  RequestEntityTooLarge: 413,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
};

/** What a refusal is about. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  /** Plural name of the resource. */
  readonly kind?: string;
  /** With `TooManyRequests`: after which a client may try again. */
  readonly retryAfterSeconds?: number;
}

/** A refusal. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly reason: Reason;
  readonly details: StatusDetails | undefined;

  constructor(reason: Reason, message: string, details?: StatusDetails) {
    super(message);
    this.reason = reason;
    this.details = details;
  }

  get code(): number {
    return CODES[this.reason];
  }

  /** The object that clients read. */
  toStatus(): object {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

/** The answer to a refusal. */
export function refusalResponse(refusal: StatusError): Response {
  const response = jsonResponse(refusal.toStatus(), refusal.code);
  const { retryAfterSeconds } = refusal.details ?? {};
  if (retryAfterSeconds !== undefined) response.headers.set('Retry-After', String(retryAfterSeconds));
  return response;
}

/** A client that asks too much, in Kubernetes' own words and what to do. */
export function tooManyRequests(what: string, retryAfterSeconds: number): StatusError {
  return new StatusError('TooManyRequests', `too many requests, please try again later: ${what}`, {
    retryAfterSeconds,
  });
}

/** A JSON answer. */
export function jsonResponse(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: JSON_HEADERS });
}

const JSON_HEADERS = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' };

/** Answers that are the same for everybody: made once, and sent as the same bytes each time. */
export class FixedAnswers {
  readonly #bytes = new Map<string, Uint8Array<ArrayBuffer>>();

  /**
   * @param name of the document; there must be few
   * @param build makes it, undefined when there is none
   */
  answer(
    name: string,
    build: () => object | undefined,
    headers: Readonly<Record<string, string>> = JSON_HEADERS,
  ): Response | undefined {
    let bytes = this.#bytes.get(name);
    if (bytes === undefined) {
      const body = build();
      if (body === undefined) return undefined;
      bytes = new TextEncoder().encode(JSON.stringify(body));
      this.#bytes.set(name, bytes);
    }
    return new Response(bytes, { headers });
  }
}

/** A path that the API does not have, in Kubernetes' own words. */
export function unknownPath(): StatusError {
  return new StatusError('NotFound', 'the server could not find the requested resource');
}
