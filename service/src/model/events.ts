// What an event is before it has a number, how events are numbered, and how long they lie: without gaps, and bounded.
import type { ClusterEvent, ObjectReference } from '@hikube/openapi/types';
import type { Write } from '../store/store.ts';
import { boundedMessage } from './conditions.ts';
import { eventKey, toldKeys } from './keys.ts';

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

/** That events of one cluster were told in one commit; their numbers are dense. */
export interface ToldRecord {
  readonly cluster: string;
  readonly uid: string;
  readonly first: number;
  readonly last: number;
  /** Each once. */
  readonly types: readonly ClusterEvent['type'][];
}

const MS_DIGITS = 15;

/** How what was told at a moment begins its place in the order of a tenant. */
export function toldAt(ms: number): string {
  return String(ms).padStart(MS_DIGITS, '0');
}

/** The moment of a place. */
export function toldMs(place: string): number {
  return Number(place.slice(0, MS_DIGITS));
}

/** The place in the order of a tenant: by time, and then by cluster. */
export function toldPlace(ms: number, uid: string, first: number): string {
  return `${toldAt(ms)}-${uid}-${String(first).padStart(DIGITS, '0')}`;
}

/** One record for a commit and not for each event, so that a commit tells of as many as before. */
function toldWrites(tenant: string, uid: string, events: readonly ClusterEvent[], now: number): Write[] {
  const [oldest] = events;
  if (oldest === undefined) return [];
  const first = eventNumber(uid, oldest.id) ?? 0;
  const last = first + events.length - 1;
  const types = [...new Set(events.map(({ type }) => type))];
  const body: ToldRecord = { cluster: oldest.cluster, uid, first, last, types };
  const place = toldPlace(Date.parse(oldest.createdAt), uid, first);
  return toldKeys(tenant, oldest.cluster, place).map((key) => ({
    key,
    body,
    expect: 'absent',
    expiresAt: now + EVENT_TTL_MS,
  }));
}

/** What keeps the events, and lets go of as many old ones. */
export function eventWrites(
  tenant: string,
  uid: string,
  events: readonly ClusterEvent[],
  now: number,
): readonly Write[] {
  const kept = events.flatMap((event): Write[] => {
    const key = eventKey(tenant, uid, event.id);
    const put: Write = { key, body: event, expect: 'absent', expiresAt: now + EVENT_TTL_MS };
    const old = (eventNumber(uid, event.id) ?? 0) - EVENTS_KEPT;
    if (old < 1) return [put];
    return [put, { key: eventKey(tenant, uid, eventId(uid, old)), delete: true, expect: 'any' }];
  });
  return [...kept, ...toldWrites(tenant, uid, events, now)];
}

/** Something happened as it should. */
export function normal(object: ObjectReference, reason: string, message: string): EventDraft {
  return { type: 'Normal', reason, object, message: boundedMessage(message) };
}

/** Something that a person may want to look at. */
export function warning(object: ObjectReference, reason: string, message: string): EventDraft {
  return { type: 'Warning', reason, object, message: boundedMessage(message) };
}
