// Work that follows changes: one piece after the other, again when it failed, and never in the way of a request.
import type { Server } from '../server.ts';
import { COMPACTED, type StoredChange } from '../storage/storage.ts';

/** Follows the changes of resources. */
export interface Controller {
  /** Resources that it follows. */
  readonly resources: () => readonly string[];
  readonly handle: (change: StoredChange, resource: string) => Promise<void>;
}

const RETRY_MS = 1_000;

/** Runs controllers until the server stops. */
export class Controllers {
  readonly #server: Server;
  readonly #onFailure: (error: unknown) => void;
  readonly #followed = new Map<string, () => void>();
  #turn: Promise<void> = Promise.resolve();

  constructor(server: Server, onFailure: (error: unknown) => void) {
    this.#server = server;
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

  /** Follows what is not followed yet; everything from a revision on. */
  async follow(controllers: readonly Controller[], since: number): Promise<void> {
    for (const [index, controller] of controllers.entries())
      for (const resource of controller.resources()) {
        const key = `${index}/${resource}`;
        if (this.#followed.has(key)) continue;
        this.#followed.set(key, () => {});
        const end = await this.#server.storage.watch({ resource }, since, (change) =>
          this.run(() => controller.handle(change, resource)),
        );
        if (end !== COMPACTED) this.#followed.set(key, end);
      }
  }

  /** Does something after everything before it. */
  run(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      if (this.#server.stopping.aborted) return;
      try {
        await work();
      } catch (error) {
        this.#onFailure(error);
        this.#server.clock.schedule(this.#server.clock.now() + RETRY_MS, () => this.run(work));
      }
    });
  }
}
