// Who is told when something that clusters share has changed: everybody about sites and releases, those who wait about GPUs.
import { equalJson } from '@hikube/domain';
import type { ClusterRef } from '@hikube/service/platform';
import type { Watchers } from './watchers.ts';
import { type Environment, lastSiteChange, unheld } from './world/environment.ts';
import { isWaitingForStock } from './world/nodes/stock.ts';
import type { World } from './world/world.ts';

/** Hints about what clusters share. They cost nothing while nobody listens. */
export class Hints {
  readonly #watchers: Watchers;
  readonly #list: () => AsyncIterable<World>;
  /** Clusters that were seen waiting for GPUs, by uid. */
  readonly #waiting = new Map<string, ClusterRef>();
  #known: Environment | undefined;

  /** @param list all clusters that there are */
  constructor(watchers: Watchers, list: () => AsyncIterable<World>) {
    this.#watchers = watchers;
    this.#list = list;
  }

  /** Takes note of a cluster that was looked at; undefined when it is gone. */
  seen(ref: ClusterRef, world: World | undefined): void {
    if (world !== undefined && isWaitingForStock(world)) this.#waiting.set(ref.uid, ref);
    else this.#waiting.delete(ref.uid);
  }

  /** Tells those whom the new environment concerns. */
  async changed(environment: Environment): Promise<void> {
    const before = this.#known;
    this.#known = environment;
    if (this.#watchers.size === 0) return;
    const sitesChanged = lastSiteChange(environment) !== (before === undefined ? 0 : lastSiteChange(before));
    if (sitesChanged || !equalJson(environment.patches ?? {}, before?.patches ?? {})) {
      for await (const { ref } of this.#list()) this.#watchers.notify(ref);
    } else if (before === undefined || hasFreed(before, environment)) {
      for (const ref of [...this.#waiting.values()]) this.#watchers.notify(ref);
    }
  }
}

function hasFreed(before: Environment, after: Environment): boolean {
  return Object.keys(after.stock).some((type) => unheld(after, type) > unheld(before, type));
}
