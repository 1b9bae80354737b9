// What happened to a cluster, and in the whole tenant.
import type { ClusterEvent, ClusterEventType } from '@hikube/openapi/client-types';
import { list } from '../calls.ts';
import type { CallOptions, Context } from '../context.ts';
import { UNKNOWN } from '../error-from-response.ts';
import { ApiError, ConnectionError, NotFoundError, UnexpectedAnswerError } from '../errors.ts';
import type { ListOptions, Paginated } from '../pagination.ts';
import { readMessages } from '../transport/event-stream.ts';

/** Which events of a cluster. */
export interface EventListOptions extends ListOptions {
  /** Only events of this type. */
  readonly type?: ClusterEventType;
}

/** Which events of the tenant. */
export interface TenantEventListOptions extends EventListOptions {
  /** Only what is about clusters of this name, those that are gone included. */
  readonly cluster?: string;
}

/** Options of a watch. */
export interface WatchOptions extends CallOptions {
  /** Only events of this type. */
  readonly type?: ClusterEventType;
  /** Id of the last event that is known: the watch goes on behind it. Without it, it begins with the oldest one. */
  readonly after?: string;
}

/** Options of a watch of the tenant. */
export interface TenantWatchOptions extends WatchOptions {
  /** Only what is about clusters of this name, later ones included. */
  readonly cluster?: string;
}

// The service sends a sign of life every 15 s.
const SILENCE_MS = 45_000;

// Between connections; it doubles while nothing arrives.
const RECONNECT_FIRST_MS = 500;
const RECONNECT_MAX_MS = 30_000;

export class Events {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * Events of a cluster, newest first.
   *
   * @example
   * const { items } = await hikube.events.list('prod', { type: 'Warning' });
   */
  list(cluster: string, options: EventListOptions = {}): Paginated<ClusterEvent> {
    const input = { path: { cluster }, query: filterOf(options) };
    return list(this.#context, '/clusters/{cluster}/events', input, options);
  }

  /**
   * Events of all clusters of the tenant, newest first; those of clusters that are gone, too, for seven days.
   *
   * @example
   * for await (const event of hikube.events.listAll()) console.log(event.reason, event.message);
   */
  listAll(options: TenantEventListOptions = {}): Paginated<ClusterEvent> {
    return list(this.#context, '/events', { query: filterOf(options) }, options);
  }

  /**
   * Each event of a cluster as it comes, over as many connections as it takes; none is missed and none comes twice.
   * Ends when the cluster is gone, and throws the reason of `signal` when that is aborted. A first connection that
   * fails is an error, as with any call; a later one is made good.
   * @throws ApiError `invalid_cursor` when `after` is too old to go on from
   *
   * @example
   * for await (const { reason, message } of hikube.events.watch('prod')) {
   *   console.log(message);
   *   if (reason === 'ClusterRunning') break;
   * }
   */
  watch(cluster: string, options: WatchOptions = {}): AsyncGenerator<ClusterEvent, void, void> {
    const address = '/clusters/{cluster}/events';
    return this.#watch(options, (after) => this.#open(address, { path: { cluster } }, options, after));
  }

  /**
   * Each event of the tenant as it comes, in the order in which they were recorded, as `watch` does it. It goes on until
   * `signal` is aborted.
   * @throws ApiError `invalid_cursor` when `after` is too old to go on from
   *
   * @example
   * for await (const { cluster, reason } of hikube.events.watchAll({ type: 'Normal' })) {
   *   console.log(cluster, reason);
   *   if (reason === 'ClusterRunning') break;
   * }
   */
  watchAll(options: TenantWatchOptions = {}): AsyncGenerator<ClusterEvent, void, void> {
    return this.#watch(options, (after) => this.#open('/events', {}, options, after));
  }

  async *#watch(
    options: WatchOptions,
    open: (after: string | undefined) => Promise<ReadableStream<Uint8Array>>,
  ): AsyncGenerator<ClusterEvent, void, void> {
    const { clock } = this.#context;
    let after = options.after;
    let wasOpen = false;
    let delayMs = RECONNECT_FIRST_MS;
    for (;;) {
      options.signal?.throwIfAborted();
      let isOpen = false;
      try {
        const body = await open(after);
        wasOpen = true;
        isOpen = true;
        for await (const message of readMessages(body, {
          clock,
          silenceMs: SILENCE_MS,
          signal: options.signal,
        })) {
          yield eventOf(message.data);
          after = message.id;
          delayMs = RECONNECT_FIRST_MS;
        }
      } catch (error) {
        if (wasOpen && error instanceof NotFoundError) return;
        if (!wasOpen || !(isLost(error) || (!isOpen && isForeign(error)))) throw error;
      }
      await clock.sleep(delayMs, options.signal);
      delayMs = Math.min(RECONNECT_MAX_MS, delayMs * 2);
    }
  }

  #open(
    address: '/clusters/{cluster}/events' | '/events',
    params: { readonly path?: { readonly cluster: string } },
    options: TenantWatchOptions,
    after: string | undefined,
  ): Promise<ReadableStream<Uint8Array>> {
    return this.#context.dispatch(
      {
        method: 'GET',
        address,
        ...params,
        query: filterOf(options),
        headers: { Accept: 'text/event-stream', 'Last-Event-ID': after },
      },
      options,
      ({ response: { body } }) => {
        if (body === null) throw new UnexpectedAnswerError('The server answered no stream.');
        return body;
      },
    );
  }
}

function filterOf({ cluster, type }: { readonly cluster?: string; readonly type?: ClusterEventType }) {
  return { ...(cluster === undefined ? {} : { cluster }), ...(type === undefined ? {} : { type }) };
}

/** Whether another connection makes it good: it broke, or the service is being restarted. */
function isLost(error: unknown): boolean {
  if (error instanceof ConnectionError) return error.retryable;
  return error instanceof ApiError && error.retryable;
}

/** Whether somebody else has answered, such as a gateway while the service is being restarted. */
function isForeign(error: unknown): boolean {
  return error instanceof UnexpectedAnswerError || (error instanceof ApiError && error.code === UNKNOWN);
}

function eventOf(data: string): ClusterEvent {
  try {
    return JSON.parse(data) as ClusterEvent;
  } catch (error) {
    throw new UnexpectedAnswerError('The server sent an event that cannot be read as JSON.', {
      cause: error,
    });
  }
}
