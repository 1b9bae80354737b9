// Tries again what may succeed: lost connections, 408, 429 and 5xx. Writes are safe to repeat because of their
// Idempotency-Key. The server's Retry-After wins over our own backoff.
import { ConnectionError } from '../errors.ts';
import type { Draft, Reply, Send, Step } from './chain.ts';
import type { Clock } from './clock.ts';
import type { Tell } from './hooks.ts';
import type { RetryBudget } from './retry-budget.ts';

export interface RetryOptions {
  /** Attempts after the first one; 4 by default. */
  readonly maxRetries: number;
  /** First wait in milliseconds; it doubles each time. 200 by default. */
  readonly baseDelayMs: number;
  /** Longest wait in milliseconds, also for Retry-After; 30,000 by default. */
  readonly maxDelayMs: number;
  /**
   * Retries that the whole client has in store, for all its calls together; each takes one, and ten calls that need none
   * give one back. 100 by default. A client without any left answers with the first failure.
   */
  readonly budget: number;
}

export const defaultRetry: RetryOptions = {
  maxRetries: 4,
  baseDelayMs: 200,
  maxDelayMs: 30_000,
  budget: 100,
};

/** Answers after which the same request may succeed. */
export const RETRYABLE: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** What tries again, and by what. */
interface Retrying extends Omit<RetryOptions, 'budget' | 'maxRetries'> {
  /** Of the whole client: when many calls fail together, more attempts of each would only keep a service down. */
  readonly budget: RetryBudget;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tell: Tell;
}

export function retry({ baseDelayMs, maxDelayMs, budget, clock, random, tell }: Retrying): Step {
  const time = () => clock.monotonic?.() ?? clock.now();
  return (next) => async (draft, signal) => {
    const started = time();
    for (let attempt = 1; ; attempt++) {
      const leftMs = draft.deadlineMs - (time() - started);
      const timeoutMs = Math.max(1, Math.ceil(Math.min(draft.timeoutMs, leftMs)));
      const headers = { ...draft.headers };
      const sent = { ...draft, attempt, timeoutMs, headers };
      const outcome = await attemptOnce(next, sent, signal);
      if (!outcome.retryable) {
        budget.earn();
        return settle(outcome);
      }
      const asked = outcome.reply && askedPause(outcome.reply.response.headers, clock);
      const backoff = Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1)) * (0.5 + random() / 2);
      const pauseMs = asked || backoff;
      const isTooLate = pauseMs >= draft.deadlineMs - (time() - started);
      // A server that asks for more patience than the caller has gets no further attempt.
      const isTooLong = asked !== undefined && asked > maxDelayMs;
      if (attempt > draft.maxRetries || isTooLong || isTooLate || !budget.spend()) return settle(outcome);
      tell('onRetry', () => ({
        request: sent,
        status: outcome.reply?.response.status,
        error: outcome.error,
        delayMs: Math.round(pauseMs),
      }));
      await clock.sleep(pauseMs, signal);
    }
  };
}

interface Outcome {
  readonly reply?: Reply;
  readonly error?: unknown;
  readonly retryable: boolean;
}

async function attemptOnce(next: Send, draft: Draft, signal: AbortSignal | undefined): Promise<Outcome> {
  try {
    const reply = await next(draft, signal);
    return { reply, retryable: RETRYABLE.has(reply.response.status) };
  } catch (error) {
    return { error, retryable: error instanceof ConnectionError && error.retryable };
  }
}

function settle({ reply, error }: Outcome): Reply {
  if (reply) return reply;
  throw error;
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
