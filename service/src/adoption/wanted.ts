// Whether a wish is still what is asked for: whoever passes it on may have read the records before somebody else's change was
// taken in, and would write over that.
import { loadCluster } from '../model/aggregate.ts';
import { isAsFound } from '../model/found.ts';
import type { DesiredCluster } from '../platform/platform.ts';
import type { Store } from '../store/store.ts';

/** Whether the records ask for something, and each in the generation of the wish. */
export async function isWanted(store: Store, wish: DesiredCluster): Promise<boolean> {
  const loaded = await loadCluster(store, wish.tenant, wish.name);
  if (!loaded.found) return false;
  const { state } = loaded.aggregate;
  if (state.ref.uid !== wish.uid || (await isAsFound(state))) return false;
  const generations = new Map(
    [...state.nodeGroups, ...state.addons].map(({ uid, generation }) => [uid, generation]),
  );
  return (
    state.cluster.generation === wish.generation &&
    [...wish.nodeGroups, ...wish.addons].every(({ uid, generation }) => generations.get(uid) === generation)
  );
}
