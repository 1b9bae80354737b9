// Local time in a time zone, through the time zone data of the runtime. Daylight saving is decided here, once.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

// The longest IANA name has 32 characters.
const NAME_MAX_LENGTH = 64;

// An IANA name; the runtime would also take offsets such as +02:00, which know no daylight saving.
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]*$/;

/** A calendar date: month 1 to 12. */
export interface LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Conversions between instants and local time of one zone. Instants are milliseconds since 1970 in UTC. */
export interface TimeZone {
  /** The date on the calendar of the zone at an instant. */
  readonly dateAt: (instant: number) => LocalDate;
  /**
   * The instant of a local time. A time that the zone skips in spring is the same distance after the jump;
   * of a time that it has twice in autumn, the first.
   */
  readonly instantOf: (date: LocalDate, minuteOfDay: number) => number;
}

/** The zone of an IANA name; `undefined` when the runtime knows none of that name. */
export function timeZone(name: unknown): TimeZone | undefined {
  if (typeof name !== 'string' || name.length > NAME_MAX_LENGTH || !NAME.test(name)) return undefined;
  const format = formatOf(name);
  if (format === undefined) return undefined;
  const wallClock = (instant: number) => wallClockOf(format, instant);
  return {
    dateAt: (instant) => {
      const wall = new Date(wallClock(instant));
      return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
    },
    instantOf: (date, minuteOfDay) =>
      instantOf(wallClock, Date.UTC(date.year, date.month - 1, date.day) + minuteOfDay * MINUTE),
  };
}

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

/** What a clock on the wall shows at an instant, written as if it were UTC. */
function wallClockOf(format: Intl.DateTimeFormat, instant: number): number {
  const fields = new Map(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const field = (type: Intl.DateTimeFormatPartTypes) => fields.get(type) ?? 0;
  return Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
}

/** The instant at which the wall clock shows `wall`. */
function instantOf(wallClock: (instant: number) => number, wall: number): number {
  // The offsets a day before and after are the only ones that can hold, because no zone jumps twice in two days.
  const before = wallClock(wall - DAY) - (wall - DAY);
  const after = wallClock(wall + DAY) - (wall + DAY);
  const candidates = [wall - before, wall - after].filter((instant) => wallClock(instant) === wall);
  // No candidate: the clock jumps over this time. With the offset from before the jump it falls after it.
  return candidates.length > 0 ? Math.min(...candidates) : wall - before;
}
