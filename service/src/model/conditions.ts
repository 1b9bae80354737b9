// Conditions in the manner of Kubernetes: the time of a condition moves only when its status does.
import type { Condition, ConditionStatus, WaitingFor } from '@hikube/openapi/types';
import { toTimestamp } from '../clock.ts';
import { isSameRecord } from './records.ts';

const MESSAGE_MAX = 1024;
const REASON_MAX = 64;

/** Type of the condition that tells whether the platform answers. */
export const PLATFORM_REACHABLE = 'PlatformReachable';

/** A condition without its time. */
export interface Aspect {
  readonly type: string;
  readonly status: ConditionStatus;
  /** One word in CamelCase. */
  readonly reason: string;
  readonly message: string;
  readonly waitingFor?: WaitingFor;
}

/** An aspect that holds. */
export function holds(type: string, reason: string, message = ''): Aspect {
  return { type, status: 'True', reason, message };
}

/** An aspect that does not hold. */
export function fails(type: string, reason: string, message: string): Aspect {
  return { type, status: 'False', reason, message };
}

/** An aspect of which nothing is known. */
export function unknown(type: string, reason: string, message: string): Aspect {
  return { type, status: 'Unknown', reason, message };
}

/** The conditions now; those that are not named any more are gone. What did not change is the very same object. */
export function conditionsOf(
  previous: Condition[] | undefined,
  aspects: readonly Aspect[],
  now: number,
): Condition[] {
  const conditions = aspects.map((aspect) => {
    const before = previous?.find(({ type }) => type === aspect.type);
    return conditionOf(before, aspect, now);
  });
  const isSame =
    conditions.length === previous?.length && conditions.every((one, at) => one === previous[at]);
  return isSame ? previous : conditions;
}

function conditionOf(before: Condition | undefined, aspect: Aspect, now: number): Condition {
  const reason = wordOf(aspect.reason);
  const message = boundedMessage(aspect.message);
  const hasStatus = before?.status === aspect.status;
  if (
    hasStatus &&
    before.reason === reason &&
    before.message === message &&
    isSameRecord(before.waitingFor, aspect.waitingFor)
  ) {
    return before;
  }
  const lastTransitionTime = hasStatus ? before.lastTransitionTime : toTimestamp(now);
  return { ...aspect, reason, message, lastTransitionTime };
}

/** Reasons come from platforms too, and the contract bounds them. */
function wordOf(reason: string): string {
  return reason === '' ? 'Unknown' : reason.slice(0, REASON_MAX);
}

/** Messages come from platforms too, and the contract bounds them. */
export function boundedMessage(message: string): string {
  return message.length <= MESSAGE_MAX ? message : `${message.slice(0, MESSAGE_MAX - 1)}…`;
}
