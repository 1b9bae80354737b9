// Values that somebody wrote with another type than the chart has: YAML makes a number of 1.34, and quotes make a text of 3. The
// server stores both, and what they say is plain. Whoever took the default in their place would write that over them.

/** A whole number. */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^[0-9]{1,9}$/.test(value) ? Number(value) : value;
  return Number.isInteger(number) ? Number(number) : undefined;
}

/** Whether something is switched on. */
export function isOn(value: unknown): boolean {
  return value === true || value === 'true';
}

/** A text; empty for what is none. */
export function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
}
