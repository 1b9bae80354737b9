// Whether the events of a cluster tell of every operation that has ended on it, and of each once.
import type { Cluster, ClusterEvent, Operation } from '@hikube/openapi/types';
import type { History } from './history.ts';

/** What a request that changes nothing is answered with: it ended before it began, and nobody is told. */
const NOTHING = 'Nothing to change';

/** Adds to the history every operation that was told of too often or not at all. */
export function judgeTelling(
  history: History,
  cluster: Cluster,
  operations: readonly Operation[],
  events: readonly ClusterEvent[],
): void {
  const told = new Map<string, number>();
  for (const { object } of events) {
    if (object.kind === 'Operation') told.set(object.name, (told.get(object.name) ?? 0) + 1);
  }
  for (const { id, kind, phase, status, target, createdAt } of operations) {
    // Those of an earlier cluster of the name went with its events.
    if (target.cluster !== cluster.name || createdAt < cluster.createdAt) continue;
    const times = told.get(id) ?? 0;
    const expected = phase === NOTHING ? 0 : 1;
    if (times === expected) continue;
    history.violate(`${kind} ${id} on ${cluster.name} has ${status}, and was told of ${times} times`);
  }
}
