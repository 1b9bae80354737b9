// Every way in which a call can fail, as a class. `code` is from the closed list of the contract.
import type {
  ExistingObject,
  FieldError,
  Operation,
  Problem,
  ProblemCode,
} from '@hikube/openapi/client-types';

/** By this, `isHikubeError` knows errors of every copy of this package. */
export const BRAND: unique symbol = Symbol.for('@hikube/sdk/error') as never;

/** The root of all errors that this client throws. */
export class HikubeError extends Error {
  override name = 'HikubeError';
  /** The operation that was waited for, in every error of a wait: `operations.resume(operation.id)` waits again. */
  declare operation?: Operation;
  get [BRAND](): true {
    return true;
  }
}

/** No answer arrived: the address is wrong, the network is down, or it took too long. */
export class ConnectionError extends HikubeError {
  override name = 'ConnectionError';
  /** Another attempt may succeed. */
  readonly retryable: boolean;
  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.retryable = options.retryable;
  }
}

/** Something answered, but not as the API does: a proxy, a login page, or another service. */
export class UnexpectedAnswerError extends ConnectionError {
  override name = 'UnexpectedAnswerError';
  constructor(what: string, options: { cause?: unknown } = {}) {
    super(`${what} Is the endpoint that of a Hikube API, and does a proxy in between answer for it?`, {
      retryable: false,
      ...options,
    });
  }
}

/** A name that would have changed the path of the request. Nothing was sent. */
export class UnsafePathError extends HikubeError {
  override name = 'UnsafePathError';
  readonly parameter: string;
  constructor(parameter: string, value: unknown, reason: string) {
    super(
      `The ${parameter} ${JSON.stringify(value) ?? String(value)} cannot be used in a request: ${reason}.`,
    );
    this.parameter = parameter;
  }
}

/** The client was set up wrongly, or a call was given something that cannot be sent. Nothing was sent. */
export class ConfigurationError extends HikubeError {
  override name = 'ConfigurationError';
  /** Which option of the client, or which header, it is about; absent when it is about neither. */
  readonly option: string | undefined;
  constructor(message: string, { option, ...options }: { option?: string; cause?: unknown } = {}) {
    super(message, options);
    this.option = option;
  }
}

/** What an `ApiError` is made of: the fields of a problem that matter to a caller. */
export type ProblemFields = Pick<Problem, 'status' | 'detail'> & { code: string } & Partial<
    Omit<Problem, 'code'>
  >;

/** The API refused the request (RFC 9457 problem). */
export class ApiError extends HikubeError {
  override name = 'ApiError';
  /** HTTP status. */
  readonly status: number;
  /**
   * Code from the list of the contract, to which a later service may add; `unknown` when the answer was no problem document.
   */
  readonly code: ProblemCode | 'unknown';
  /** Id to quote to support. */
  readonly requestId: string | undefined;
  /** The same request may succeed later. */
  readonly retryable: boolean;
  /** Milliseconds after which the server wants to be asked again, when it said so. */
  readonly retryAfterMs: number | undefined;
  /** Each field that is wrong. */
  readonly errors: readonly FieldError[];
  /** The whole problem document. */
  readonly problem: ProblemFields;
  constructor(problem: ProblemFields, retryAfterMs?: number) {
    super(message(problem, retryAfterMs));
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId;
    this.retryable = problem.retryable ?? false;
    this.retryAfterMs = retryAfterMs;
    this.errors = problem.errors ?? [];
    this.problem = problem;
  }
}

/** 401: no token, or one that is not valid. */
export class AuthenticationError extends ApiError {
  override name = 'AuthenticationError';
}
/** 403: the token lacks a scope. */
export class PermissionError extends ApiError {
  override name = 'PermissionError';
}
/** 404: nothing of this name in your tenant. A 404 that is not the API's own is a plain `ApiError`. */
export class NotFoundError extends ApiError {
  override name = 'NotFoundError';
}
/** 409: the object is in a state in which this cannot be done. */
export class ConflictError extends ApiError {
  override name = 'ConflictError';
}
/** 409 `already_exists`: the name is taken; `existing` tells by what. */
export class AlreadyExistsError extends ConflictError {
  override name = 'AlreadyExistsError';
  get existing(): ExistingObject | undefined {
    return this.problem.existing;
  }
}
/** 412: the object changed meanwhile; `current` is what it is now. */
export class PreconditionFailedError extends ApiError {
  override name = 'PreconditionFailedError';
  get current(): Record<string, unknown> | undefined {
    return this.problem.current;
  }
}
/** 400, 413, 415 or 422: the request breaks a rule; `errors` names the fields. */
export class ValidationError extends ApiError {
  override name = 'ValidationError';
}
/** 422 `quota_exceeded`. */
export class QuotaExceededError extends ValidationError {
  override name = 'QuotaExceededError';
}
/** 429, after all retries. */
export class RateLimitError extends ApiError {
  override name = 'RateLimitError';
}
/** 5xx, after all retries. */
export class ServerError extends ApiError {
  override name = 'ServerError';
}

/** The request was accepted but its work did not arrive: it failed, was cancelled, or was replaced by a later write. */
export class OperationFailedError extends HikubeError {
  override name = 'OperationFailedError';
  override operation: Operation;
  /** Problem code of the failure, or the status that ended the operation. */
  readonly code: ProblemCode | Operation['status'];
  readonly retryable: boolean;
  constructor(operation: Operation) {
    const what = `${operation.kind} of ${operation.target.name} (operation ${operation.id})`;
    super(operation.error ? `${what} failed: ${operation.error.detail}` : `${what} was ${operation.status}.`);
    this.operation = operation;
    this.code = operation.error?.code ?? operation.status;
    this.retryable = operation.error?.retryable ?? false;
  }
}

/** The caller did not want to wait longer. The work goes on at the platform, and `operation` can be resumed. */
export class WaitTimeoutError extends HikubeError {
  override name = 'WaitTimeoutError';
  override operation: Operation;
  /** @param interruption why the API could not be asked any more when the wait ended, if so */
  constructor(operation: Operation, waitedMs: number, interruption?: HikubeError) {
    const what = `${operation.kind} of ${operation.target.name}`;
    const time = waitedMs < 1000 ? `${waitedMs} ms` : `${Math.round(waitedMs / 1000)} s`;
    const state =
      operation.status === 'succeeded'
        ? `${what} has succeeded, but what it made could not be read within ${time}.`
        : `${what} is still ${operation.status} after ${time} (${operation.progress.percent} %, ${operation.phase}). ` +
          `It goes on: resume operation ${operation.id} to wait again.`;
    super(
      interruption === undefined
        ? state
        : `${state} Last, the API could not be asked: ${interruption.message}`,
      {
        cause: interruption,
      },
    );
    this.operation = operation;
  }
}

function message(problem: ProblemFields, retryAfterMs: number | undefined): string {
  const fields = (problem.errors ?? []).map((error) => `\n  ${error.pointer}: ${error.detail}`).join('');
  const id = problem.requestId === undefined ? '' : ` (request ${problem.requestId})`;
  const later =
    retryAfterMs === undefined || retryAfterMs === 0
      ? ''
      : ` The server asks to be asked again in ${Math.ceil(retryAfterMs / 1000)} s.`;
  return `${problem.detail}${later}${id}${fields}`;
}
