// How a route says no: errors that the service tells its caller.
import type { FieldError } from '@hikube/openapi/types';
import { PlatformError, type RouteRefusal } from '@hikube/service/platform';

function refusal(
  reason: RouteRefusal,
  message: string,
  options: { readonly fields?: readonly FieldError[]; readonly cause?: unknown } = {},
): PlatformError {
  return new PlatformError(reason, message, { retryable: false, ...options });
}

/** The body breaks rules of its members, all of which are told. */
export function invalidBody(fields: readonly FieldError[]): PlatformError {
  return refusal('InvalidArgument', fields.map(({ detail }) => detail).join(' '), { fields });
}

/** One member of the body is wrong. */
export function invalidField(field: string, detail: string): PlatformError {
  return invalidBody([{ pointer: `/${field}`, code: 'invalid_value', detail }]);
}

/** A parameter of the query that must be there is not. */
export function missingParameter(name: string, detail: string): PlatformError {
  const fields = [{ pointer: name, code: 'required', detail }];
  return refusal('InvalidParameter', detail, { fields });
}

/** Nothing here has that name. */
export function notFound(message: string): PlatformError {
  return refusal('NotFound', message);
}

/** What this platform cannot do, however it is asked. */
export function unsupported(message: string): PlatformError {
  return refusal('Unsupported', message);
}

/** Runs what needs a cluster; one that was ordered a moment ago is not in the world yet. */
export async function whenBegun<Result>(cluster: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.reason !== 'NotFound') throw cause;
    const message = `The platform has not begun with this part of the cluster "${cluster}": try again in a moment.`;
    throw refusal('NotReady', message, { cause });
  }
}
