// Times, durations and numbers in the reader's language and zone.

/** Ways to write what is measured. */
export interface Formats {
  /** Time of day, with the date when it is another day. */
  time(ms: number): string;
  /** Day and time. */
  moment(ms: number): string;
  /** Day. */
  day(ms: number): string;
}

const DAY_MS = 86_400_000;

/**
 * @param locale such as `en-GB`
 * @param now milliseconds since the epoch, to tell today from other days
 */
export function formats(locale: string, now: () => number): Formats {
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const moment = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  return {
    time: (ms) => (Math.abs(now() - ms) < DAY_MS ? clock.format(ms) : moment.format(ms)),
    moment: (ms) => moment.format(ms),
    day: (ms) => day.format(ms),
  };
}
