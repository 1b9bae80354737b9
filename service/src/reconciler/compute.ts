// What a pass changes: a pure function from what is stored and what was seen to what shall be stored.
import type { ClusterState } from '../model/aggregate.ts';
import { hasEnded, isActive, isUpgrade, isWorkedOn } from '../model/operation.ts';
import type { ClusterPatch, OperationRecord, VersionUpgradeRecord } from '../model/records.ts';
import { startedUpgrade } from '../model/upgrades.ts';
import type { ObservedCluster } from '../platform/platform.ts';
import { advanceDeletion, endUpgrades } from './deletion.ts';
import { tell } from './events/journal.ts';
import { advanceOperation, supersede } from './operations/advance.ts';
import { advanceWaiting } from './operations/wait-for-window.ts';
import type { Outcome, Reached, Refusal, Unreachable, Untold, View } from './pass.ts';
import { advancePatch } from './patches/advance.ts';
import { nodesRecord } from './status/nodes.ts';
import { statusRecord, unreachableStatusRecord } from './status/record.ts';
import { type AdvancedUpgrades, advanceUpgrades } from './upgrades/advance.ts';

/**
 * The records after a pass.
 * @param ended operations that requests have ended since the last pass
 */
export function compute(state: ClusterState, view: View, ended: readonly OperationRecord[] = []): Outcome {
  const untold = view.reached ? computeReached(state, view) : computeUnreachable(state, view);
  return tell(state, untold, view, ended);
}

function computeReached(state: ClusterState, view: Reached): Untold {
  const work = state.cluster.removal === undefined ? advance(state, view) : advanceToRemoval(state, view);
  const gone = goneOf(state, view.observed);
  const after: ClusterState = {
    ...state,
    cluster: work.cluster,
    nodeGroups: state.nodeGroups
      .filter((group) => !gone.nodeGroups.includes(group))
      .map((group) => work.released.find(({ uid }) => uid === group.uid) ?? group),
    addons: state.addons.filter((addon) => !gone.addons.includes(addon)),
    operations: work.operations.filter((operation) => !hasEnded(operation)),
    upgrades: work.upgrades,
  };
  const { patch, ...rest } = work;
  return {
    ...rest,
    status: statusRecord(after, view, patch),
    nodes: nodesRecord(state, view.observed, view.now),
    gone,
    isGone: mayGo(state, view) && view.observed === undefined && view.refusal === undefined,
  };
}

/** Somebody asked for its end here; or nobody ever asked for anything, and whoever made it has taken it away. */
function mayGo({ cluster }: ClusterState, { asFound }: Reached): boolean {
  return cluster.removal !== undefined || asFound === true;
}

interface Work extends Pick<Outcome, 'cluster' | 'operations' | 'upgrades' | 'wakeAt' | 'released'> {
  readonly patch: ClusterPatch | undefined;
}

function advance(state: ClusterState, view: Reached): Work {
  const refusalOf = blame(state, view.refusal);
  const upgraded = advanceUpgrades(state, view, refusalOf);
  const ofUpgrades = new Map(upgraded.operations.map((operation) => [operation.id, operation]));
  const patched = advancePatch({ ...state, ...moved(upgraded) }, view, refusalOf);
  const ofPatches = new Map(patched.operations.map((operation) => [operation.id, operation]));
  const awaited = advanceWaiting(state, view.now);
  const known = state.operations.map((operation) => {
    const ofWindow = awaited.operations.get(operation.id);
    if (ofWindow !== undefined) return ofWindow;
    const ofPatch = ofPatches.get(operation.id);
    if (ofPatch !== undefined) return ofPatch;
    const ofUpgrade = ofUpgrades.get(operation.id);
    if (ofUpgrade !== undefined) return ofUpgrade;
    if (isUpgrade(operation)) return supersede(operation, 'the end of its upgrade', view.now);
    return held(advanceOperation(operation, state, view, refusalOf(operation)), upgraded.upgrades);
  });
  const begun = patched.operations.filter(({ id }) => !state.operations.some((each) => each.id === id));
  return {
    ...moved(upgraded),
    operations: [...known, ...begun],
    patch: patched.patch,
    released: awaited.released,
    wakeAt: earliest(upgraded.wakeAt, patched.wakeAt, awaited.wakeAt),
  };
}

function moved({ cluster, upgrades }: AdvancedUpgrades): Pick<Work, 'cluster' | 'upgrades'> {
  return { cluster, upgrades };
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** A change of the version that an upgrade carries is held together with it. */
function held(operation: OperationRecord, upgrades: readonly VersionUpgradeRecord[]): OperationRecord {
  const isHeld = startedUpgrade(upgrades)?.paused === true && operation.fields.includes('/version');
  return isHeld && isActive(operation) ? { ...operation, status: 'paused' } : operation;
}

function advanceToRemoval(state: ClusterState, view: Reached): Work {
  return {
    cluster: state.cluster,
    operations: advanceDeletion(state, view),
    upgrades: endUpgrades(state, view.now),
    patch: state.status?.patch,
    released: [],
    wakeAt: undefined,
  };
}

/**
 * Which operations a refusal is about. The platform refuses the wish as a whole; an operation that was running had
 * its part accepted in an earlier pass, so that those which are still pending are the cause, if there are any.
 */
function blame(
  { operations, upgrades }: ClusterState,
  refusal: Refusal | undefined,
): (operation: OperationRecord) => Refusal | undefined {
  if (refusal === undefined) return () => undefined;
  const active = operations.filter((operation) => isWorkedOn(operation, upgrades));
  const pending = active.filter(({ status }) => status === 'pending');
  const blamed = new Set((pending.length > 0 ? pending : active).map(({ id }) => id));
  return (operation) => (blamed.has(operation.id) ? refusal : undefined);
}

function goneOf(state: ClusterState, observed: ObservedCluster | undefined): Outcome['gone'] {
  const groups = new Set(observed?.nodeGroups.map(({ uid }) => uid));
  const addons = new Set(observed?.addons.map(({ uid }) => uid));
  return {
    nodeGroups: state.nodeGroups.filter((group) => group.removal !== undefined && !groups.has(group.uid)),
    addons: state.addons.filter((addon) => addon.removal !== undefined && !addons.has(addon.uid)),
  };
}

/** What keeps work from going on: the platform is away, or the cluster itself does not let it be seen. */
function unreachablePhase({ reason }: Unreachable): string {
  const what =
    reason === 'ClusterUnreadable' ? 'The cluster cannot be read' : 'The platform cannot be reached';
  return `${what}; trying again`;
}

function computeUnreachable(state: ClusterState, view: Unreachable): Untold {
  return {
    cluster: state.cluster,
    operations: state.operations.map((operation) =>
      isActive(operation) && operation.startedAt !== null
        ? { ...operation, phase: unreachablePhase(view) }
        : operation,
    ),
    upgrades: state.upgrades,
    status: unreachableStatusRecord(state, view),
    nodes: state.nodes,
    released: [],
    gone: { nodeGroups: [], addons: [] },
    isGone: false,
    wakeAt: undefined,
  };
}
