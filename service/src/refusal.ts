// How a handler or a rule says no: one error with a code from the contract, which http/ turns into a problem.
import type { ProblemCode } from '@hikube/openapi/problems';
import type { ExistingObject, FieldError } from '@hikube/openapi/types';

/** What a refusal may carry beside its code and detail. */
export interface RefusalFacts {
  /** The fields that are wrong. */
  readonly errors?: readonly FieldError[];
  /** With `precondition_failed`: the representation of now. */
  readonly current?: object;
  /** With `already_exists`: what is there. */
  readonly existing?: ExistingObject;
  /** Seconds after which the same request may succeed. */
  readonly retryAfterSeconds?: number;
  /** With `method_not_allowed`: the methods that the path has. */
  readonly allow?: readonly string[];
  /** What went wrong underneath: for the log, never for the caller. */
  readonly cause?: unknown;
}

/** A request that is answered with a documented problem. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly facts: RefusalFacts;

  /**
   * @param code from the closed list of the contract
   * @param detail one sentence for the caller: what is wrong here and what to do next
   */
  constructor(code: ProblemCode, detail: string, facts: RefusalFacts = {}) {
    super(detail, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.facts = facts;
  }
}

/**
 * Nothing of this name in the tenant; says the same about what never existed and what belongs to somebody else.
 * @param cluster in which it would be: another one of the tenant may have such a thing
 */
export function notFound(what: string, name: string, cluster?: string): Refusal {
  const where = cluster === undefined ? 'your tenant' : `the cluster "${cluster}"`;
  return new Refusal(
    'not_found',
    `There is no ${what} "${name}" in ${where}: check the name, or list what is there.`,
  );
}

/** So many change the same thing that this request lost every race. */
export function changedByMany(what: string): Refusal {
  return new Refusal('unavailable', `The ${what} is being changed by many at once: try again in a moment.`);
}

/** The body breaks rules of its fields, all of which are told. */
export function invalidBody(errors: readonly FieldError[]): Refusal {
  const told =
    errors.length === 1
      ? 'One field is wrong; it is listed with its reason.'
      : `${errors.length} fields are wrong; each is listed with its reason.`;
  return new Refusal('validation_failed', told, { errors });
}

/** The parameter breaks a rule that its schema cannot express. */
export function invalidParameter(name: string, code: string, detail: string): Refusal {
  return new Refusal('invalid_parameter', detail, { errors: [{ pointer: name, code, detail }] });
}

/** More of something are kept than may be; in the shape of every other refusal by a quota. */
export function tooManyKept(detail: string): Refusal {
  return new Refusal('quota_exceeded', detail, { errors: [{ pointer: '', code: 'quota_exceeded', detail }] });
}
