// An error of the command line itself: what is wrong, and what to do next.
import type { ExitName } from './exit-codes.ts';

export class CliError extends Error {
  override name = 'CliError';
  readonly exit: ExitName;
  /** What to run or to change, one a line. */
  readonly next: readonly string[];
  constructor(
    message: string,
    { exit = 'usage', next = [] }: { exit?: ExitName; next?: readonly string[] } = {},
  ) {
    super(message);
    this.exit = exit;
    this.next = next;
  }
}

/** A command line, a file or a setting that is wrong. */
export const wrong = (message: string, ...next: readonly string[]) => new CliError(message, { next });
