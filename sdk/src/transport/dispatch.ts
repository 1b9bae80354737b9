// One call from its options to its answer: what it is limited by, who hears of it, and what is an error.
import { checkCount, checkMilliseconds } from '../check-options.ts';
import { errorFromResponse } from '../error-from-response.ts';
import type { Reply, Send } from './chain.ts';
import type { Tell } from './hooks.ts';
import { type Exchange, mergedHeaders, writeRequest } from './write.ts';

/** What a caller may say of one call. */
export interface CallOptions {
  /** Ends the call: it throws the reason of the signal. Of a write, it ends the wait, and the work goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until an attempt counts as lost; that of the client by default. */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds that the call may take with all its attempts and the pauses between them; none by default. No pause is
   * begun that would end after it: the call then fails at once, with what the last attempt was answered.
   */
  readonly deadlineMs?: number | undefined;
  /** Attempts after the first one; that of the client by default, and 0 for none. */
  readonly maxRetries?: number | undefined;
  /** More headers, such as `traceparent`. They win over those that the client writes; `Authorization` is refused. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What a client says of all its calls. */
export interface Defaults {
  readonly timeoutMs: number;
  readonly deadlineMs?: number | undefined;
  readonly maxRetries: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends a call and reads its answer; an answer that cannot be read is a call that failed.
 * @throws HikubeError, or the reason of the caller's signal
 */
export type Dispatch = <T>(exchange: Exchange, options: CallOptions, read: (reply: Reply) => T) => Promise<T>;

interface Dispatching {
  readonly endpoint: string;
  readonly defaults: Defaults;
  readonly tell: Tell;
  readonly send: Send;
}

export function dispatcher({ endpoint, defaults, tell, send }: Dispatching): Dispatch {
  const attempt = async (exchange: Exchange, options: CallOptions) => {
    const headers = mergedHeaders(defaults.headers, exchange.headers, options.headers);
    const request = writeRequest(endpoint, { ...exchange, headers });
    options.signal?.throwIfAborted();
    const reply = await send({ ...request, ...limitsOf(options, defaults), attempt: 1 }, options.signal);
    if (!reply.response.ok) throw errorFromResponse(reply.response, problemOf(reply.text));
    return reply;
  };
  return async (exchange, options, read) => {
    try {
      return read(await attempt(exchange, options));
    } catch (error) {
      tell('onError', () => ({ method: exchange.method, address: exchange.address, error }));
      throw error;
    }
  };
}

function limitsOf(options: CallOptions, defaults: Defaults) {
  const deadlineMs = options.deadlineMs ?? defaults.deadlineMs;
  return {
    timeoutMs: checkMilliseconds('timeoutMs', options.timeoutMs ?? defaults.timeoutMs, 1),
    maxRetries: checkCount('maxRetries', options.maxRetries ?? defaults.maxRetries),
    deadlineMs:
      deadlineMs === undefined ? Number.POSITIVE_INFINITY : checkMilliseconds('deadlineMs', deadlineMs, 1),
  };
}

/** What a refusal says, if it is JSON. */
function problemOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
