// The one way in which a test is left out: whoever reads the run is told why, and in CI, where `.ci/run` installs what all
// of them need, it is an error.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { SCALE } from './scale.ts';

/** Prints why something is left out, in CI throws it; false where nothing is missing. @param missing a clause without an end */
export function isLeftOut(what: string, missing: string | undefined): boolean {
  if (missing === undefined) return false;
  if (process.env['CI'])
    throw new Error(`${what} has to run here, but ${missing}; .ci/run says how to get it.`);
  return isNotFor(what, missing);
}

/** Prints that something is part of the long run only; false in the long run. */
export function isForFullRun(what: string): boolean {
  return SCALE < 1 && isNotFor(what, 'it is part of npm run test:full');
}

/** Prints that something is for a night only; false in the longest run. */
export function isForSoak(what: string): boolean {
  return SCALE <= 1 && isNotFor(what, 'it is part of npm run test:soak');
}

/** Prints why something is nothing for this kind of machine, in CI, too; false where there is no reason. */
export function isNotFor(what: string, reason: string | undefined): boolean {
  if (reason !== undefined) console.log(`${what} is left out: ${reason}.`);
  return reason !== undefined;
}

/** Why a program cannot be used; undefined when it ends well with these words. */
export function missingProgram(program: string, ...words: string[]): string | undefined {
  return spawnSync(program, words).status === 0 ? undefined : `there is no ${program} on this machine`;
}
