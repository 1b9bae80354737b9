// One stream for the whole page: whatever happens in the tenant wakes those who show it.
import type { ClusterEvent, Hikube } from '@hikube/sdk';

const AGAIN_MS = 5_000;

/** Who is told of events. */
export class TenantEvents {
  readonly #client: Hikube;
  readonly #listeners = new Set<(event: ClusterEvent) => void>();

  constructor(client: Hikube) {
    this.#client = client;
  }

  /** @returns the end of listening */
  on(listen: (event: ClusterEvent) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  /** Tells what happens from now on, until `signal` is aborted. What breaks begins anew: pages also look by themselves. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const event of this.#client.events.watchAll({ ...(await this.#newest(signal)), signal }))
          for (const listen of [...this.#listeners]) listen(event);
      } catch {
        await this.#client.core.clock.sleep(AGAIN_MS, signal).catch(() => undefined);
      }
    }
  }

  async #newest(signal: AbortSignal): Promise<{ readonly after?: string }> {
    const { items } = await this.#client.events.listAll({ limit: 1, signal });
    return items[0] === undefined ? {} : { after: items[0].id };
  }
}
