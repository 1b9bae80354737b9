// Instants as RFC 3339 text. Pure: nothing here reads a clock.

const TIMESTAMP =
  /^(?<date>[0-9]{4}-(?:0[1-9]|1[0-2])-(?<day>0[1-9]|[12][0-9]|3[01]))[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/;

/**
 * Reads an RFC 3339 timestamp with a day that exists.
 * @returns milliseconds since 1970 in UTC, or `undefined` when the value is no timestamp
 */
export function parseTimestamp(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const groups = TIMESTAMP.exec(value)?.groups;
  if (groups === undefined) return undefined;
  // February 30 would quietly become March 2.
  const day = new Date(`${groups['date']}T00:00:00Z`);
  if (day.getUTCDate() !== Number(groups['day'])) return undefined;
  const instant = Date.parse(value.toUpperCase());
  return Number.isNaN(instant) ? undefined : instant;
}
