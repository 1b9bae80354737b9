// Names of children are keys of maps and parts of ids of constructs, so they must be there at synth.
import { at, type Finding } from '@hikube/domain';
import { type IsUnresolved, isLater } from './known.ts';
import { refusal } from './refusal.ts';

/** What is said of a child whose name is a reference. */
export function literalName(noun: string): string {
  return `The ${noun} must be named by a literal and not by a reference, because the plan shows it under its name.`;
}

/** A finding for each child of a map whose name is, or contains, a reference. */
export function checkChildNames(
  children: Readonly<Record<string, unknown>>,
  noun: string,
  pointer: string,
  isUnresolved: IsUnresolved,
): readonly Finding[] {
  return Object.keys(children)
    .filter((name) => isLater(name, isUnresolved))
    .map((name) => refusal(at(pointer, name), literalName(noun)));
}
