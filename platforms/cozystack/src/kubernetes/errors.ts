// What went wrong with a call, told apart by status and by text: this platform answers many a refusal with a 500.

import { withRight } from './right.ts';

/** What a failed call means for whoever made it. */
export type ErrorKind =
  /** The object that was named is not there: the server of its kind says so. */
  | 'absent'
  /** The kind itself is not served just now, so that nothing is known of the object. */
  | 'not-served'
  | 'exists'
  /** There is one of that name, and it is going. */
  | 'going'
  /** Somebody else wrote in between. */
  | 'conflict'
  /** What was sent is refused for good. */
  | 'refused'
  | 'quota'
  | Barred
  | 'throttled'
  /** It answers, and cannot do it now. */
  | 'unavailable'
  /** No answer, or half of one. What was asked may have been done. */
  | 'unreachable'
  /** Whoever is there is not known to be the platform: another certificate, a page, a redirect. Only people change that. */
  | 'misdirected';

/** It is about whoever asks: with no credential that could be used nothing was asked at all. */
type Barred = 'no-credential' | 'unauthorized' | 'forbidden';

/** Of the cluster in the kubeconfig. */
export type BlamedField = 'tls-server-name' | 'certificate-authority' | 'proxy-url';

/** What is known of a failed call beside its kind; all of it may be absent. */
interface Facts {
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
  readonly field?: BlamedField | undefined;
}

/** A call that failed. */
export class KubernetesError extends Error {
  readonly kind: ErrorKind;
  /** Of the answer; 0 when there was none. */
  readonly status: number;
  /** How long the server wants to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** The field that may be wrong where nobody answered, or somebody else did. */
  readonly field: BlamedField | undefined;
  constructor(kind: ErrorKind, message: string, { status = 0, retryAfterMs, cause, field }: Facts = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'KubernetesError';
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.field = field;
  }

  /** The same call may succeed in a moment. */
  get passes(): boolean {
    return PASSING.has(this.kind);
  }
}

const PASSING: ReadonlySet<ErrorKind> = new Set([
  'not-served',
  'conflict',
  'throttled',
  'unavailable',
  'unreachable',
]);

interface StatusBody {
  readonly kind?: unknown;
  readonly message?: unknown;
  readonly reason?: unknown;
  readonly details?: { readonly name?: unknown; readonly retryAfterSeconds?: unknown };
}

/**
 * The error of an answer that is none of success.
 * @param text its body, of whatever kind
 * @param right that was needed
 */
export function errorOf(
  status: number,
  text: string,
  retryAfter: string | null,
  right?: string,
): KubernetesError {
  const body = statusBody(text);
  const seconds = Number(retryAfter ?? body?.details?.retryAfterSeconds ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  const elsewhere = whoElse(status, text);
  if (elsewhere !== undefined)
    return new KubernetesError('misdirected', `${elsewhere} (HTTP ${status})`, { status });
  const message = typeof body?.message === 'string' && body.message !== '' ? body.message : `HTTP ${status}`;
  const kind = kindOf(status, message, body);
  const said = kind === 'forbidden' && right !== undefined ? withRight(message, right) : message;
  return new KubernetesError(kind, said, { status, retryAfterMs });
}

/** It is written for a browser: no API server of Kubernetes answers so. */
export function isPage(text: string): boolean {
  return text.trimStart().startsWith('<');
}

/** Who answers in place of an API server, as a clause; undefined where it may be that. */
function whoElse(status: number, text: string): string | undefined {
  if ([301, 302, 303, 307, 308].includes(status))
    return 'what answers there sends every caller elsewhere, as a login does';
  // A proxy in front tells with a page that the server behind it is away, or has no time, too.
  const isPassing = status >= 500 || [401, 408, 413, 429].includes(status);
  return isPage(text) && !isPassing ? 'what answers there is a page for a browser, and no API' : undefined;
}

function statusBody(text: string): StatusBody | undefined {
  try {
    const body = JSON.parse(text) as StatusBody | null;
    return body?.kind === 'Status' ? body : undefined;
  } catch {
    return undefined;
  }
}

function kindOf(status: number, message: string, body: StatusBody | undefined): ErrorKind {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return /exceeded quota/i.test(message) ? 'quota' : 'forbidden';
    case 404:
      // Only the server of the kind names the object; an aggregator without it says "not found" of the path.
      return typeof body?.details?.name === 'string' ? 'absent' : 'not-served';
    case 409:
      return body?.reason === 'AlreadyExists' ? existing(message) : 'conflict';
    case 410:
      return 'unavailable';
    case 429:
      return 'throttled';
    case 400:
    case 405:
    case 413:
    case 415:
    case 422:
      return /exceed\w* (?:the )?(?:parent )?quota/i.test(message) ? 'quota' : 'refused';
    case 500:
      return kindOf500(message);
    default:
      return 'unavailable';
  }
}

/** The aggregated server wraps what the server behind it says, and all of it is a 500. */
function kindOf500(message: string): ErrorKind {
  if (/already exists/i.test(message)) return existing(message);
  if (/the object has been modified|Precondition failed|uid mismatch|UID in precondition/i.test(message))
    return 'conflict';
  if (/exceeded quota/i.test(message)) return 'quota';
  if (
    /failed to (?:create|update) HelmRelease: .*(?:is invalid|Invalid value|Too long|must be)/is.test(message)
  )
    return 'refused';
  return 'unavailable';
}

function existing(message: string): ErrorKind {
  return /object is being deleted/i.test(message) ? 'going' : 'exists';
}
