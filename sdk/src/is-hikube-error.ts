// Tells errors of this client from all others, also where two copies of the package are installed: `instanceof` knows
// only the classes of its own copy.
import type { ExistingObject, FieldError, ProblemCode } from '@hikube/openapi/client-types';
import { BRAND, type HikubeError } from './errors.ts';

/** An error that carries a problem code: of a refusal, or of work that failed. */
export interface CodedError<Code extends string> extends HikubeError {
  readonly code: Code;
  /** The same request may succeed later. */
  readonly retryable: boolean;
  /** HTTP status; absent where the work failed and not the request. */
  readonly status?: number;
  /** Id to quote to support. */
  readonly requestId?: string | undefined;
  /** Each field that is wrong. */
  readonly errors?: readonly FieldError[];
  /** Of `already_exists`: by what the name is taken. */
  readonly existing?: ExistingObject | undefined;
  /** Of `precondition_failed`: what the object is now. */
  readonly current?: Record<string, unknown> | undefined;
}

/**
 * Whether this client threw it, and for that reason. It also knows errors of another copy of this package.
 *
 * @example
 * try {
 *   await hikube.clusters.get('gone');
 * } catch (error) {
 *   if (!isHikubeError(error, 'not_found')) throw error;
 *   console.log(error.status, error.code);
 * }
 */
export function isHikubeError(error: unknown): error is HikubeError;
export function isHikubeError<Code extends ProblemCode>(
  error: unknown,
  code: Code,
): error is CodedError<Code>;
export function isHikubeError(error: unknown, code?: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { [BRAND]: isOurs, code: its } = error as { [BRAND]?: unknown; code?: unknown };
  return isOurs === true && (code === undefined || its === code);
}
