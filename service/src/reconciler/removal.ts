// The last commit about a cluster, which takes all of its records away at once.
import type { ClusterAggregate } from '../model/aggregate.ts';
import { childKey, childName, childPrefix, kinds } from '../model/keys.ts';
import { MAX_PAGE, MAX_WRITES } from '../store/limits.ts';
import type { Store, Write } from '../store/store.ts';
import type { Endings } from './endings.ts';
import type { Outcome } from './outcome.ts';
import { removalWrites } from './writes.ts';

/** A commit towards the removal of a cluster. */
export interface Removal {
  readonly writes: readonly Write[];
  /** Nothing of the cluster is left after it. */
  readonly isComplete: boolean;
}

/**
 * Everything in one commit; only a cluster with a very long history of upgrades, or with many operations that requests
 * have ended, loses a part of that first, because a commit is bounded.
 */
export async function prepareRemoval(
  store: Store,
  aggregate: ClusterAggregate,
  outcome: Outcome,
  endings: Endings,
): Promise<Removal> {
  if (endings.more) return { writes: endings.writes, isComplete: false };
  const { tenant, name } = aggregate.state.ref;
  const prefix = childPrefix(name);
  const upgrades = await store.list({ kind: kinds.versionUpgrade, tenant, prefix, limit: MAX_PAGE });
  const ids = upgrades.map(({ key }) => childName(key.id));
  const writes = [...removalWrites(aggregate, outcome, ids), ...endings.writes];
  if (writes.length <= MAX_WRITES && ids.length < MAX_PAGE) return { writes, isComplete: true };
  const history = ids
    .slice(0, MAX_WRITES - endings.writes.length)
    .map((id): Write => ({ key: childKey(tenant, 'versionUpgrade', name, id), delete: true, expect: 'any' }));
  return { writes: [...history, ...endings.writes], isComplete: false };
}
