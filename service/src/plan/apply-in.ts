// When the nodes of a changed group are replaced: at once, or from the next maintenance window on. The desired state is
// stored either way; what waits is kept in the operation (see model/held-back.ts).
import { type Interval, isOpenAt, nextOpening } from '@hikube/domain';
import type { FieldError } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import type { ClusterState } from '../model/aggregate.ts';
import { type HeldBack, heldFields, lettingGo } from '../model/held-back.ts';
import { operationWrites, waitsForWindow } from '../model/operation.ts';
import type { OperationRecord } from '../model/records.ts';
import { invalidParameter } from '../refusal.ts';
import type { Write } from '../store/store.ts';
import type { Desired } from './desired/desired.ts';
import type { UpdateOrder } from './ground.ts';
import type { Running } from './running.ts';

/** What of a change waits, and until when. */
export interface Waiting {
  readonly heldBack: HeldBack;
  /** The window that is open or opens next. */
  readonly opening: Interval;
}

/**
 * What of the change waits for the window; undefined when all of it is made at once.
 * @param after with the maintenance settings as they are after the change
 * @throws Refusal `invalid_parameter` when nodes roll and no window opens
 */
export function waitingOf(
  { rolls }: UpdateOrder,
  running: readonly Running[],
  after: Desired,
  now: number,
): Waiting | undefined {
  if (rolls !== 'window') return undefined;
  const heldBack = Object.fromEntries(
    running.flatMap((group) => {
      const fields = group.rolls.filter((name) => group.changed.has(name));
      return fields.length === 0 ? [] : [[group.uid, heldFields(group.before, fields)] as const];
    }),
  );
  if (Object.keys(heldBack).length === 0) return undefined;
  const opening = nextOpening(after.cluster.maintenance, now);
  if (opening !== undefined) return { heldBack, opening };
  const detail =
    'The change replaces nodes, and no maintenance window opens to do so: set maintenance.window, or leave applyIn out to replace them at once.';
  throw invalidParameter('applyIn', 'maintenance_without_window', detail);
}

/** A version has upgrades, which can wait for the window themselves. @throws Refusal `invalid_parameter` */
export function refuseVersion({ rolls }: UpdateOrder, moves: boolean): void {
  if (rolls !== 'window' || !moves) return;
  const detail =
    'A new version does not wait with applyIn: leave one of the two out, or create a version upgrade with start "window".';
  throw invalidParameter('applyIn', 'option_not_applicable', detail);
}

/** Text of an operation whose work begins in the window. @param now milliseconds since the epoch */
export function waitingText(opening: Interval, now: number): string {
  return isOpenAt(opening, now)
    ? 'Begins in the maintenance window that is open'
    : `Waits for the maintenance window that opens at ${toTimestamp(opening.start)}`;
}

/** What a preview says of each group whose nodes are replaced in the window. */
export function waitingNotes(
  waiting: Waiting | undefined,
  { nodeGroups }: ClusterState,
  now: number,
): readonly FieldError[] {
  if (waiting === undefined) return [];
  const { heldBack, opening } = waiting;
  const when = isOpenAt(opening, now) ? 'is open now' : `opens at ${toTimestamp(opening.start)}`;
  return nodeGroups
    .filter(({ uid }) => heldBack[uid] !== undefined)
    .map(({ name }) => ({
      pointer: `/nodeGroups/${name}`,
      code: 'waits_for_window',
      detail: `The nodes of ${name} are replaced from the maintenance window on that ${when}.`,
    }));
}

/**
 * Operations that let go what waits of a group, because its nodes are replaced now anyway: once and not twice.
 * @param records the groups that the change writes
 * @param superseded what the change ends altogether
 */
export function releasedBy(
  { rolls, aggregate }: UpdateOrder,
  running: readonly Running[],
  records: readonly { readonly uid: string; readonly generation: number }[],
  superseded: readonly OperationRecord[],
): readonly Write[] {
  const { state, revisions } = aggregate;
  if (rolls !== 'now') return [];
  const uids = new Set(running.filter(({ rolls: fields }) => fields.length > 0).map(({ uid }) => uid));
  const holding = state.operations.filter(
    (operation) =>
      waitsForWindow(operation) &&
      !superseded.includes(operation) &&
      Object.keys(operation.heldBack ?? {}).some((uid) => uids.has(uid)),
  );
  return holding.flatMap((operation) => {
    const generation = records.find(({ uid }) => uid === operation.target.uid)?.generation;
    const next = { ...lettingGo(operation, uids), ...(generation === undefined ? {} : { generation }) };
    return operationWrites(operation, next, revisions.of);
  });
}
