// What a client can be made with.
import type { Context } from './context.ts';
import type { Token } from './transport/auth.ts';
import type { Step } from './transport/chain.ts';
import type { Clock } from './transport/clock.ts';
import type { Deprecation } from './transport/deprecation.ts';
import type { Hooks } from './transport/hooks.ts';
import type { RetryOptions } from './transport/retry.ts';
import type { Fetch } from './transport/send.ts';

/** Options of a client. A call overrides those that it has itself: `timeoutMs`, `deadlineMs`, `maxRetries`, `headers`. */
export interface ClientOptions {
  /** Base URL with `/v1`; `HIKUBE_ENDPOINT` or the public API by default. */
  readonly endpoint?: string;
  /** Bearer token, or a function that gives one for each attempt; `HIKUBE_TOKEN` by default. */
  readonly token?: Token;
  /** Milliseconds until an attempt counts as lost; 30,000 by default. */
  readonly timeoutMs?: number;
  /** Milliseconds that a call may take with all its attempts and pauses; none by default. */
  readonly deadlineMs?: number;
  /** Retries of lost connections, 408, 429 and 5xx. */
  readonly retry?: Partial<RetryOptions>;
  /** More headers of every call. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Marks what this client creates as kept by something (see the `Hikube-Manager` header). */
  readonly manager?: Context['manager'];
  /** Sends requests until the signal is aborted; the global `fetch` by default. */
  readonly fetch?: Fetch;
  /** What may answer in place of `fetch`: `overHttp()` of `@hikube/sdk/node`, for programs that live for a second. */
  readonly network?: Step;
  /** Put before the User-Agent of the SDK, such as `my-tool/1.2`. In a browser nothing is sent of it: it says its own. */
  readonly userAgent?: string;
  /** Who hears of each request, answer, retry and failure; `logTo(console)` is one. */
  readonly hooks?: Hooks | readonly Hooks[];
  /** Called once for each kind of call and announcement that it goes; by default, one line of `console.warn`. */
  readonly onDeprecation?: (deprecation: Deprecation) => void;
  /** Source of time; replace it in tests. */
  readonly clock?: Clock;
  /** Source of chance for back-off, 0 ≤ n < 1; replace it in tests. */
  readonly random?: () => number;
}
