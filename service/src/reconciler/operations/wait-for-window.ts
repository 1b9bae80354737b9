// Operations whose nodes are replaced in the maintenance window: they wait for it, and begin when it opens. What has begun
// goes on to its end, as a version upgrade does.

import { isOpenAt, nextOpening } from '@hikube/domain';
import { toTimestamp } from '../../clock.ts';
import type { ClusterState } from '../../model/aggregate.ts';
import { lettingGo } from '../../model/held-back.ts';
import { waitsForWindow } from '../../model/operation.ts';
import type { NodeGroupRecord, OperationRecord } from '../../model/records.ts';

/** What a pass made of them. */
export interface AdvancedWaiting {
  /** Those that waited, by id. */
  readonly operations: ReadonlyMap<string, OperationRecord>;
  /** Groups that the platform gets anew, in their next generation: it has seen the present one without what waited. */
  readonly released: readonly NodeGroupRecord[];
  /** When the window opens, in milliseconds since the epoch; undefined when nothing waits, or none opens. */
  readonly wakeAt: number | undefined;
}

/** @param now milliseconds since the epoch */
export function advanceWaiting(state: ClusterState, now: number): AdvancedWaiting {
  const waiting = state.operations.filter(waitsForWindow);
  if (waiting.length === 0) return { operations: new Map(), released: [], wakeAt: undefined };
  const opening = nextOpening(state.cluster.maintenance, now);
  if (isOpenAt(opening, now)) return begin(waiting, state);
  const phase =
    opening === undefined
      ? 'No maintenance window opens; set maintenance.window, or cancel this and change it at once'
      : `Waits for the maintenance window that opens at ${toTimestamp(opening.start)}`;
  return {
    operations: new Map(waiting.map((operation) => [operation.id, { ...operation, phase }])),
    released: [],
    wakeAt: opening?.start,
  };
}

function begin(waiting: readonly OperationRecord[], { nodeGroups }: ClusterState): AdvancedWaiting {
  const uids = new Set(waiting.flatMap(({ heldBack }) => Object.keys(heldBack ?? {})));
  const released = nodeGroups
    .filter(({ uid, removal }) => uids.has(uid) && removal === undefined)
    .map((group) => ({ ...group, generation: group.generation + 1 }));
  const operations = waiting.map((operation) => {
    const own = released.find(({ uid }) => uid === operation.target.uid);
    const begun = lettingGo(operation, uids);
    return [operation.id, own === undefined ? begun : { ...begun, generation: own.generation }] as const;
  });
  return { operations: new Map(operations), released, wakeAt: undefined };
}
