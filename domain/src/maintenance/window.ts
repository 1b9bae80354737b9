// The weekly maintenance window: when it is open, and when it opens next.
import { fields } from '@hikube/openapi/fields';
import { isInteger, isObject } from '../values/read.ts';
import { parseTimestamp } from '../values/time.ts';
import { DAYS, type Day, isDay } from './days.ts';
import { type LocalDate, type TimeZone, timeZone } from './time-zone.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Shortest window, in minutes: less does not roll one node. */
export const WINDOW_MINUTES_MIN = 30;

/** Longest window, in minutes: a day. */
export const WINDOW_MINUTES_MAX = 1440;

/** Time zone of a window that names none. */
export const DEFAULT_TIME_ZONE = fields.Cluster.maintenance.fields.window.fields.timeZone.default;

const START_TIME = /^(?<hour>[01][0-9]|2[0-3]):(?<minute>[0-5][0-9])$/;

/** A time without changes. Timestamps are RFC 3339. */
export interface MaintenanceExclusion {
  readonly start: string;
  readonly end: string;
  readonly reason?: string;
}

/** When the platform may do work that nobody asked for at that moment. */
export interface MaintenanceInput {
  readonly window?: {
    readonly days: readonly Day[];
    /** Local time `HH:MM`. */
    readonly startTime: string;
    readonly durationMinutes: number;
    /** IANA name. */
    readonly timeZone?: string;
  };
  /** Move to new patch versions in the window. */
  readonly autoPatch?: boolean;
  readonly exclusions?: readonly MaintenanceExclusion[];
}

/** A span of time, in milliseconds since 1970 in UTC; the end is not part of it. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

interface Schedule {
  readonly days: ReadonlySet<Day>;
  readonly startMinute: number;
  readonly duration: number;
  readonly zone: TimeZone;
}

/** Minutes after midnight of a local time `HH:MM`; `undefined` for anything else. */
export function parseStartTime(value: unknown): number | undefined {
  const groups = typeof value === 'string' ? START_TIME.exec(value)?.groups : undefined;
  return groups === undefined ? undefined : Number(groups['hour']) * 60 + Number(groups['minute']);
}

function scheduleOf(maintenance: unknown): Schedule | undefined {
  const window = isObject(maintenance) ? maintenance['window'] : undefined;
  if (!isObject(window)) return undefined;
  const days = new Set(Array.isArray(window['days']) ? window['days'].filter(isDay) : []);
  const startMinute = parseStartTime(window['startTime']);
  const minutes = window['durationMinutes'];
  const zone = timeZone(window['timeZone'] ?? DEFAULT_TIME_ZONE);
  if (days.size === 0 || startMinute === undefined || zone === undefined) return undefined;
  if (!isInteger(minutes) || minutes < WINDOW_MINUTES_MIN || minutes > WINDOW_MINUTES_MAX) return undefined;
  return { days, startMinute, duration: minutes * MINUTE, zone };
}

/** The exclusions in order of their start; those that are no valid span are left out. */
function exclusionsOf(maintenance: unknown): readonly Interval[] {
  const list = isObject(maintenance) ? maintenance['exclusions'] : undefined;
  if (!Array.isArray(list)) return [];
  return list
    .map((each) => exclusionInterval(each))
    .filter((each) => each !== undefined)
    .sort((a, b) => a.start - b.start);
}

/** The span of an exclusion; `undefined` when a timestamp is invalid or the end is not after the start. */
export function exclusionInterval(exclusion: unknown): Interval | undefined {
  if (!isObject(exclusion)) return undefined;
  const start = parseTimestamp(exclusion['start']);
  const end = parseTimestamp(exclusion['end']);
  return start === undefined || end === undefined || end <= start ? undefined : { start, end };
}

// A window opens at least once in eight days, so that more days without one only come from exclusions, and each
// exclusion is stepped over at once. The bound only guards against lists that no contract lets through.
const SEARCH_DAYS_MAX = 5_000;

/**
 * The first span at or after an instant in which the window is open and nothing is excluded. A window that is open
 * at `from` counts from `from`.
 * @param maintenance any JSON; typed callers pass {@link MaintenanceInput}
 * @param from milliseconds since 1970 in UTC, before the year 9900
 * @returns `undefined` when there is no valid window, or none opens within about thirteen years
 */
export function nextOpening(maintenance: unknown, from: number): Interval | undefined {
  const schedule = scheduleOf(maintenance);
  if (schedule === undefined || !isCalendarInstant(from)) return undefined;
  const exclusions = exclusionsOf(maintenance);
  let cursor = from;
  // A window of the day before may still be open.
  let date = schedule.zone.dateAt(from - DAY);
  for (let searched = 0; searched < SEARCH_DAYS_MAX; searched += 1) {
    const opening = openingOn(schedule, date);
    if (opening !== undefined && opening.end > cursor) {
      const usable = firstUsable({ start: Math.max(opening.start, cursor), end: opening.end }, exclusions);
      if (usable !== undefined) return usable;
      cursor = Math.max(cursor, excludedUntil(opening.end, exclusions));
      const jumped = schedule.zone.dateAt(cursor - DAY);
      date = isBefore(date, jumped) ? jumped : nextDate(date);
    } else {
      date = nextDate(date);
    }
  }
  return undefined;
}

// Years of four digits, with room for the search: outside them calendars disagree and nobody plans maintenance.
function isCalendarInstant(instant: number): boolean {
  return instant >= 0 && instant < Date.UTC(9900, 0, 1);
}

/**
 * Whether that span has begun.
 * @param opening as `nextOpening` gives it for that instant
 * @param now milliseconds since 1970 in UTC
 */
export function isOpenAt(opening: Interval | undefined, now: number): boolean {
  return opening !== undefined && opening.start <= now;
}

function openingOn(schedule: Schedule, date: LocalDate): Interval | undefined {
  const weekday = new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay();
  const day = DAYS[weekday];
  if (day === undefined || !schedule.days.has(day)) return undefined;
  const start = schedule.zone.instantOf(date, schedule.startMinute);
  return { start, end: start + schedule.duration };
}

/** The first part of an opening that no exclusion covers. */
function firstUsable(opening: Interval, exclusions: readonly Interval[]): Interval | undefined {
  let start = opening.start;
  for (const exclusion of exclusions) {
    if (exclusion.end <= start) continue;
    if (exclusion.start > start) {
      return { start, end: Math.min(opening.end, exclusion.start) };
    }
    start = exclusion.end;
    if (start >= opening.end) return undefined;
  }
  return { start, end: opening.end };
}

/** The instant from which nothing is excluded any more, at or after the given one. */
function excludedUntil(instant: number, exclusions: readonly Interval[]): number {
  let until = instant;
  for (const exclusion of exclusions) {
    if (exclusion.start <= until && exclusion.end > until) until = exclusion.end;
  }
  return until;
}

function nextDate(date: LocalDate): LocalDate {
  const next = new Date(Date.UTC(date.year, date.month - 1, date.day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

function isBefore(a: LocalDate, b: LocalDate): boolean {
  return Date.UTC(a.year, a.month - 1, a.day) < Date.UTC(b.year, b.month - 1, b.day);
}
