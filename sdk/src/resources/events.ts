// What happened to a cluster.
import type { ClusterEvent } from '@hikube/openapi/types';
import { type CallOptions, type Context, signalOf, unwrap } from '../context.ts';
import { ConnectionError, errorFromResponse, NotFoundError } from '../errors.ts';
import { type ListOptions, type Paginated, paginate } from '../pagination.ts';
import { readMessages } from '../transport/event-stream.ts';

/** Options of a watch. */
export interface WatchOptions extends CallOptions {
  /** Id of the last event that is known: the watch goes on behind it. Without it, it begins with the oldest one. */
  readonly after?: string;
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

  /** Events of a cluster, newest first. */
  list(cluster: string, options: ListOptions = {}): Paginated<ClusterEvent> {
    return paginate(options, (page) =>
      unwrap(
        this.#context.api.GET('/clusters/{cluster}/events', {
          params: { path: { cluster }, query: page },
          ...signalOf(options),
        }),
      ),
    );
  }

  /**
   * Each event of a cluster as it comes, over as many connections as it takes; none is missed and none comes twice.
   * Ends when the cluster is gone, and throws the reason of `signal` when that is aborted.
   * @throws ApiError `invalid_cursor` when `after` is too old to go on from
   */
  async *watch(cluster: string, options: WatchOptions = {}): AsyncGenerator<ClusterEvent, void, void> {
    const { clock } = this.#context;
    let after = options.after;
    let wasOpen = false;
    let delayMs = RECONNECT_FIRST_MS;
    for (;;) {
      options.signal?.throwIfAborted();
      try {
        const body = await this.#open(cluster, after, options.signal);
        wasOpen = true;
        for await (const message of readMessages(body, clock, SILENCE_MS)) {
          yield JSON.parse(message.data) as ClusterEvent;
          after = message.id;
          delayMs = RECONNECT_FIRST_MS;
        }
      } catch (error) {
        if (wasOpen && error instanceof NotFoundError) return;
        if (!isLost(error, options.signal)) throw error;
      }
      await clock.sleep(delayMs, options.signal);
      delayMs = Math.min(RECONNECT_MAX_MS, delayMs * 2);
    }
  }

  async #open(
    cluster: string,
    after: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<ReadableStream<Uint8Array>> {
    const { data, error, response } = await this.#context.api.GET('/clusters/{cluster}/events', {
      params: { path: { cluster }, header: after === undefined ? {} : { 'Last-Event-ID': after } },
      headers: { Accept: 'text/event-stream' },
      parseAs: 'stream',
      ...signalOf({ signal }),
    });
    if (!response.ok || data === undefined || data === null) throw errorFromResponse(response, error);
    return data;
  }
}

/** Whether a connection broke, which another one makes good. */
function isLost(error: unknown, signal: AbortSignal | undefined): boolean {
  if (signal?.aborted === true) return false;
  // What breaks while the body is read is a TypeError in every runtime.
  return error instanceof ConnectionError || error instanceof TypeError;
}
