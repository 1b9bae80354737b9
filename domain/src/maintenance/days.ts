// Days of the week, as the contract spells them.

/** The days, Sunday first as JavaScript counts them. */
export const DAYS = Object.freeze(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const);

/** A day of the week. */
export type Day = (typeof DAYS)[number];

/** Whether the value is a day. */
export function isDay(value: unknown): value is Day {
  return DAYS.some((day) => day === value);
}
