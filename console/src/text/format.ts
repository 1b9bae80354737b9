// Times, durations, numbers and quantities in the reader's language and zone.
import { parseQuantity } from '@hikube/domain';

/** Ways to write what is measured. */
export interface Formats {
  /** Time of day, with the date when it is another day. */
  time(ms: number): string;
  /** Day and time. */
  moment(ms: number): string;
  /** Day. */
  day(ms: number): string;
  /** Bytes in the largest unit that they fill, such as `99.88Ti`; what is no quantity stays as it is. */
  bytes(quantity: string | bigint): string;
  /** So much of a resource that a quota counts: memory in bytes, all else as a number. */
  amount(resource: string, quantity: string | bigint): string;
}

const NANO = 1e9;
const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

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
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false });
  const bytes = (quantity: string | bigint) => {
    const value = numberOf(quantity);
    if (value === undefined) return String(quantity);
    const power = Math.max(0, Math.floor(Math.log2(Math.abs(value)) / 10));
    const unit = Math.min(UNITS.length - 1, power);
    return `${number.format(value / 1024 ** unit)}${UNITS[unit]}`;
  };
  return {
    bytes,
    amount(resource, quantity) {
      if (resource === 'memory') return bytes(quantity);
      const value = numberOf(quantity);
      return value === undefined ? String(quantity) : number.format(value);
    },
    time: (ms) => (Math.abs(now() - ms) < DAY_MS ? clock.format(ms) : moment.format(ms)),
    moment: (ms) => moment.format(ms),
    day: (ms) => day.format(ms),
  };
}

/** Near enough to be read: what is compared is compared exactly elsewhere. @param quantity as text, or in units of 10⁻⁹ */
function numberOf(quantity: string | bigint): number | undefined {
  const nano = typeof quantity === 'bigint' ? quantity : parseQuantity(quantity);
  return nano === undefined ? undefined : Number(nano) / NANO;
}
