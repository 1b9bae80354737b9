// Changes that take availability, durability or protection away are lines like any other in a plan: a warning says so.
import type { Finding } from '@hikube/domain';
import type { Diagnostic } from 'terraform-plugin';
import { noteAbout } from '../api/problems.ts';

/** One warning for all that a change of an object takes away; a summary of its own, so that no other note hides it. */
export function lowered(name: string, findings: readonly Finding[]): Diagnostic[] {
  return noteAbout(name, findings).map((note) => ({
    ...note,
    summary: `The ${name} will be less available or less protected`,
  }));
}
