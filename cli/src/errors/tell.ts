// An error in lines for people: what, which field, the id to quote, and what to do next.
import { ApiError, type FieldError, HikubeError, OperationFailedError, WaitTimeoutError } from '@hikube/sdk';
import { CliError } from './cli-error.ts';
import { failedAtOf } from './exit-codes.ts';
import { didYouMean } from './nearest.ts';

/** Most values of a list that are named. */
const MOST_ALLOWED = 12;

/** How a field is called; undefined for one that has no other name than that of the API. */
export type Naming = (pointer: string) => string | undefined;

/**
 * @param more what the command itself knows to add, such as names that are close
 * @param naming of fields that somebody has typed
 */
export function tell(
  error: unknown,
  more: readonly string[] = [],
  naming: Naming = () => undefined,
): string[] {
  const all = [...linesOf(error, naming), ...more.map((line) => `  ${line}`)];
  return all.map((line, index) => (index === 0 ? `error: ${line}` : line));
}

function linesOf(error: unknown, naming: Naming): string[] {
  if (error instanceof CliError) return [error.message, ...error.next.map((line) => `  ${line}`)];
  if (error instanceof ApiError) return problemLines(error, naming);
  if (error instanceof WaitTimeoutError)
    return [error.message, `  next: hikube operation wait ${error.operation.id}`];
  if (error instanceof OperationFailedError)
    return [error.message, `  next: hikube operation get ${error.operation.id}`];
  if (error instanceof HikubeError) return [error.message];
  return ['This program has a fault. Run it again with --debug, and report what it says.'];
}

function problemLines(error: ApiError, naming: Naming): string[] {
  const { problem, code, requestId, retryable, retryAfterMs } = error;
  return [
    ...fieldsTold(problem.detail, error, naming),
    ...(retryable ? [`  the same command may succeed ${soon(retryAfterMs)}`] : []),
    // What has failed before there was an answer is in no log, and no page of the API is about it.
    ...(failedAtOf(error) === undefined ? traceOf(code, requestId) : []),
  ];
}

function traceOf(code: string, requestId: string | undefined): string[] {
  return [
    ...(requestId === undefined ? [] : [`  request: ${requestId}`]),
    ...(code === 'unknown' ? [] : [`  next: hikube explain ${code}`]),
  ];
}

const soon = (ms: number | undefined) => (ms ? `in ${Math.ceil(ms / 1000)} s` : 'later');

/** What is wrong, and the fields where it is. A single one needs no words about how many there are. */
function fieldsTold(told: string, { code, errors }: ApiError, naming: Naming): string[] {
  const [first] = errors;
  if (first !== undefined && errors.length === 1 && (code === 'validation_failed' || first.detail === told))
    return [lineOf(first, naming), ...valuesFor(first)];
  return [
    told,
    ...errors.flatMap((each) => [lineOf(each, naming), ...valuesFor(each)].map((line) => `  ${line}`)),
  ];
}

function lineOf({ pointer, detail }: FieldError, naming: Naming): string {
  return pointer === '' ? detail : `${naming(pointer) ?? `field ${pointer}`}: ${detail}`;
}

/** Lines with values that would do, where the sentence does not name them already. */
function valuesFor({ detail, allowed = [] }: FieldError): string[] {
  const [, typed = ''] = /"([^"]*)"/.exec(detail) ?? [];
  const shown = allowed.slice(0, MOST_ALLOWED).join(', ');
  return [
    ...(allowed.length === 0 || detail.includes(allowed.slice(0, 2).join(', '))
      ? []
      : [`  allowed: ${shown}${allowed.length > MOST_ALLOWED ? ', …' : ''}`]),
    ...(typed === '' || /did you mean/i.test(detail)
      ? []
      : didYouMean(typed, allowed).map((each) => `  ${each}`)),
  ];
}
