// Tells who listens what happens to a call. Listeners see no token: it is added behind them.
import type { Draft, Reply, Step } from './chain.ts';

/** One attempt of a call, before it is sent. */
export interface SentRequest {
  readonly method: string;
  /** Path below the endpoint, with parameters in braces: the same for all objects of a kind. */
  readonly address: string;
  readonly url: string;
  /**
   * Names in lower case, and no token. What a hook of `onRequest` adds is sent: `request.headers['traceparent'] = …`.
   */
  readonly headers: Record<string, string>;
  /** As it is sent; it may hold secrets, see `logTo` for what leaves them out. */
  readonly body?: string | undefined;
  /** Which attempt of the call this is, from 1. */
  readonly attempt: number;
}

/** An answer, whatever its status. */
export interface ReceivedResponse {
  readonly request: SentRequest;
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | undefined;
  /** As it was answered, empty for a stream; it may hold secrets. */
  readonly body: string;
  /** Milliseconds since the attempt began. */
  readonly durationMs: number;
}

/** An attempt that got no answer: its connection was lost, it took too long, or the caller gave it up. */
export interface LostRequest {
  readonly request: SentRequest;
  readonly error: unknown;
  /** Milliseconds since the attempt began. */
  readonly durationMs: number;
}

/** An attempt that failed, and will be followed by another one. */
export interface Retry {
  readonly request: SentRequest;
  /** Status of the answer, if there was one. */
  readonly status: number | undefined;
  /** Why there was none. */
  readonly error: unknown;
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
}

/** A call that failed for good. */
export interface Failure {
  readonly method: string;
  /** Path below the endpoint, with parameters in braces. */
  readonly address: string;
  /** What the caller gets. */
  readonly error: unknown;
}

/** Who listens. What a hook throws, at once or later, is its own affair, and no reason to fail a call. */
export interface Hooks {
  /** Before each attempt. */
  readonly onRequest?: (request: SentRequest) => void;
  /** After each attempt that was answered, streams included. */
  readonly onResponse?: (response: ReceivedResponse) => void;
  /** After each attempt that was not answered. */
  readonly onLost?: (lost: LostRequest) => void;
  /** Before the pause that leads to another attempt. */
  readonly onRetry?: (retry: Retry) => void;
  /** Once for each call that failed. */
  readonly onError?: (failure: Failure) => void;
}

/** Calls all hooks of a kind. */
export type Tell = <Name extends keyof Hooks>(
  name: Name,
  event: () => Parameters<NonNullable<Hooks[Name]>>[0],
) => void;

export function teller(hooks: readonly Hooks[]): Tell {
  return (name, event) => {
    for (const each of hooks)
      quietly(() => (each[name] as ((event: unknown) => void) | undefined)?.(event()));
  };
}

/** Told is told: what `tell` throws, and what it gives to wait for, ends nothing. */
export function quietly(tell: () => unknown): void {
  (async () => tell())().catch(() => {});
}

/** Tells of each attempt. */
export function told(tell: Tell, time: () => number): Step {
  return (next) => async (draft, signal) => {
    const started = time();
    tell('onRequest', () => draft);
    try {
      const reply = await next(draft, signal);
      tell('onResponse', () => received(draft, reply, time() - started));
      return reply;
    } catch (error) {
      tell('onLost', () => ({ request: draft, error, durationMs: Math.round(time() - started) }));
      throw error;
    }
  };
}

const received = (request: Draft, { response, text }: Reply, ms: number): ReceivedResponse => ({
  request,
  status: response.status,
  headers: response.headers,
  requestId: requestIdOf(response),
  body: text,
  durationMs: Math.round(ms),
});

/** Id to quote to support. */
export const requestIdOf = (response: Response) => response.headers.get('X-Request-Id') ?? undefined;
