// A parameter of the list or of the wait has no effect on a stream: whoever sends it relies on it, and is told.
import { invalidParameter } from '../../refusal.ts';

/**
 * Refuses the parameter where it was sent.
 * @param instead what to do
 */
export function refuseInStream(name: string, sent: string | undefined, instead: string): void {
  if (sent === undefined) return;
  throw invalidParameter(
    name,
    'not_supported',
    `${name} has no effect on a stream: leave it out. ${instead}`,
  );
}
