// What is wrong with the use of constructs, in the form of the domain's findings.
import type { Finding } from '@hikube/domain';

/** A finding that refuses the value at the pointer. */
export function refusal(pointer: string, detail: string): Finding {
  return { pointer, code: 'invalid_value', severity: 'error', detail };
}
