// How much of a countable test is run: a tenth in `npm test`, all of it in `npm run test:full`, multiples in
// `npm run test:soak`. One number decides, so that every suite means the same by it.

/** 0.1, 1 or more; `HIKUBE_TEST_SCALE`. */
export const SCALE = Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1');

/** `full` scaled, at least `least`. */
export function scaled(full: number, least = 1): number {
  return Math.max(least, Math.round(full * SCALE));
}

const LEAST_MS = 900_000;

/** Milliseconds that a scaled test may take. Only what hangs reaches them: a machine with other work takes many times as long. */
export function scaledTimeout(fullMs: number): number {
  return Math.max(LEAST_MS, Math.round(fullMs * SCALE));
}
