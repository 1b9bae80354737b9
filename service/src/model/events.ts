// What an event is before it has a number, how events are numbered, and how long they lie: without gaps, and bounded.
import type { ClusterEvent, ObjectReference } from '@hikube/openapi/types';
import type { Write } from '../store/store.ts';
import { boundedMessage } from './conditions.ts';
import { eventKey } from './keys.ts';

/** The newest events of a cluster that are kept. */
export const EVENTS_KEPT = 1000;

/** Milliseconds that an event is kept. */
export const EVENT_TTL_MS = 7 * 86_400_000;

const DIGITS = 12;

/** An event before it has a number, a time and a cluster. */
export type EventDraft = Pick<ClusterEvent, 'type' | 'reason' | 'object' | 'message'>;

/**
 * The id of an event: numbers of one cluster are dense, so that whoever goes on behind one can tell whether some are
 * missing, and those of an earlier cluster of the same name are not mistaken for them.
 */
export function eventId(uid: string, number: number): string {
  return `${idStart(uid)}${String(number).padStart(DIGITS, '0')}`;
}

/** The number in the id of an event of this cluster; undefined when it is of another one, or no id. */
export function eventNumber(uid: string, id: string): number | undefined {
  const start = idStart(uid);
  const digits = id.startsWith(start) ? id.slice(start.length) : '';
  return /^[0-9]{12}$/.test(digits) ? Number(digits) : undefined;
}

function idStart(uid: string): string {
  return `ev-${uid.slice(0, 8)}-`;
}

/** What keeps the events, and lets go of as many old ones. */
export function eventWrites(
  tenant: string,
  uid: string,
  events: readonly ClusterEvent[],
  now: number,
): readonly Write[] {
  return events.flatMap((event): Write[] => {
    const key = eventKey(tenant, uid, event.id);
    const put: Write = { key, body: event, expect: 'absent', expiresAt: now + EVENT_TTL_MS };
    const old = (eventNumber(uid, event.id) ?? 0) - EVENTS_KEPT;
    if (old < 1) return [put];
    return [put, { key: eventKey(tenant, uid, eventId(uid, old)), delete: true, expect: 'any' }];
  });
}

/** Something happened as it should. */
export function normal(object: ObjectReference, reason: string, message: string): EventDraft {
  return { type: 'Normal', reason, object, message: boundedMessage(message) };
}

/** Something that a person may want to look at. */
export function warning(object: ObjectReference, reason: string, message: string): EventDraft {
  return { type: 'Warning', reason, object, message: boundedMessage(message) };
}
