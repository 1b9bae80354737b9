// Reads the options of a client and puts the steps of its transport in order. Everything that calls hangs on what this makes.
import { checkCount, checkEndpoint, checkMilliseconds } from './check-options.ts';
import type { ClientOptions } from './client-options.ts';
import type { Context } from './context.ts';
import { auth } from './transport/auth.ts';
import { chain, type Step } from './transport/chain.ts';
import { systemClock } from './transport/clock.ts';
import { deprecation, warn } from './transport/deprecation.ts';
import { dispatcher } from './transport/dispatch.ts';
import { teller, told } from './transport/hooks.ts';
import { idempotency } from './transport/idempotency.ts';
import { mediaType } from './transport/media-type.ts';
import { defaultRetry, type RetryOptions, retry } from './transport/retry.ts';
import { RetryBudget } from './transport/retry-budget.ts';
import { send } from './transport/send.ts';
import { timeout } from './transport/timeout.ts';
import { mergedHeaders } from './transport/write.ts';
import { agentHeaders } from './user-agent.ts';

/** Where the public API is, for those who set no endpoint. */
export const DEFAULT_ENDPOINT = 'https://api.hikube.cloud/v1';

/** Part of an attempt's limit for which the server may hold its answer; the rest is for the way. */
const HELD_PART = 2 / 3;

/** What is behind a client: hand it to the functions of the API. */
export interface Core extends Context {
  /** Base URL in use. */
  readonly endpoint: string;
  /** One with some options of its own; see `Hikube.withOptions`. A function, so that no token is seen in here. */
  readonly withOptions: (options: ClientOptions) => Core;
}

/** What clients share that came of one another by `withOptions`. */
interface Shared {
  readonly budget: RetryBudget;
  readonly deprecation: Step;
  readonly auth: Step;
}

/**
 * Makes what the functions of the API need; `createClient` makes it for you.
 *
 * @throws ConfigurationError when an option cannot be meant
 *
 * @example
 * const core = createCore();
 * const cluster = await getCluster(core, { path: { cluster: 'prod' } });
 */
export function createCore(options: ClientOptions = {}): Core {
  return coreOf(options, {});
}

/** @param shared what another client has begun, unless the options name another one */
function coreOf(options: ClientOptions, shared: Partial<Shared>): Core {
  const endpoint = checkEndpoint(
    options.endpoint ?? environment('HIKUBE_ENDPOINT') ?? DEFAULT_ENDPOINT,
    DEFAULT_ENDPOINT,
  );
  const { clock = systemClock, random = Math.random, timeoutMs = 30_000, deadlineMs } = options;
  const fetch = options.fetch ?? ((request, init) => globalThis.fetch(request, init));
  const limits = checkRetry(options.retry);
  const tell = teller([options.hooks ?? []].flat());
  const kept: Shared = {
    budget: shared.budget ?? new RetryBudget(limits.budget),
    deprecation: shared.deprecation ?? deprecation(options.onDeprecation ?? warn),
    auth: shared.auth ?? auth(options.token ?? environment('HIKUBE_TOKEN')),
  };
  const time = () => clock.monotonic?.() ?? clock.now();
  const steps = [
    // One key for the whole logical call, however often it is sent.
    idempotency(() => globalThis.crypto.randomUUID()),
    kept.deprecation,
    mediaType,
    // From here on, everything happens once for each attempt.
    retry({ ...limits, budget: kept.budget, clock, random, tell }),
    told(tell, time),
    timeout(clock),
    kept.auth,
  ];
  const defaults = {
    timeoutMs: checkMilliseconds('timeoutMs', timeoutMs, 1),
    deadlineMs: deadlineMs === undefined ? undefined : checkMilliseconds('deadlineMs', deadlineMs, 1),
    maxRetries: limits.maxRetries,
    headers: mergedHeaders(agentHeaders(options.userAgent, globalThis as object), options.headers),
  };
  return {
    dispatch: dispatcher({
      endpoint,
      defaults,
      tell,
      send: chain(send(fetch), options.network ? [...steps, options.network] : steps),
    }),
    clock,
    holdMs: Math.min(timeoutMs, deadlineMs ?? timeoutMs) * HELD_PART,
    manager: options.manager,
    endpoint,
    withOptions: (more) => coreOf(merged(options, more), sharedWith(more, kept)),
  };
}

/** The later options win; of headers and retries, each by itself. */
function merged(before: ClientOptions, more: ClientOptions): ClientOptions {
  const headers = mergedHeaders(before.headers, more.headers);
  return { ...before, ...more, headers, retry: { ...before.retry, ...more.retry } };
}

/** What options do not name anew goes on. */
function sharedWith({ retry, onDeprecation, token }: ClientOptions, kept: Shared): Partial<Shared> {
  return {
    ...(retry?.budget === undefined ? { budget: kept.budget } : {}),
    ...(onDeprecation === undefined ? { deprecation: kept.deprecation } : {}),
    ...(token === undefined ? { auth: kept.auth } : {}),
  };
}

/** @throws ConfigurationError */
function checkRetry(given: Partial<RetryOptions> | undefined): RetryOptions {
  const { maxRetries, baseDelayMs, maxDelayMs, budget } = { ...defaultRetry, ...given };
  return {
    maxRetries: checkCount('retry.maxRetries', maxRetries),
    baseDelayMs: checkMilliseconds('retry.baseDelayMs', baseDelayMs, 0),
    maxDelayMs: checkMilliseconds('retry.maxDelayMs', maxDelayMs, 0),
    budget: checkCount('retry.budget', budget),
  };
}

/** An environment variable where there is an environment; an empty one counts as absent. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}
