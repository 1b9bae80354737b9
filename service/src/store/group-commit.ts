// Group commit: batches that are waiting at the same time become durable together, each with its own answer.
//
// What a commit costs is the wait for the disk (and, with PostgreSQL, for the network and the other replicas),
// not its rows. While one group is under way the next one gathers, so that throughput grows with the number of
// callers, and nobody is answered before the group that holds his batch is durable.
import { encodeBody } from './body.ts';
import { StoreError } from './errors.ts';
import type { Batch, CommitResult } from './store.ts';

/** A batch with its bodies already written as text, so that the caller may change his objects. */
export interface EncodedBatch {
  readonly batch: Batch;
  /** Per write: the body's JSON text; undefined for a delete and for an addition. */
  readonly bodies: readonly (string | undefined)[];
}

/** How a store runs groups. */
export interface GroupCommitOptions {
  /**
   * Makes a whole group durable, in its order, and answers each batch. When it throws, nothing of the group was
   * applied; except for the error `unavailable`, after which nobody knows.
   */
  readonly run: (group: readonly EncodedBatch[]) => CommitResult[] | Promise<CommitResult[]>;
  /** Starts a group after those who are about to commit had their turn to join. */
  readonly defer: (start: () => void) => void;
}

// Bounds on what one group makes everybody in it wait for.
const MAX_BATCHES = 64;
const MAX_CHARACTERS = 8 * 2 ** 20;

interface Waiting extends EncodedBatch {
  readonly characters: number;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** Resolves when the batch is durable, or was refused. */
  commit(batch: Batch): Promise<CommitResult> {
    const bodies = batch.writes.map((write) => ('body' in write ? encodeBody(write.body) : undefined));
    const characters = bodies.reduce((sum, body) => sum + (body?.length ?? 0), 0);
    return new Promise((resolve, reject) => {
      this.#queue.push({ batch: copyOf(batch), bodies, characters, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Resolves when nothing is waiting any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      await new Promise<void>((start) => this.#options.defer(start));
      await this.#runGroup(this.#takeGroup());
    }
    this.#running = undefined;
  }

  #takeGroup(): Waiting[] {
    let size = 0;
    let characters = 0;
    for (const waiting of this.#queue) {
      characters += waiting.characters;
      if (size > 0 && (size === MAX_BATCHES || characters > MAX_CHARACTERS)) break;
      size += 1;
    }
    return this.#queue.splice(0, size);
  }

  async #runGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.#options.run(group);
      for (const [index, waiting] of group.entries()) waiting.resolve(results[index]!);
    } catch (error) {
      const isCertain = error instanceof StoreError && error.code !== 'unavailable';
      if (isCertain && group.length > 1) {
        // What one batch cannot have must not fail its neighbours: each gets its own try and its own answer.
        for (const waiting of group) await this.#runGroup([waiting]);
        return;
      }
      for (const waiting of group) waiting.reject(error);
    }
  }
}

/** Keys, too, belong to the caller. Bodies are left out: they were copied as text. */
function copyOf(batch: Batch): Batch {
  return {
    ...batch,
    writes: batch.writes.map((write) =>
      'body' in write ? { ...write, key: { ...write.key }, body: null } : { ...write, key: { ...write.key } },
    ),
    guards: (batch.guards ?? []).map((guard) => ({ ...guard, key: { ...guard.key } })),
  };
}
