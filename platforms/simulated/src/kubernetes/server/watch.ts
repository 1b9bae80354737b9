// Watches: a stream of what changes in a list, one JSON document for each line, until the time or the access is over.
import type { Clock } from '@hikube/service/platform';
import type { KubernetesObject } from './resource.ts';
import type { SharedTexts } from './shared-texts.ts';
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
  /** Whether it may still be read, for a reader that makes no room. @throws StatusError when not */
  check(): Promise<unknown>;
  /** Calls back when the list may have changed. @returns ends it */
  subscribe(listener: () => void): () => void;
  /** The object of an event: itself, or a table of one row. */
  present(object: KubernetesObject, isFirst: boolean): object;
  /** What a bookmark carries; undefined when the caller wants none. */
  readonly bookmark: ((resourceVersion: string) => object) | undefined;
  readonly timeoutMs: number;
  /** Aborted when the service stops. */
  readonly stopping: AbortSignal;
  /** What the watches of this process remember together. */
  readonly texts: SharedTexts;
  /** Called once or more when nothing comes any more. */
  ended(): void;
}

// Hints can be lost, and access can end without one.
const LOOK_EVERY_MS = 2_000;

/**
 * Starts a watch. Events are made when the reader has room for them: a slow one makes the next look later, and then hears
 * of what differs by that time.
 */
export function watchStream(options: WatchOptions): ReadableStream<Uint8Array> {
  const watch = new Watch(options);
  return new ReadableStream<Uint8Array>({
    start: (controller) => watch.start(controller),
    pull: () => watch.tell(),
    cancel: () => watch.stop(),
  });
}

class Watch {
  readonly #options: WatchOptions;
  readonly #deadline: number;
  /** What the reader has, by uid, as text: the one form that both comparing and deleting need. */
  readonly #known: Map<string, string>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #cancelTimer = (): void => {};
  #unsubscribe = (): void => {};
  #state: 'looking' | 'telling' | 'sleeping' = 'sleeping';
  #again = false;
  #speaking = false;
  #first = true;
  /** Events that the reader has had no room for yet. */
  #events: Iterator<Uint8Array, void> | undefined;
  /** Nothing comes after these events. */
  #last = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#deadline = options.clock.monotonic() + options.timeoutMs;
    const { from, texts } = options;
    this.#known = new Map(from.objects.map((each) => [each.metadata.uid, texts.take(contentOf(each))]));
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
    this.#events = undefined;
    // Once only: nothing is known afterwards.
    for (const text of this.#known.values()) this.#options.texts.drop(text);
    this.#known.clear();
    this.#options.ended();
  }

  readonly #end = (): void => {
    const controller = this.#controller;
    this.stop();
    controller?.close();
  };

  /** One look at a time; what happens meanwhile leads to another one. */
  readonly #wake = (): void => {
    if (this.#state !== 'sleeping') {
      this.#again = true;
      return;
    }
    this.#state = 'looking';
    this.#cancelTimer();
    void this.#look();
  };

  async #look(): Promise<void> {
    this.#again = false;
    try {
      const watched = await this.#options.look();
      // It may have ended meanwhile, and then nobody would let go of what it learned.
      if (this.#controller === undefined) return;
      this.#events = this.#changes(watched);
    } catch (error) {
      const status = (error instanceof StatusError ? error : failed()).toStatus();
      this.#events = [lineOf('ERROR', status)].values();
      this.#last = true;
    }
    this.#state = 'telling';
    this.tell();
  }

  /** Says what the reader has room for. Called by the stream whenever there is some again, also in the middle of this. */
  tell(): void {
    if (this.#state !== 'telling' || this.#speaking) return;
    this.#cancelTimer();
    this.#speaking = true;
    const said = this.#speak();
    this.#speaking = false;
    if (said === 'all') this.#rest();
    else this.#watchOver();
  }

  #speak(): 'all' | 'some' {
    while ((this.#controller?.desiredSize ?? 0) > 0) {
      const next = this.#events?.next();
      if (next === undefined || next.done === true) return 'all';
      this.#controller?.enqueue(next.value);
    }
    return 'some';
  }

  /** A reader that makes no room keeps its place no longer than its time or its access. */
  #watchOver(): void {
    if (this.#controller === undefined) return;
    const { clock } = this.#options;
    this.#cancelTimer = clock.schedule(this.#nextLook(), () => {
      if (clock.monotonic() >= this.#deadline) this.#end();
      else void this.#options.check().then(() => this.tell(), this.#end);
    });
  }

  #rest(): void {
    this.#events = undefined;
    this.#state = 'sleeping';
    if (this.#controller === undefined) return;
    if (this.#last) this.#end();
    else if (this.#again) this.#wake();
    else this.#cancelTimer = this.#options.clock.schedule(this.#nextLook(), this.#wake);
  }

  #nextLook(): number {
    const { clock } = this.#options;
    return clock.now() + Math.min(LOOK_EVERY_MS, this.#deadline - clock.monotonic());
  }

  /** What differs now, by the texts alone: the objects themselves would have to wait with the reader. */
  #changes({ objects, resourceVersion }: Watched): Iterator<Uint8Array, void> {
    const { texts, clock, bookmark } = this.#options;
    const changes: Change[] = [];
    const now = new Set(objects.map(({ metadata }) => metadata.uid));
    for (const [uid, text] of this.#known) {
      if (now.has(uid)) continue;
      changes.push({ type: 'DELETED', text });
      this.#known.delete(uid);
      texts.drop(text);
    }
    for (const object of objects) {
      const { uid } = object.metadata;
      const content = contentOf(object);
      const before = this.#known.get(uid);
      if (before === content) continue;
      const text = texts.take(content);
      if (before !== undefined) texts.drop(before);
      this.#known.set(uid, text);
      changes.push({ type: before === undefined ? 'ADDED' : 'MODIFIED', text });
    }
    this.#last = clock.now() >= this.#deadline;
    const isMarked = this.#last && bookmark !== undefined;
    return this.#lines(changes, resourceVersion, isMarked ? bookmark(resourceVersion) : undefined);
  }

  *#lines(
    changes: readonly Change[],
    resourceVersion: string,
    bookmark: object | undefined,
  ): Generator<Uint8Array, void> {
    for (const { type, text } of changes) yield this.#line(type, objectOf(text, resourceVersion));
    if (bookmark !== undefined) yield lineOf('BOOKMARK', bookmark);
  }

  #line(type: Change['type'], object: KubernetesObject): Uint8Array {
    const line = lineOf(type, this.#options.present(object, this.#first));
    this.#first = false;
    return line;
  }
}

/** One object that differs. */
interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly text: string;
}

function lineOf(type: string, object: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ type, object })}\n`);
}

function failed(): StatusError {
  return new StatusError('InternalError', 'the watch cannot go on: list again');
}

/** The object without its version, which is that of the whole snapshot. */
function contentOf(object: KubernetesObject): string {
  const { resourceVersion: _resourceVersion, ...metadata } = object.metadata;
  return JSON.stringify({ ...object, metadata });
}

/** The object of such a text, as it was. */
function objectOf(content: string, resourceVersion: string): KubernetesObject {
  const object = JSON.parse(content) as KubernetesObject;
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}
