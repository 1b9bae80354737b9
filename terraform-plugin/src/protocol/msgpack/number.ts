// Numbers without loss: which JavaScript form holds a Terraform number exactly.

const INTEGER = /^-?(0|[1-9]\d*)$/;

/**
 * The exact form of a number written as text: a `number` when its shortest text is the same again, a `bigint`
 * for other plain integers, else the text itself. `0.1` is a number (Terraform means the decimal, not the
 * float64), `0.1000000000000000055511` stays text.
 */
export function exactNumber(text: string): number | bigint | string {
  const value = Number(text);
  if (Number.isFinite(value) && String(value) === text && !isInexactInteger(value)) return value;
  return INTEGER.test(text) ? narrow(BigInt(text)) : text;
}

/** A bigint as a number when a number holds it exactly. */
export function narrow(value: bigint): number | bigint {
  const isSafe = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
  return isSafe ? Number(value) : value;
}

/** True for integers so large that a float64 skips some of their neighbours. */
export function isInexactInteger(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}
