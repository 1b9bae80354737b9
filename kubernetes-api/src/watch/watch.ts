// WATCH: changes of a collection as a stream of lines.

import { STREAMS } from '../http/negotiate.ts';
import type { JsonObject } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import { toVersion } from '../read/convert.ts';
import { isWanted, type ListOptions, readListOptions, readVersion } from '../read/list-options.ts';
import { partialOf } from '../read/partial.ts';
import { checkInclude, tableOf } from '../read/table.ts';
import type { Call, Server } from '../server.ts';
import { expired, notAcceptable, StatusError, tooManyRequests } from '../status/status.ts';
import { COMPACTED, type StoredChange } from '../storage/storage.ts';
import { EventStream } from './event-stream.ts';

// A watch without a limit of its own ends after half an hour to an hour; clients come back.
const DEFAULT_SECONDS = 30 * 60;
const BOOKMARK_MS = 60_000;

/** Turns objects into what an event carries, in the form that was asked for. */
class Shape {
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

export async function handleWatch(server: Server, call: Call): Promise<Response> {
  const { kind, query, accepted } = call;
  if (accepted.type !== 'application/json')
    throw notAcceptable(`only the following media types are accepted: ${STREAMS.join(', ')}`);
  const options = readListOptions(kind, query, true);
  checkInclude(query.get('includeObject') ?? '');
  const since = readVersion(options.resourceVersion);
  const leave = enter(server);
  const seconds = options.timeoutSeconds ?? 0;
  const stream = new EventStream(server, {
    endsAt: server.clock.now() + (seconds > 0 ? seconds : DEFAULT_SECONDS) * 1000,
    signal: call.request.signal,
  });
  void stream.ended.then(leave);
  const watcher = new Watcher(server, call, options, stream);
  // Headers go out at once: a watch that has nothing to tell yet is open all the same.
  void watcher.start(since).catch((error: unknown) => {
    stream.send({ type: 'ERROR', object: statusOf(error).toStatus() });
    stream.end();
  });
  return new Response(stream.body, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache, private' },
  });
}

function statusOf(error: unknown): StatusError {
  return error instanceof StatusError ? error : new StatusError(500, 'InternalError', 'the watch failed');
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

class Watcher {
  readonly #server: Server;
  readonly #kind: Kind;
  readonly #namespace: string | undefined;
  readonly #options: ListOptions;
  readonly #stream: EventStream;
  readonly #shape: Shape;
  #seen = 0;

  constructor(server: Server, call: Call, options: ListOptions, stream: EventStream) {
    this.#server = server;
    this.#kind = call.kind;
    this.#namespace = call.kind.namespaced && call.info.namespace !== '' ? call.info.namespace : undefined;
    this.#options = options;
    this.#stream = stream;
    this.#shape = new Shape(server, call);
  }

  async start(since: number | undefined): Promise<void> {
    const selection = {
      resource: this.#kind.stored.resource,
      ...(this.#namespace !== undefined && { namespace: this.#namespace }),
    };
    const initial = this.#options.sendInitialEvents ?? (since === undefined || since === 0);
    let from = since ?? 0;
    if (initial || from === 0) {
      const list = await this.#server.storage.list(selection);
      if (list === COMPACTED) throw expired('too old resource version');
      from = list.revision;
      if (initial) this.#sendInitial(list.items, list.revision);
    }
    this.#seen = from;
    const current = await this.#server.storage.revision();
    if (from > current) {
      await this.#stream.ended;
      return;
    }
    const end = await this.#server.storage.watch(selection, from, (change) => this.#tell(change));
    if (end === COMPACTED) throw expired(`too old resource version: ${from} (${current})`);
    this.#bookmarks();
    await this.#stream.ended;
    end();
  }

  #sendInitial(items: readonly KubernetesObject[], revision: number): void {
    for (const stored of items) {
      const object = toVersion(this.#kind, stored);
      if (isWanted(this.#kind, this.#options, object))
        this.#stream.sendInitial({ type: 'ADDED', object: this.#shape.of(object) });
    }
    if (this.#options.sendInitialEvents && this.#options.allowBookmarks)
      this.#bookmark(revision, { 'k8s.io/initial-events-end': 'true' });
  }

  /** What a change means to somebody who sees only what is selected. */
  #tell({ type, object: stored, previous: before, revision }: StoredChange): void {
    this.#seen = revision;
    const object = toVersion(this.#kind, stored);
    const previous = before && toVersion(this.#kind, before);
    const is = type !== 'DELETED' && isWanted(this.#kind, this.#options, object);
    const was = previous !== undefined && isWanted(this.#kind, this.#options, previous);
    if (is) this.#stream.send({ type: was ? 'MODIFIED' : 'ADDED', object: this.#shape.of(object) });
    else if (was) {
      // As it was when it was last selected, with the version of the change that ended that.
      const metadata = { ...previous.metadata, resourceVersion: String(revision) };
      this.#stream.send({ type: 'DELETED', object: this.#shape.of({ ...previous, metadata }) });
    }
  }

  #bookmark(revision: number, annotations?: Record<string, string>): void {
    const object: KubernetesObject = {
      kind: this.#kind.kind,
      apiVersion: apiVersionOf(this.#kind),
      metadata: {
        resourceVersion: String(revision),
        ...(annotations && { annotations }),
      },
    };
    this.#kind.behaviour.bookmark?.(object);
    this.#stream.send({ type: 'BOOKMARK', object: this.#shape.of(object) });
  }

  #bookmarks(): void {
    if (!this.#options.allowBookmarks) return;
    const next = Math.min(this.#server.clock.now() + BOOKMARK_MS, this.#stream.endsAt - 2000);
    if (next <= this.#server.clock.now()) return;
    const cancel = this.#server.clock.schedule(next, () => {
      this.#bookmark(this.#seen);
      this.#bookmarks();
    });
    void this.#stream.ended.then(cancel);
  }
}
