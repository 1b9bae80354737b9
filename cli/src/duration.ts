// Lengths of time as people write them.
import { wrong } from './errors/cli-error.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `90s`, `1h30m`; a mere number is seconds. */
export function millisecondsOf(flag: string, text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text) * 1000;
  if (!/^([0-9]+(ms|s|m|h|d))+$/.test(text))
    throw wrong(`--${flag} takes a time such as 90s, 30m or 1h30m, and not ${JSON.stringify(text)}.`);
  return [...text.matchAll(/([0-9]+)(ms|s|m|h|d)/g)].reduce(
    (sum, [, count, unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 0),
    0,
  );
}

/** `1 h 5 min`, `90 s` */
function spoken(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

/** What an estimate adds to a line, such as `, about 90 s left`; nothing where there is none, and at the end. */
export const leftOf = (etaSeconds: number | null): string =>
  etaSeconds === null || etaSeconds === 0 ? '' : `, about ${spoken(etaSeconds)} left`;
