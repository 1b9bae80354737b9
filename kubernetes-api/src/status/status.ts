// Refusals as Kubernetes answers them: a Status with a reason, a code, a text and details.
import type { JsonObject } from '../json/json.ts';
import { type FieldError, lineOf } from './field-error.ts';

/** What a refusal is about. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  /** Of the resource, or of the kind where a body is refused. */
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly {
    readonly reason?: string;
    readonly message?: string;
    readonly field?: string;
  }[];
  readonly retryAfterSeconds?: number;
}

/** A group and a plural. */
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

/** A group and a kind. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** Thrown anywhere below a request and answered as a Status. */
export class StatusError extends Error {
  readonly code: number;
  /** Empty where Kubernetes gives none. */
  readonly reason: string;
  readonly details: StatusDetails | undefined;

  constructor(code: number, reason: string, message: string, details?: StatusDetails) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The body of the answer. */
  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason !== '' && { reason: this.reason }),
      ...(this.details !== undefined && { details: detailsOf(this.details) }),
      code: this.code,
    };
  }
}

function detailsOf({ name, group, kind, uid, causes, retryAfterSeconds }: StatusDetails): JsonObject {
  return {
    ...(name && { name }),
    ...(group && { group }),
    ...(kind && { kind }),
    ...(uid && { uid }),
    ...(causes && causes.length > 0 && { causes: causes.map((cause) => ({ ...cause })) }),
    ...(retryAfterSeconds && { retryAfterSeconds }),
  } as JsonObject;
}

/** `leases.coordination.k8s.io`, or `configmaps` in the core group. */
function resourceText({ group, resource }: GroupResource): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** `Lease.coordination.k8s.io`, or `ConfigMap` in the core group. */
function kindText({ group, kind }: GroupKind): string {
  return group === '' ? kind : `${kind}.${group}`;
}

function about({ group, resource }: GroupResource, name: string): StatusDetails {
  return { name, group, kind: resource };
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

/** @param message what follows `is forbidden: ` */
export function forbiddenError(
  target: GroupResource,
  name: string,
  message: string,
  causes: NonNullable<StatusDetails['causes']> = [],
): StatusError {
  const subject = name === '' ? resourceText(target) : `${resourceText(target)} "${name}"`;
  return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${message}`, {
    ...about(target, name),
    causes,
  });
}

export function notFound(target: GroupResource, name: string): StatusError {
  return new StatusError(404, 'NotFound', `${resourceText(target)} "${name}" not found`, about(target, name));
}

/** A path that names nothing that is served. */
export function noSuchResource(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function notAcceptable(message: string): StatusError {
  return new StatusError(406, 'NotAcceptable', message);
}

export function alreadyExists(target: GroupResource, name: string): StatusError {
  return new StatusError(
    409,
    'AlreadyExists',
    `${resourceText(target)} "${name}" already exists`,
    about(target, name),
  );
}

export function conflict(target: GroupResource, name: string, why: string): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resourceText(target)} "${name}": ${why}`,
    about(target, name),
  );
}

export function tooManyRequests(message: string): StatusError {
  return new StatusError(429, 'TooManyRequests', message, { retryAfterSeconds: 1 });
}

export const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message);
}

export function invalidObject(target: GroupKind, name: string, errors: readonly FieldError[]): StatusError {
  const lines = [...new Set(errors.map(lineOf))];
  const text = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  return new StatusError(422, 'Invalid', `${kindText(target)} "${name}" is invalid: ${text}`, {
    name,
    group: target.group,
    kind: target.kind,
    causes: errors.map(({ reason, message, field }) => ({ reason, message, field })),
  });
}

/** What a Go server says of an error that has no Status of its own. */
export function internal(message: string): StatusError {
  return new StatusError(500, '', message);
}
