// One stream for the whole page: whatever happens in the tenant wakes those who show it.
import type { ClusterEvent, Hikube } from '@hikube/sdk';
import { Listeners } from './listeners.ts';

const AGAIN_MS = 5_000;

/** Who is told of events. */
export class TenantEvents {
  readonly #client: Hikube;
  readonly #listeners = new Listeners<[ClusterEvent]>();

  constructor(client: Hikube) {
    this.#client = client;
  }

  /** @returns the end of listening */
  on(listen: (event: ClusterEvent) => void): () => void {
    return this.#listeners.add(listen);
  }

  /** Tells what happens from now on, until `signal` is aborted. What breaks begins anew: pages also look by themselves. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const event of this.#client.events.watchAll({ ...(await this.#newest(signal)), signal }))
          this.#listeners.tell(event);
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
