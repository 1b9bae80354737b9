// WATCH: changes of a collection as a stream of lines.

import type { HostedKind } from '../hosted/hosted.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { toVersion } from '../read/convert.ts';
import { isWanted, type ListOptions, readVersion } from '../read/list-options.ts';
import { askedOf, type Call, type Server } from '../server.ts';
import { expired } from '../status/status.ts';
import { COMPACTED, type StoredChange } from '../storage/storage.ts';
import type { EventStream } from './event-stream.ts';
import { endWith, type OpenWatch, openWatch, readWatch, respondStream, type Shape } from './open.ts';

const BOOKMARK_MS = 60_000;

export async function handleWatch(server: Server, call: Call): Promise<Response> {
  const options = readWatch(call);
  if (call.kind.hosted !== undefined) return watchHosted(server, call, call.kind.hosted, options);
  const since = readVersion(options.resourceVersion);
  const watch = openWatch(server, call, options);
  // Headers go out at once: a watch that has nothing to tell yet is open all the same.
  void new Watcher(server, call, watch).start(since).catch((error: unknown) => endWith(watch.stream, error));
  return respondStream(watch.stream);
}

/** The host tells what happens. */
async function watchHosted(
  server: Server,
  call: Call,
  { storage }: HostedKind,
  options: ListOptions,
): Promise<Response> {
  const { stream, shape } = openWatch(server, call, options);
  try {
    let initial = true;
    const stop = await storage.watch(askedOf(call), options, ({ type, object }) => {
      const event = { type, object: shape.of(object) };
      if (initial) stream.sendInitial(event);
      else stream.send(event);
    });
    initial = false;
    void stream.ended.then(stop);
  } catch (error) {
    stream.end();
    throw error;
  }
  return respondStream(stream);
}

class Watcher {
  readonly #server: Server;
  readonly #kind: Kind;
  readonly #namespace: string | undefined;
  readonly #options: ListOptions;
  readonly #stream: EventStream;
  readonly #shape: Shape;
  #seen = 0;

  constructor(server: Server, call: Call, { options, stream, shape }: OpenWatch) {
    this.#server = server;
    this.#kind = call.kind;
    this.#namespace = call.kind.namespaced && call.info.namespace !== '' ? call.info.namespace : undefined;
    this.#options = options;
    this.#stream = stream;
    this.#shape = shape;
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
  #tell({ type, object: stored, previous: before, previousUnknown, revision }: StoredChange): void {
    this.#seen = revision;
    const object = toVersion(this.#kind, stored);
    const previous = before && toVersion(this.#kind, before);
    const is = type !== 'DELETED' && isWanted(this.#kind, this.#options, object);
    // Rather told of what he does not know than left with what is not there.
    const was =
      previousUnknown === true || (previous !== undefined && isWanted(this.#kind, this.#options, previous));
    if (is) this.#stream.send({ type: was ? 'MODIFIED' : 'ADDED', object: this.#shape.of(object) });
    else if (was) {
      // As it was when it was last selected, with the version of the change that ended that.
      const last = previous ?? object;
      const metadata = { ...last.metadata, resourceVersion: String(revision) };
      this.#stream.send({ type: 'DELETED', object: this.#shape.of({ ...last, metadata }) });
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
