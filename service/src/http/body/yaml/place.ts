// Where in a YAML text something is wrong, and how that is said.
import { Refusal } from '../../../refusal.ts';

/** Line and column of an offset, both from 1. */
export type Place = (offset: number) => { readonly line: number; readonly col: number };

// A message of the parser can repeat what it stumbled over.
const MAX_REASON = 160;

/**
 * The refusal of a text that is no YAML, or YAML that is not accepted.
 * @param reason what is wrong and what to do, without a full stop
 */
export function malformedYaml(reason: string, at: ReturnType<Place>): Refusal {
  const [first = '', ...rest] = reason.trim().replace(/\.$/, '');
  const text = (first.toLowerCase() + rest.join('')).replaceAll(/\s+/g, ' ');
  const short = text.length > MAX_REASON ? `${text.slice(0, MAX_REASON)}…` : text;
  const where = `line ${Math.max(1, at.line)}, column ${Math.max(1, at.col)}`;
  return new Refusal('malformed_body', `The body cannot be read as YAML at ${where}: ${short}.`);
}
