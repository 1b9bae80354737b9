// What takes long and is left to the long run says so, as everywhere; this package's tests need no other one for it.
import process from 'node:process';

/** Prints that something is part of the long run only; false in the long run. */
export function isForFullRun(what: string): boolean {
  const isLeftOut = Number(process.env['HIKUBE_TEST_SCALE'] ?? '0.1') < 1;
  if (isLeftOut) console.log(`${what} is left out: it is part of npm run test:full.`);
  return isLeftOut;
}
