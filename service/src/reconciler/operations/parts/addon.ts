// The step that installs or changes one add-on.
import { describeNeed, selects } from '@hikube/domain';
import type { ClusterState } from '../../../model/aggregate.ts';
import { childReference } from '../../../model/keys.ts';
import type { AddonRecord, OperationRecord } from '../../../model/records.ts';
import type { ObservedAddon } from '../../../platform/platform.ts';
import { failed, type Part, step } from './part.ts';

type Need = NonNullable<ObservedAddon['waitingFor']>;

/** What is known of an add-on in a pass. */
export interface AddonView {
  readonly state: ClusterState;
  readonly observed: ObservedAddon | undefined;
  /** The generation that the operation waits for. */
  readonly generation: number;
  /** Whether the platform knows what is wanted now; else it tells of what was wanted before. */
  readonly isAccepted: boolean;
}

/**
 * Settled when the add-on runs with the settings of that generation, or when it waits for something that this
 * request does not bring: then nobody knows how long, and the operation ends with a warning.
 */
export function addonPart(
  operation: OperationRecord,
  record: AddonRecord,
  { state, observed, generation, isAccepted }: AddonView,
): Part {
  const name = `${generation === 1 ? 'Installing' : 'Updating'} ${record.name}`;
  const target = childReference('Addon', record);
  const none = { done: 0, total: 1 };
  if (observed === undefined) return { step: step(name, target, 'pending', none) };
  if (observed.phase === 'Ready' && observed.observedGeneration >= generation) {
    return { step: step(name, target, 'succeeded', { done: 1, total: 1 }) };
  }
  if (observed.phase === 'Failed') {
    return failed(name, target, none, { reason: 'AddonFailed', message: observed.message });
  }
  const need = observed.phase === 'WaitingFor' ? observed.waitingFor : undefined;
  if (need === undefined) {
    const status = observed.phase === 'Pending' ? 'pending' : 'running';
    return { step: step(name, target, status, none, observed.message) };
  }
  const detail = `The add-on ${record.name} waits for ${describeNeed(need)}.`;
  if (!isAccepted || bringsIt(operation, need, state))
    return { step: step(name, target, 'pending', none, detail) };
  const pointer = operation.target.uid === record.uid ? '' : `/addons/${record.name}`;
  return {
    step: step(name, target, 'waiting', none, detail),
    warning: { pointer, code: 'waiting_for', detail: `${detail} It starts as soon as the cluster has one.` },
  };
}

/** Whether the same request makes what the add-on waits for. */
function bringsIt(operation: OperationRecord, need: Need, state: ClusterState): boolean {
  const isPart = (record: { readonly uid: string; readonly removal?: unknown }) =>
    operation.children.includes(record.uid) && record.removal === undefined;
  if (need.kind === 'Addon') {
    return state.addons.some((addon) => addon.name === need.selector && isPart(addon));
  }
  // A group that may stay empty brings no node, so that waiting for one could last for ever.
  const groups = state.nodeGroups.filter((group) => isPart(group) && group.minReplicas > 0);
  const anyNode = need.kind === 'Node' && !need.selector.includes('=');
  return groups.some((group) => anyNode || selects(need.selector, { ...group }));
}
