// Tries again what may succeed: lost connections, 408, 429 and 5xx. Writes are safe to repeat because of their
// Idempotency-Key. The server's Retry-After wins over our own backoff.
import { ConnectionError } from '../errors.ts';
import type { Send, Step } from './chain.ts';
import type { Clock } from './clock.ts';

export interface RetryOptions {
  /** Attempts after the first one; 4 by default. */
  readonly maxRetries: number;
  /** First wait in milliseconds; it doubles each time. 200 by default. */
  readonly baseDelayMs: number;
  /** Longest wait in milliseconds, also for Retry-After; 30,000 by default. */
  readonly maxDelayMs: number;
}

export const defaultRetry: RetryOptions = { maxRetries: 4, baseDelayMs: 200, maxDelayMs: 30_000 };

/** Answers after which the same request may succeed. */
export const RETRYABLE: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

export function retry(options: RetryOptions, clock: Clock, random: () => number): Step {
  return (next) => async (request, signal) => {
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= options.maxRetries;
      const outcome = await attemptOnce(next, last ? request : request.clone(), signal);
      if (last || !outcome.retryable) return settle(outcome);
      const asked = outcome.response && askedPause(outcome.response.headers, clock);
      // A server that asks for more patience than the caller has gets no further attempt.
      if (asked !== undefined && asked > options.maxDelayMs) return settle(outcome);
      const backoff = Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** attempt) * (0.5 + random() / 2);
      await outcome.response?.body?.cancel();
      await clock.sleep(asked || backoff, signal);
    }
  };
}

interface Outcome {
  response?: Response;
  error?: unknown;
  retryable: boolean;
}

async function attemptOnce(next: Send, request: Request, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await next(request, signal);
    return { response, retryable: RETRYABLE.has(response.status) };
  } catch (error) {
    return { error, retryable: error instanceof ConnectionError && error.retryable };
  }
}

function settle(outcome: Outcome): Response {
  if (outcome.response) return outcome.response;
  throw outcome.error;
}

/**
 * Milliseconds that a server asks to wait: its Retry-After, or where a gateway has dropped that, the `t` of what is used
 * up in RateLimit (draft-ietf-httpapi-ratelimit-headers-11).
 */
export function askedPause(headers: Headers, clock: Clock): number | undefined {
  return retryAfter(headers.get('Retry-After'), clock) ?? rateLimitPause(headers.get('RateLimit'));
}

/** Limits are items such as `"requests";r=0;t=2`; the longest wait of those with nothing left counts. */
function rateLimitPause(header: string | null): number | undefined {
  const used = (header ?? '').split(',').filter((item) => /;\s*r=0\s*(;|$)/.test(item));
  const seconds = used.flatMap((item) => /;\s*t=([0-9]+)\s*(?:;|$)/.exec(item)?.[1] ?? []).map(Number);
  return seconds.length === 0 ? undefined : Math.max(...seconds) * 1000;
}

/** How a date of HTTP begins. `Date.parse` takes more for a date, such as `-5`. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? /;

/**
 * Milliseconds from a Retry-After header (seconds or a date); undefined when there is none to be used. 0 for a moment that
 * is past says that another attempt is worth it, and not when.
 */
export function retryAfter(header: string | null, clock: Clock): number | undefined {
  if (header === null) return undefined;
  if (/^[0-9]+$/.test(header)) return Number(header) * 1000;
  const date = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.now());
}
