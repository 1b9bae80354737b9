// Reads the options of a client and puts the steps of its transport in order. Everything that calls hangs on what this makes.
import { checkCount, checkEndpoint, checkMilliseconds } from './check-options.ts';
import type { ClientOptions } from './client-options.ts';
import type { Context } from './context.ts';
import { auth } from './transport/auth.ts';
import { chain } from './transport/chain.ts';
import { systemClock } from './transport/clock.ts';
import { deprecation, warn } from './transport/deprecation.ts';
import { dispatcher } from './transport/dispatch.ts';
import { checkHeaderValue } from './transport/header-value.ts';
import { teller, told } from './transport/hooks.ts';
import { idempotency } from './transport/idempotency.ts';
import { mediaType } from './transport/media-type.ts';
import { defaultRetry, type RetryOptions, retry } from './transport/retry.ts';
import { RetryBudget } from './transport/retry-budget.ts';
import { send } from './transport/send.ts';
import { timeout } from './transport/timeout.ts';
import { sdkAgent } from './user-agent.ts';

/** Where the public API is, for those who set no endpoint. */
export const DEFAULT_ENDPOINT = 'https://api.hikube.cloud/v1';

/** Part of an attempt's limit for which the server may hold its answer; the rest is for the way. */
const HELD_PART = 2 / 3;

/** What is behind a client: hand it to the functions of the API. */
export interface Core extends Context {
  /** Base URL in use. */
  readonly endpoint: string;
  /** One with some options of its own, and the same store of retries. A function, so that no token is seen in here. */
  readonly withOptions: (options: ClientOptions) => Core;
}

/**
 * Makes what the functions of the API need; `createClient` makes it for you.
 *
 * @param shared the store of retries of another client
 * @throws ConfigurationError when an option cannot be meant
 *
 * @example
 * const core = createCore();
 * const cluster = await getCluster(core, { path: { cluster: 'prod' } });
 */
export function createCore(options: ClientOptions = {}, shared?: RetryBudget): Core {
  const endpoint = checkEndpoint(
    options.endpoint ?? environment('HIKUBE_ENDPOINT') ?? DEFAULT_ENDPOINT,
    DEFAULT_ENDPOINT,
  );
  const { clock = systemClock, random = Math.random, timeoutMs = 30_000, deadlineMs } = options;
  const fetch = options.fetch ?? ((request, init) => globalThis.fetch(request, init));
  const limits = checkRetry(options.retry);
  const budget = shared ?? new RetryBudget(limits.budget);
  const tell = teller([options.hooks ?? []].flat());
  const time = () => clock.monotonic?.() ?? clock.now();
  const steps = [
    // One key for the whole logical call, however often it is sent.
    idempotency(() => globalThis.crypto.randomUUID()),
    deprecation(options.onDeprecation ?? warn),
    mediaType,
    // From here on, everything happens once for each attempt.
    retry({ ...limits, budget, clock, random, tell }),
    told(tell, time),
    timeout(clock),
    auth(options.token ?? environment('HIKUBE_TOKEN')),
  ];
  const defaults = {
    timeoutMs: checkMilliseconds('timeoutMs', timeoutMs, 1),
    deadlineMs: deadlineMs === undefined ? undefined : checkMilliseconds('deadlineMs', deadlineMs, 1),
    maxRetries: limits.maxRetries,
    headers: { ...agentOf(options.userAgent), ...options.headers },
  };
  return {
    dispatch: dispatcher({ endpoint, defaults, tell, send: chain(send(fetch), steps) }),
    clock,
    holdMs: timeoutMs * HELD_PART,
    manager: options.manager,
    endpoint,
    withOptions: (more) => createCore({ ...options, ...more }, budget),
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

function agentOf(own: string | undefined): Record<string, string> {
  const agent = [own, sdkAgent(globalThis as object)].filter((each) => each !== undefined).join(' ');
  if (own !== undefined) checkHeaderValue('userAgent', own);
  return agent === '' ? {} : { 'User-Agent': agent };
}

/** An environment variable where there is an environment; an empty one counts as absent. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}
