// A value that exists but is not known yet: Terraform's unknown, a construct's token.

/**
 * Stands in place of a value that is decided later. Rules treat it as present and skip what they cannot check,
 * so that partly known input gets exactly the findings that hold whatever the value turns out to be.
 */
export const UNKNOWN: unique symbol = Symbol('hikube.unknown');

/** Whether the value is decided later. */
export function isUnknown(value: unknown): value is typeof UNKNOWN {
  return value === UNKNOWN;
}
