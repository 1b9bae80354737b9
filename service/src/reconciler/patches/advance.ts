// The patch of a cluster after a pass: one that begins, goes on, is held or ends, together with its operation.

import { isOpenAt } from '@hikube/domain';
import { toTimestamp } from '../../clock.ts';
import type { ClusterState } from '../../model/aggregate.ts';
import { clusterReference } from '../../model/keys.ts';
import { hasEnded, isPatch, pendingOperation } from '../../model/operation.ts';
import type { ClusterPatch, OperationRecord } from '../../model/records.ts';
import { advanceOperation, supersede } from '../operations/advance.ts';
import { isSettled } from '../operations/parts/part.ts';
import { versionParts } from '../operations/parts/version.ts';
import type { Reached, Refusal } from '../pass.ts';
import { decidedPatch, duePatch, patchOpening, undecidedPatch } from './due.ts';

/** What a pass made of the patch. */
export interface AdvancedPatch {
  readonly patch: ClusterPatch | undefined;
  /** Operations of patches only: those that were open, and one that begins. */
  readonly operations: readonly OperationRecord[];
  /** When the window opens or closes for it, in milliseconds since the epoch. */
  readonly wakeAt: number | undefined;
}

const FAILED_NEXT =
  'What runs the patch stays; the platform goes on in the maintenance window once the cause is gone.';
const REFUSED_NEXT = 'The cluster stays on its patch until a newer one is released.';

/**
 * Advances the patch.
 * @param state with the cluster and the upgrades as this pass has left them
 * @param refusalOf why the platform refused what an operation asks for
 */
export function advancePatch(
  state: ClusterState,
  view: Reached,
  refusalOf: (operation: OperationRecord) => Refusal | undefined,
): AdvancedPatch {
  const { now } = view;
  const own = state.operations.filter(isPatch);
  const due = duePatch(state, view);
  if (due !== undefined && view.operationId !== undefined) {
    const ended = own.map((operation) => supersede(operation, `the patch ${due}`, now));
    const begun = patchOperation(view.operationId, due, state, now);
    return { patch: { version: due, phase: 'Rolling' }, operations: [...ended, begun], wakeAt: now };
  }
  const wakeAt = turnOf(state, view);
  const decided = decidedPatch(state);
  if (decided === undefined) {
    const by = `a change of the version to ${state.cluster.version}`;
    const operations = own.map((operation) => supersede(operation, by, now));
    return { patch: undefined, operations, wakeAt };
  }
  const isRefused = own.some((operation) => refusalOf(operation) !== undefined);
  const operations = own.map((operation) => {
    const refusal = refusalOf(operation);
    const nextStep = refusal === undefined ? FAILED_NEXT : REFUSED_NEXT;
    return heldOutside(advanceOperation(operation, state, view, refusal, nextStep), state, now);
  });
  return { patch: afterPass(decided, state, view, isRefused), operations, wakeAt };
}

function afterPass(
  decided: ClusterPatch,
  state: ClusterState,
  view: Reached,
  isRefused: boolean,
): ClusterPatch {
  if (decided.phase !== 'Rolling') return decided;
  if (isRefused) return { ...decided, phase: 'Refused' };
  const parts = versionParts(state, view.observed, decided.version);
  return parts.every(({ step }) => isSettled(step)) ? { ...decided, phase: 'Done' } : decided;
}

/** Outside the window the operation waits: the node in hand is finished, and no other is begun. */
function heldOutside(operation: OperationRecord, state: ClusterState, now: number): OperationRecord {
  const opening = patchOpening(state, now);
  if (hasEnded(operation) || isOpenAt(opening, now)) return operation;
  return { ...operation, status: 'paused', phase: heldText(opening?.start) };
}

/** Why nothing is rolled out now. @param opensAt milliseconds since the epoch; undefined when no window opens */
export function heldText(opensAt: number | undefined): string {
  if (opensAt === undefined) return 'Paused: no maintenance window opens; set maintenance.window.';
  return `Paused until the maintenance window opens at ${toTimestamp(opensAt)}.`;
}

/** When the clock alone changes what is done about a patch. */
function turnOf(state: ClusterState, view: Reached): number | undefined {
  const isRolling = decidedPatch(state)?.phase === 'Rolling';
  if (!isRolling && undecidedPatch(state, view) === undefined) return undefined;
  const opening = patchOpening(state, view.now);
  return isOpenAt(opening, view.now) ? opening?.end : opening?.start;
}

function patchOperation(id: string, version: string, state: ClusterState, now: number): OperationRecord {
  const { tenant } = state.ref;
  const operation = {
    id,
    kind: 'Cluster.patch',
    target: clusterReference(state.ref),
    // A patch changes nothing that was asked for, and so no generation.
    generation: state.cluster.generation,
    fields: ['/patch'],
    children: [],
    phase: `Moves from patch to patch: ${version} is next`,
  } as const;
  return pendingOperation(operation, tenant, now);
}
