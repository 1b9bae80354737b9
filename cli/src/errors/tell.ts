// An error in lines for people: what, which field, the id to quote, and what to do next.
import { ApiError, type FieldError, HikubeError, OperationFailedError, WaitTimeoutError } from '@hikube/sdk';
import { CliError } from './cli-error.ts';
import { failedAtOf } from './exit-codes.ts';
import { didYouMean } from './nearest.ts';

/** Most values of a list that are named. */
const MOST_ALLOWED = 12;

/** @param more what the command itself knows to add, such as names that are close */
export function tell(error: unknown, more: readonly string[] = []): string[] {
  const all = [...linesOf(error), ...more.map((line) => `  ${line}`)];
  return all.map((line, index) => (index === 0 ? `error: ${line}` : line));
}

function linesOf(error: unknown): string[] {
  if (error instanceof CliError) return [error.message, ...error.next.map((line) => `  ${line}`)];
  if (error instanceof ApiError) return problemLines(error);
  if (error instanceof WaitTimeoutError)
    return [error.message, `  next: hikube operation wait ${error.operation.id}`];
  if (error instanceof OperationFailedError)
    return [error.message, `  next: hikube operation get ${error.operation.id}`];
  if (error instanceof HikubeError) return [error.message];
  return ['This program has a fault. Run it again with --debug, and report what it says.'];
}

function problemLines(error: ApiError): string[] {
  const { problem, code, requestId, retryable, retryAfterMs, errors } = error;
  return [
    problem.detail,
    ...errors.flatMap((each) => fieldLines(each, problem.detail)),
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

/** A field as the API names it, with values that would do where the sentence does not name them already. */
function fieldLines({ pointer, detail, allowed = [] }: FieldError, told: string): string[] {
  const [, typed = ''] = /"([^"]*)"/.exec(detail) ?? [];
  const shown = allowed.slice(0, MOST_ALLOWED).join(', ');
  // Of a single field, the problem says the same.
  const what = detail === told ? '' : detail;
  const line = [...(pointer === '' ? [] : [`field ${pointer}`]), ...(what === '' ? [] : [what])].join(': ');
  return [
    ...(line === '' ? [] : [`  ${line}`]),
    ...(allowed.length === 0 || detail.includes(allowed.slice(0, 2).join(', '))
      ? []
      : [`    allowed: ${shown}${allowed.length > MOST_ALLOWED ? ', …' : ''}`]),
    ...(typed === '' || /did you mean/i.test(detail)
      ? []
      : didYouMean(typed, allowed).map((each) => `    ${each}`)),
  ];
}
