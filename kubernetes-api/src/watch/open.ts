// Opens the answer to a watch: what is asked is checked, a place is taken, and a stream is made.

import { STREAMS } from '../http/negotiate.ts';
import type { JsonObject } from '../json/json.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import { type ListOptions, readListOptions } from '../read/list-options.ts';
import { partialOf } from '../read/partial.ts';
import { checkInclude, tableOf } from '../read/table.ts';
import type { Call, Server } from '../server.ts';
import { notAcceptable, StatusError, tooManyRequests } from '../status/status.ts';
import { EventStream } from './event-stream.ts';

// A watch without a limit of its own ends after half an hour to an hour; clients come back.
const DEFAULT_SECONDS = 30 * 60;

/** Turns objects into what an event carries, in the form that was asked for. */
export class Shape {
  readonly #server: Server;
  readonly #call: Call;
  #tables = 0;

  constructor(server: Server, call: Call) {
    this.#server = server;
    this.#call = call;
  }

  of(object: KubernetesObject): JsonObject {
    const { accepted, kind, query } = this.#call;
    if (accepted.as === 'PartialObjectMetadata' || accepted.as === 'PartialObjectMetadataList')
      return partialOf(object);
    if (accepted.as !== 'Table') return asJson(object);
    this.#tables += 1;
    return tableOf(kind, [object], this.#server.clock.now(), {
      version: accepted.version,
      include: query.get('includeObject') ?? '',
      metadata: { resourceVersion: object.metadata.resourceVersion ?? '' },
      bare: this.#tables > 1,
    });
  }
}

export interface OpenWatch {
  readonly options: ListOptions;
  readonly stream: EventStream;
  readonly shape: Shape;
}

/** What a watch asks for. @throws StatusError */
export function readWatch({ kind, query, accepted }: Call): ListOptions {
  if (accepted.type !== 'application/json')
    throw notAcceptable(`only the following media types are accepted: ${STREAMS.join(', ')}`);
  const options = readListOptions(kind, query, true);
  checkInclude(query.get('includeObject') ?? '');
  return options;
}

/** @throws StatusError when there are too many */
export function openWatch(server: Server, call: Call, options: ListOptions): OpenWatch {
  const leave = enter(server);
  const seconds = options.timeoutSeconds ?? 0;
  const stream = new EventStream(server, {
    endsAt: server.clock.now() + (seconds > 0 ? seconds : DEFAULT_SECONDS) * 1000,
    signal: call.request.signal,
  });
  void stream.ended.then(leave);
  return { options, stream, shape: new Shape(server, call) };
}

export function respondStream({ body }: EventStream): Response {
  return new Response(body, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache, private' },
  });
}

/** The last event of a watch that cannot go on. */
export function endWith(stream: EventStream, error: unknown): void {
  const status =
    error instanceof StatusError ? error : new StatusError(500, 'InternalError', 'the watch failed');
  stream.send({ type: 'ERROR', object: status.toStatus() });
  stream.end();
}

/** Watches that are open, by server. */
const open = new WeakMap<Server, number>();

/** Takes a place among the watches of a server. @throws StatusError when there is none @returns gives it back */
function enter(server: Server): () => void {
  const count = open.get(server) ?? 0;
  if (count >= server.bounds.watches)
    throw tooManyRequests(`there are ${count} watches, as many as this server holds; try again later`);
  open.set(server, count + 1);
  return () => void open.set(server, (open.get(server) ?? 1) - 1);
}
