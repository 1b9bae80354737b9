// Every way in which a call can fail, as a class. `code` is from the closed list of the contract.
import type { ExistingObject, FieldError, Operation, Problem } from '@hikube/openapi/types';

/** The root of all errors that this client throws. */
export class HikubeError extends Error {
  override name = 'HikubeError';
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

/** The client was set up wrongly. */
export class ConfigurationError extends HikubeError {
  override name = 'ConfigurationError';
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
  /** Code from the closed list of the contract; `unknown` when the answer was no problem document. */
  readonly code: string;
  /** Id to quote to support. */
  readonly requestId: string | undefined;
  /** The same request may succeed later. */
  readonly retryable: boolean;
  /** Each field that is wrong. */
  readonly errors: readonly FieldError[];
  /** The whole problem document. */
  readonly problem: ProblemFields;
  constructor(problem: ProblemFields) {
    super(message(problem));
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId;
    this.retryable = problem.retryable ?? false;
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
/** 404: nothing of this name in your tenant. */
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
  readonly operation: Operation;
  /** Problem code of the failure, or the status that ended the operation. */
  readonly code: string;
  readonly retryable: boolean;
  constructor(operation: Operation) {
    const what = `${operation.kind} of ${operation.target.name} (operation ${operation.id})`;
    super(operation.error ? `${what} failed: ${operation.error.detail}` : `${what} was ${operation.status}.`);
    this.operation = operation;
    this.code = operation.error?.code ?? operation.status;
    this.retryable = operation.error?.retryable ?? false;
  }
}

/** The work goes on at the platform, but the caller did not want to wait longer. `operation` can be resumed. */
export class WaitTimeoutError extends HikubeError {
  override name = 'WaitTimeoutError';
  readonly operation: Operation;
  constructor(operation: Operation, waitedMs: number) {
    const seconds = Math.round(waitedMs / 1000);
    super(
      `${operation.kind} of ${operation.target.name} is still ${operation.status} after ${seconds} s ` +
        `(${operation.progress.percent} %, ${operation.phase}). It goes on: resume operation ${operation.id} to wait again.`,
    );
    this.operation = operation;
  }
}

const BY_CODE: Record<string, typeof ApiError> = {
  already_exists: AlreadyExistsError,
  quota_exceeded: QuotaExceededError,
};

const BY_STATUS: Record<number, typeof ApiError> = {
  400: ValidationError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  412: PreconditionFailedError,
  413: ValidationError,
  415: ValidationError,
  422: ValidationError,
  429: RateLimitError,
};

/** The error for an answer that is not a success. `body` is what was parsed of it, whatever that is. */
export function errorFromResponse(response: Response, body: unknown): ApiError {
  const requestId = response.headers.get('X-Request-Id') ?? undefined;
  const problem: ProblemFields = isProblem(body)
    ? { ...(requestId === undefined ? {} : { requestId }), ...body, status: response.status }
    : {
        status: response.status,
        code: 'unknown',
        detail: `The server answered ${response.status} without a problem document; is the endpoint a Hikube API?`,
        ...(requestId === undefined ? {} : { requestId }),
      };
  const Class =
    BY_CODE[problem.code] ?? BY_STATUS[response.status] ?? (response.status >= 500 ? ServerError : ApiError);
  return new Class(problem);
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'detail' in body
  );
}

function message(problem: ProblemFields): string {
  const fields = (problem.errors ?? []).map((error) => `\n  ${error.pointer}: ${error.detail}`).join('');
  const id = problem.requestId === undefined ? '' : ` (request ${problem.requestId})`;
  return `${problem.detail}${id}${fields}`;
}
