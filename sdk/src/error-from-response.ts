// Makes the error of an answer that is not a success, whatever stands in it: a proxy may have answered for the API.
import type { FieldError } from '@hikube/openapi/client-types';
import {
  AlreadyExistsError,
  ApiError,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionError,
  PreconditionFailedError,
  type ProblemFields,
  QuotaExceededError,
  RateLimitError,
  ServerError,
  ValidationError,
} from './errors.ts';
import { type Clock, systemClock } from './transport/clock.ts';
import { askedPause, RETRYABLE } from './transport/retry.ts';

/** Code of an answer that is no problem document: somebody else has answered. */
export const UNKNOWN = 'unknown';

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
export function errorFromResponse(response: Response, body: unknown, clock: Clock = systemClock): ApiError {
  const { status, headers } = response;
  const requestId = headers.get('X-Request-Id') ?? undefined;
  const problem: ProblemFields = isProblem(body)
    ? {
        ...(requestId === undefined ? {} : { requestId }),
        ...body,
        errors: fieldErrorsOf(body.errors),
        status,
      }
    : {
        status,
        code: UNKNOWN,
        detail: `The server answered ${status} without a problem document; is the endpoint a Hikube API?`,
        retryable: RETRYABLE.has(status),
        ...(requestId === undefined ? {} : { requestId }),
      };
  const Class = classOf(problem);
  if (!RETRYABLE.has(status)) return new Class(problem);
  const later = askedPause(headers, clock);
  // Whoever says when to come again says that it is worth it.
  return new Class(later === undefined ? problem : { ...problem, retryable: true }, later);
}

function classOf({ code, status }: ProblemFields): typeof ApiError {
  // A gateway that has lost the route says nothing of the object.
  if (status === 404 && code === UNKNOWN) return ApiError;
  return BY_CODE[code] ?? BY_STATUS[status] ?? (status >= 500 ? ServerError : ApiError);
}

function isProblem(body: unknown): body is ProblemFields {
  return isRecord(body) && typeof body['code'] === 'string' && typeof body['detail'] === 'string';
}

function fieldErrorsOf(errors: unknown): FieldError[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isFieldError);
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value['pointer'] === 'string' && typeof value['detail'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
