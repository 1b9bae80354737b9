// What users see of one add-on.
import { describeNeed } from '@hikube/domain';
import type { AddonPhase, AddonStatus } from '@hikube/openapi/types';
import type { ClusterState } from '../../model/aggregate.ts';
import { type Aspect, conditionsOf, fails, holds } from '../../model/conditions.ts';
import type { AddonRecord } from '../../model/records.ts';
import type { ObservedAddon } from '../../platform/platform.ts';
import { currentOperation } from './reached.ts';

/** The status of an add-on. */
export function addonStatus(
  record: AddonRecord,
  state: ClusterState,
  observed: ObservedAddon | undefined,
  previous: AddonStatus | undefined,
  now: number,
): AddonStatus {
  return {
    phase: phaseOf(record, observed),
    conditions: conditionsOf(previous?.conditions, [readyAspect(observed), waitingAspect(observed)], now),
    observedGeneration: observed?.observedGeneration ?? 0,
    currentOperation: currentOperation(state.operations, record.uid),
    version: observed?.version ?? null,
  };
}

function phaseOf(record: AddonRecord, observed: ObservedAddon | undefined): AddonPhase {
  if (record.removal !== undefined) return 'Deleting';
  return observed?.phase ?? 'Pending';
}

function readyAspect(observed: ObservedAddon | undefined): Aspect {
  if (observed?.phase === 'Ready') return holds('Ready', 'Installed');
  return fails('Ready', observed?.phase ?? 'Pending', observed?.message ?? '');
}

function waitingAspect(observed: ObservedAddon | undefined): Aspect {
  const need = observed?.phase === 'WaitingFor' ? observed.waitingFor : undefined;
  if (need === undefined) return fails('WaitingFor', 'NothingMissing', '');
  const message = `Waits for ${describeNeed(need)}; it starts as soon as the cluster has one.`;
  return { ...holds('WaitingFor', `Missing${need.kind}`, message), waitingFor: { ...need } };
}
