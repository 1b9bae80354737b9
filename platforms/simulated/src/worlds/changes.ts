// What other replicas changed in the simulation, from the change feed of the store.
import type { ClusterRef } from '@hikube/service/platform';
import type { Change, Store } from '@hikube/service/store';
import { ENVIRONMENT_KEY, refOf, WORLD_KIND } from './keys.ts';
import type { OwnWrites } from './own-writes.ts';

const PAGE = 500;

/**
 * Calls back for each change of somebody else. A store that fails is asked again at its next hint: what was missed
 * is still in the feed then.
 * @param own what was written here, which is no news
 * @returns ends it
 */
export function followChanges(
  store: Store,
  own: OwnWrites,
  listener: (ref: ClusterRef | undefined) => void,
): () => void {
  let position: number | undefined;
  let ended = false;
  // One reader at a time, and one more look after it for the hints that came meanwhile.
  let reading: Promise<void> = Promise.resolve();
  const read = () => {
    reading = reading.then(catchUp).catch(() => undefined);
  };

  async function catchUp(): Promise<void> {
    position ??= await store.sequence();
    while (!ended) {
      const page = await store.changes(position, PAGE);
      await own.settled();
      if (!page.ok) {
        position = page.sequence;
        listener(undefined);
        return;
      }
      for (const change of page.changes) tell(change);
      position = page.changes.at(-1)?.sequence ?? position;
      if (page.changes.length < PAGE) return;
    }
  }

  function tell({ sequence, key }: Change): void {
    if (own.take(sequence) || ended) return;
    if (key.kind === WORLD_KIND) listener(refOf(key));
    else if (key.kind === ENVIRONMENT_KEY.kind) listener(undefined);
  }

  read();
  const endHints = store.watch(read);
  return () => {
    ended = true;
    endHints();
  };
}
