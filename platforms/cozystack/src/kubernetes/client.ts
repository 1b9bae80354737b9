// A thin client of a Kubernetes API: JSON over a fetch that already knows who asks and where.
import { type Clock, PlatformError } from '@hikube/service/platform';
import { asAsked } from './answers.ts';
import { errorOf, isPage, KubernetesError } from './errors.ts';
import { KubeconfigError } from './kubeconfig.ts';
import { rightTo } from './right.ts';
import { listening } from './server-time.ts';
import { whyUnreachable } from './unreachable.ts';

/** Sends a request as somebody; the host of its URL does not matter. */
export type Fetch = (request: Request) => Promise<Response>;

/** What identifies an object, and what a list carries. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface List<Item> {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly Item[];
}

export interface KubernetesClient {
  /** Reads; a failure that passes is tried again a few times. @throws KubernetesError */
  get<Body>(path: string): Promise<Body>;
  /** Reads, for whoever tries again by himself. @throws KubernetesError */
  getOnce<Body>(path: string): Promise<Body>;
  /** Reads an object that may be missing. Only its own server can say that it is. @throws KubernetesError */
  find<Body>(path: string): Promise<Body | undefined>;
  /** Writes once: whether to ask again is for whoever knows what the write does. @throws KubernetesError */
  write<Body>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Body>;
  /**
   * Whether a path answers that all is well, such as `/readyz`.
   * @throws KubernetesError when the credential is refused: who answers that is there
   */
  isWell(path: string): Promise<boolean>;
  /** Opens a stream; the caller ends it with the signal. @throws KubernetesError */
  open(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  /** What time it is at the server, in milliseconds since the epoch: for moments that are kept there. */
  serverNow(): number;
}

export interface ClientOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** For a whole call, answer included. Default half a minute. */
  readonly timeoutMs?: number;
}

const BARRED: readonly number[] = [401, 403];
const TIMEOUT_MS = 30_000;
const WAITS_MS: readonly number[] = [250, 1_000];
// A server that wants to be left alone for longer is asked again by the reconciler, and not from within a call.
const LONGEST_WAIT_MS = 5_000;

export function createClient({ clock, timeoutMs = TIMEOUT_MS, ...options }: ClientOptions): KubernetesClient {
  const { fetch, now: serverNow } = listening(options.fetch, clock);

  async function once<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const limit = deadline(clock, timeoutMs);
    try {
      const response = await fetch(requestOf(method, path, limit.signal, body));
      const text = await response.text();
      if (!response.ok || isPage(text))
        throw errorOf(response.status, text, response.headers.get('retry-after'), rightTo(method, path));
      return asAsked(method, path, JSON.parse(text)) as Body;
    } catch (error) {
      throw told(error, limit.signal);
    } finally {
      limit.end();
    }
  }

  async function get<Body>(path: string): Promise<Body> {
    for (const waitMs of WAITS_MS) {
      try {
        return await once<Body>('GET', path);
      } catch (error) {
        if (!(error instanceof KubernetesError) || !error.passes) throw error;
        await pause(clock, Math.min(error.retryAfterMs ?? waitMs, LONGEST_WAIT_MS));
      }
    }
    return once<Body>('GET', path);
  }

  return {
    get,
    getOnce: (path) => once('GET', path),
    find: <Body>(path: string) => unlessAbsent(get<Body>(path)),
    write: once,
    serverNow,
    async isWell(path) {
      const limit = deadline(clock, timeoutMs);
      try {
        const response = await fetch(requestOf('GET', path, limit.signal));
        const text = await response.text();
        if (BARRED.includes(response.status))
          throw errorOf(response.status, text, null, rightTo('GET', path));
        return response.ok && !isPage(text);
      } catch (error) {
        if (error instanceof KubernetesError || error instanceof KubeconfigError)
          throw told(error, limit.signal);
        return false;
      } finally {
        limit.end();
      }
    },
    async open(path, signal) {
      try {
        const response = await fetch(requestOf('GET', path, signal));
        // Of a stream nothing can be read ahead.
        const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true;
        if (response.ok && response.body !== null && !isHtml) return response.body;
        throw errorOf(
          response.status,
          await response.text(),
          response.headers.get('retry-after'),
          rightTo('GET', path),
        );
      } catch (error) {
        throw told(error, signal);
      }
    },
  };
}

async function unlessAbsent<Body>(read: Promise<Body>): Promise<Body | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof KubernetesError && error.kind === 'absent') return undefined;
    throw error;
  }
}

function requestOf(method: string, path: string, signal: AbortSignal, body?: unknown): Request {
  return new Request(`https://kubernetes.invalid${path}`, {
    method,
    signal,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** The sentence is for the operator, and asking again does not write him another kubeconfig. */
export function asNoCredential(error: KubeconfigError): KubernetesError {
  return new KubernetesError('no-credential', error.message, { cause: error });
}

/** As it is where it has its words already: what a fetch found before it asked at all. */
function told(error: unknown, signal: AbortSignal): KubernetesError | PlatformError {
  return error instanceof PlatformError ? error : asKubernetesError(error, signal);
}

function asKubernetesError(error: unknown, signal: AbortSignal): KubernetesError {
  if (error instanceof KubernetesError) return error;
  if (error instanceof KubeconfigError) return asNoCredential(error);
  if (signal.aborted) return new KubernetesError('unreachable', 'there was no answer in time');
  if (error instanceof SyntaxError)
    return new KubernetesError('unreachable', 'the answer is not JSON, or only half of it', { cause: error });
  const { kind, why, field } = whyUnreachable(error);
  return new KubernetesError(kind, why, { cause: error, field });
}

/** Waits on the clock. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.schedule(clock.now() + ms, resolve));
}

function deadline(clock: Clock, ms: number): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const end = clock.schedule(clock.now() + ms, () => controller.abort());
  return { signal: controller.signal, end };
}
