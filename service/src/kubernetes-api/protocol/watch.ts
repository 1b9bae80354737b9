// Watches: a stream of what changes in a list, one JSON document for each line, until the time or the access is over.
import type { Clock } from '../../clock.ts';
import type { KubernetesObject } from '../objects/resource.ts';
import { StatusError } from './status.ts';

/** The list that is watched, at one moment. */
export interface Watched {
  readonly objects: readonly KubernetesObject[];
  readonly resourceVersion: string;
}

/** What a watch is made of. */
export interface WatchOptions {
  readonly clock: Clock;
  /** The list from which changes count. */
  readonly from: Watched;
  /** The list now. @throws StatusError when it may no longer be read */
  look(): Promise<Watched>;
  /** Calls back when the list may have changed. @returns ends it */
  subscribe(listener: () => void): () => void;
  /** The object of an event: itself, or a table of one row. */
  present(object: KubernetesObject, isFirst: boolean): object;
  /** What a bookmark carries; undefined when the caller wants none. */
  readonly bookmark: ((resourceVersion: string) => object) | undefined;
  readonly timeoutMs: number;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
}

// Hints can be lost, and access can end without one.
const LOOK_EVERY_MS = 2_000;

/** Starts a watch. */
export function watchStream(options: WatchOptions): ReadableStream<Uint8Array> {
  const watch = new Watch(options);
  return new ReadableStream<Uint8Array>({
    start: (controller) => watch.start(controller),
    cancel: () => watch.stop(),
  });
}

class Watch {
  readonly #options: WatchOptions;
  readonly #deadline: number;
  readonly #known: Map<string, string>;
  readonly #objects: Map<string, KubernetesObject>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #cancelTimer = (): void => {};
  #unsubscribe = (): void => {};
  #looking = false;
  #again = false;
  #first = true;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#deadline = options.clock.now() + options.timeoutMs;
    this.#objects = new Map(options.from.objects.map((object) => [object.metadata.uid, object]));
    this.#known = new Map([...this.#objects].map(([uid, object]) => [uid, contentOf(object)]));
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    this.#unsubscribe = this.#options.subscribe(this.#wake);
    this.#options.stopping.addEventListener('abort', this.#end);
    this.#wake();
  }

  stop(): void {
    this.#cancelTimer();
    this.#unsubscribe();
    this.#options.stopping.removeEventListener('abort', this.#end);
    this.#controller = undefined;
  }

  readonly #end = (): void => {
    const controller = this.#controller;
    this.stop();
    controller?.close();
  };

  /** One look at a time; what happens meanwhile leads to another one. */
  readonly #wake = (): void => {
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = true;
    this.#cancelTimer();
    void this.#lookAndTell().finally(() => {
      this.#looking = false;
      if (this.#controller === undefined) return;
      const again = this.#again;
      this.#again = false;
      if (again) this.#wake();
      else this.#sleep();
    });
  };

  #sleep(): void {
    const { clock } = this.#options;
    const at = Math.min(clock.now() + LOOK_EVERY_MS, this.#deadline);
    this.#cancelTimer = clock.schedule(at, this.#wake);
  }

  async #lookAndTell(): Promise<void> {
    try {
      const { objects, resourceVersion } = await this.#options.look();
      if (this.#controller === undefined) return;
      this.#tell(objects);
      if (this.#options.clock.now() < this.#deadline) return;
      const { bookmark } = this.#options;
      if (bookmark !== undefined) this.#send('BOOKMARK', bookmark(resourceVersion));
    } catch (error) {
      this.#send('ERROR', (error instanceof StatusError ? error : failed()).toStatus());
    }
    this.#end();
  }

  #tell(objects: readonly KubernetesObject[]): void {
    const now = new Map(objects.map((object) => [object.metadata.uid, object]));
    for (const [uid, object] of this.#objects) {
      if (!now.has(uid)) this.#sendObject('DELETED', object);
    }
    for (const [uid, object] of now) {
      const content = contentOf(object);
      const before = this.#known.get(uid);
      if (before !== content) this.#sendObject(before === undefined ? 'ADDED' : 'MODIFIED', object);
      this.#known.set(uid, content);
    }
    for (const uid of this.#objects.keys()) if (!now.has(uid)) this.#known.delete(uid);
    this.#objects.clear();
    for (const [uid, object] of now) this.#objects.set(uid, object);
  }

  #sendObject(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubernetesObject): void {
    this.#send(type, this.#options.present(object, this.#first));
    this.#first = false;
  }

  #send(type: string, object: object): void {
    this.#controller?.enqueue(new TextEncoder().encode(`${JSON.stringify({ type, object })}\n`));
  }
}

function failed(): StatusError {
  return new StatusError('InternalError', 'the watch cannot go on: list again');
}

/** The object without its version, which is that of the whole snapshot. */
function contentOf(object: KubernetesObject): string {
  const { resourceVersion: _resourceVersion, ...metadata } = object.metadata;
  return JSON.stringify({ ...object, metadata });
}
