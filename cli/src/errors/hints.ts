// What can be found out about an error: an address that is not the one meant, names that are close to one that does not exist.
import { isHikubeError } from '@hikube/sdk';
import type { Command } from '../commands/command.ts';
import { namesOf } from '../contract/names.ts';
import type { Session } from '../session.ts';
import { addressHints } from './address-hints.ts';
import { didYouMean } from './nearest.ts';

/** Lines to put under the error. Nothing that goes wrong here matters. */
export async function hintsFor(
  session: Session,
  error: unknown,
  { args = [] }: Command,
  given: readonly string[],
): Promise<readonly string[]> {
  const address = await addressHints(session, error);
  if (address.length > 0 || !isHikubeError(error, 'not_found')) return address;
  try {
    const hikube = (await session.client()).withOptions({ deadlineMs: HINT_MS, retry: { maxRetries: 0 } });
    for (const [index, { complete }] of args.entries()) {
      const typed = given[index];
      if (complete === undefined || typed === undefined) continue;
      const names = await namesOf(hikube, complete, given[0]);
      if (!names.includes(typed)) return didYouMean(typed, names);
    }
  } catch {
    // The error itself is told.
  }
  return [];
}

/** Nobody waits longer for a hint. */
const HINT_MS = 2000;
