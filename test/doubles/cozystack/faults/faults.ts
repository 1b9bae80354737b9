// What goes wrong between a caller and the platform: the n-th call fails, the API is away, a credential is not good any
// more, or somebody else is faster.

type Refusal = 401 | 403 | 409 | 410 | 429 | 500 | 503 | 504;

/**
 * How a call fails. With `tls` the server has a certificate of somebody else; a `page` is one of a proxy, with status 404; and
 * with `json` somebody answers 200 with JSON that says nothing.
 */
export type Failure = Refusal | 'timeout' | 'reset' | 'cut' | 'tls' | 'page' | 'json';

export interface Strike {
  /** Which of the calls that come from now on, counted from 1; the next one by default. */
  readonly call?: number;
  readonly with: Failure;
  /** The platform does what was asked, and only the answer is lost; by default nothing is done. */
  readonly done?: boolean;
  /** How many calls in a row; one by default. */
  readonly times?: number;
  /** Counts only calls of which this is true. */
  readonly only?: (request: Request) => boolean;
}

type Fetch = (request: Request) => Promise<Response>;

interface Planned {
  readonly strike: Strike;
  seen: number;
}

interface Meanwhile {
  readonly call: number;
  readonly work: () => Promise<void>;
  readonly only: (request: Request) => boolean;
  seen: number;
}

const TEXTS: Readonly<Record<number, readonly [reason: string, message: string]>> = {
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden: the request was refused'],
  409: [
    'Conflict',
    'Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again',
  ],
  410: ['Expired', 'The resourceVersion for the provided watch is too old.'],
  429: ['TooManyRequests', 'the server has received too many requests and has asked us to try again later'],
  500: ['InternalError', 'Internal error occurred: etcdserver: request timed out'],
  503: ['ServiceUnavailable', 'the server is currently unable to handle the request'],
  504: ['Timeout', 'Timeout: request did not complete within the allotted timeout'],
};

export class Faults {
  readonly #planned: Planned[] = [];
  readonly #meanwhile: Meanwhile[] = [];
  readonly #expired = new Set<string>();
  #away = false;
  /** Every call that came, such as `GET /version`. */
  readonly calls: string[] = [];

  /** Plans a failure. */
  strike(strike: Strike): void {
    this.#planned.push({ strike, seen: 0 });
  }

  /** Before the n-th call from now on is carried out, somebody else does something. */
  meanwhile(
    work: () => Promise<void>,
    { call = 1, only = () => true }: Partial<Omit<Meanwhile, 'work'>> = {},
  ): void {
    this.#meanwhile.push({ call, work, only, seen: 0 });
  }

  /** Nothing answers, until it is said that something does. */
  away(away = true): void {
    this.#away = away;
  }

  /** A token is refused from now on. */
  expire(token: string): void {
    this.#expired.add(token);
  }

  /** Nothing that was planned happens any more. */
  clear(): void {
    this.#planned.length = 0;
    this.#meanwhile.length = 0;
    this.#expired.clear();
    this.#away = false;
  }

  /** A fetch that fails as planned. */
  around(fetch: Fetch): Fetch {
    return async (request) => {
      const { pathname, search } = new URL(request.url);
      this.calls.push(`${request.method} ${pathname}${search}`);
      if (this.#away) throw refused('ECONNREFUSED');
      const token = /^bearer\s+(\S+)/i.exec(request.headers.get('authorization') ?? '')?.[1];
      if (token !== undefined && this.#expired.has(token)) return statusOf(401);
      for (const one of this.#meanwhile.filter(({ only }) => only(request))) {
        one.seen += 1;
        if (one.seen === one.call) await one.work();
      }
      const strike = this.#due(request);
      return strike === undefined ? fetch(request) : fail(strike, request, fetch);
    };
  }

  #due(request: Request): Strike | undefined {
    let due: Strike | undefined;
    for (const planned of this.#planned) {
      const { call = 1, times = 1, only = () => true } = planned.strike;
      if (!only(request)) continue;
      planned.seen += 1;
      if (planned.seen >= call && planned.seen < call + times) due ??= planned.strike;
    }
    return due;
  }
}

async function fail(strike: Strike, request: Request, fetch: Fetch): Promise<Response> {
  const { with: how } = strike;
  const { signal } = request;
  // Half of an answer is what a call answers that was carried out.
  if (how === 'cut') return cut(await fetch(request));
  if (strike.done) {
    const answer = await fetch(request);
    await answer.body?.cancel();
  }
  if (how === 'reset') throw refused('ECONNRESET');
  if (how === 'tls') throw refused('DEPTH_ZERO_SELF_SIGNED_CERT');
  if (how === 'page') return page();
  if (how === 'json') return Response.json({});
  if (how !== 'timeout') return statusOf(how);
  return new Promise((_, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** As a runtime says that there is no connection. */
function refused(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

function statusOf(code: number): Response {
  const [reason, message] = TEXTS[code] ?? ['InternalError', 'Internal error occurred'];
  const again = code === 429 || code === 503;
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(again && { details: { retryAfterSeconds: 1 } }),
    code,
  };
  return new Response(`${JSON.stringify(body)}\n`, {
    status: code,
    headers: { 'content-type': 'application/json', ...(again && { 'retry-after': '1' }) },
  });
}

function page(): Response {
  const body = '<!doctype html><title>404 Not Found</title><h1>Not Found</h1>';
  return new Response(body, { status: 404, headers: { 'content-type': 'text/html' } });
}

/** Half of the first piece of an answer, and then no more. */
async function cut(answer: Response): Promise<Response> {
  const reader = answer.body?.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        const { value } = (await reader?.read()) ?? {};
        if (value !== undefined) controller.enqueue(value.slice(0, Math.floor(value.length / 2)));
      },
      async pull(controller) {
        controller.error(refused('ECONNRESET'));
        await reader?.cancel().catch(() => undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { status: answer.status, headers: answer.headers });
}
