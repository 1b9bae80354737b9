// Work that follows changes: one piece after the other, again when it failed, and never in the way of a request.
import type { Server } from '../server.ts';
import { COMPACTED, type StoredChange } from '../storage/storage.ts';

/** Follows the changes of resources. */
export interface Controller {
  /** Whether it follows a resource, such as `leases.coordination.k8s.io`. */
  readonly wants: (resource: string) => boolean;
  /** Is told of what was there before as of something new, so that nothing is left undone by a server that ended. */
  readonly handle: (change: StoredChange, resource: string) => Promise<void>;
}

const RETRY_MS = 1_000;

/** Runs controllers until the server stops. */
export class Controllers {
  readonly #server: Server;
  readonly #onFailure: (error: unknown) => void;
  readonly #controllers: readonly Controller[];
  readonly #followed = new Map<string, () => void>();
  #turn: Promise<void> = Promise.resolve();

  constructor(server: Server, controllers: readonly Controller[], onFailure: (error: unknown) => void) {
    this.#server = server;
    this.#controllers = controllers;
    this.#onFailure = onFailure;
    server.stopping.addEventListener('abort', () => {
      for (const end of this.#followed.values()) end();
      this.#followed.clear();
    });
  }

  /** Resolves when all work that has been noticed is done, and what follows from it. */
  async settled(): Promise<void> {
    for (let seen: Promise<void> | undefined; seen !== this.#turn; ) {
      seen = this.#turn;
      await seen;
    }
  }

  /** Follows every kind that is served and not followed yet. */
  async follow(): Promise<void> {
    for (const { stored } of this.#server.registry.stored()) {
      const { resource } = stored;
      if (this.#followed.has(resource)) continue;
      this.#followed.set(resource, () => {});
      this.#followed.set(resource, await this.#begin(resource));
    }
  }

  async #begin(resource: string): Promise<() => void> {
    for (;;) {
      const list = await this.#server.storage.list({ resource });
      if (list === COMPACTED) continue;
      for (const object of list.items)
        this.#tell({ type: 'ADDED', revision: list.revision, object }, resource);
      const end = await this.#server.storage.watch({ resource }, list.revision, (change) =>
        this.#tell(change, resource),
      );
      if (end !== COMPACTED) return end;
    }
  }

  #tell(change: StoredChange, resource: string): void {
    for (const controller of this.#controllers)
      if (controller.wants(resource)) this.#run(() => controller.handle(change, resource));
  }

  /** Does something after everything before it. */
  #run(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      if (this.#server.stopping.aborted) return;
      try {
        await work();
      } catch (error) {
        this.#onFailure(error);
        this.#server.clock.schedule(this.#server.clock.now() + RETRY_MS, () => this.#run(work));
      }
    });
  }
}
