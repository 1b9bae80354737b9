// An API that was away in the middle of an apply: the wait goes on, and a warning says why it took long.
import { type Diagnostic, warning } from 'terraform-plugin';
import { type Outcome, seconds } from './waiting.ts';

/** A restart is over by then, and nobody needs to hear of it. */
const WORTH_TELLING_MS = 60_000;

/** A warning when the API could not be asked for a minute or more while Terraform waited. */
export function outageNote(name: string, outcome: Outcome | undefined): Diagnostic[] {
  const awayMs = outcome?.awayMs ?? 0;
  if (awayMs < WORTH_TELLING_MS) return [];
  return [
    warning(
      `The API was away while Terraform waited for the ${name}`,
      `It could not be asked for ${seconds(awayMs)}. The wait went on, and nothing was lost by it.`,
    ),
  ];
}
