// How the command ends, as a script sees it. The table in the README is made of this.
import {
  ApiError,
  AuthenticationError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  NotFoundError,
  OperationFailedError,
  PermissionError,
  PreconditionFailedError,
  UnsafePathError,
  ValidationError,
  WaitTimeoutError,
} from '@hikube/sdk';
import { CliError } from './cli-error.ts';

/** Each code with what it means. */
export const EXIT_CODES = {
  done: [0, 'done'],
  no: [1, 'the answer is no: `diff` found a difference, a question was declined, `doctor` found something'],
  usage: [2, 'the command line, a file or a setting is wrong; nothing was sent'],
  refused: [3, 'the API refused the request for another reason than those below'],
  notFound: [4, 'nothing of this name'],
  unauthorised: [5, 'no valid token, or one that may not do this'],
  conflict: [6, 'the state of the object is in the way: it exists, is protected, changed meanwhile'],
  invalid: [7, 'a field breaks a rule, or the quota is used up'],
  unreachable: [8, 'the API did not answer'],
  timeout: [9, 'the wait is over and the work goes on'],
  failed: [10, 'the work was accepted, and failed, was cancelled or was replaced'],
  internal: [70, 'a fault of this program'],
  unwritten: [74, 'the result could not be written, to a full disk for one'],
  interrupted: [130, 'Ctrl-C'],
} as const;

/** The name of an end. */
export type ExitName = keyof typeof EXIT_CODES;

/** The code of an end. */
export const exitCode = (name: ExitName): number => EXIT_CODES[name][0];

/** From the most particular class to the least. */
const CLASSES: readonly (readonly [new (...given: never[]) => Error, ExitName])[] = [
  [WaitTimeoutError, 'timeout'],
  [OperationFailedError, 'failed'],
  [NotFoundError, 'notFound'],
  [AuthenticationError, 'unauthorised'],
  [PermissionError, 'unauthorised'],
  [PreconditionFailedError, 'conflict'],
  [ConflictError, 'conflict'],
  [ValidationError, 'invalid'],
  [ApiError, 'refused'],
  [ConnectionError, 'unreachable'],
  [ConfigurationError, 'usage'],
  [UnsafePathError, 'usage'],
];

/** Direct mode says where it has failed; of what the platform has answered, the class says more. */
const FAILED_AT: Readonly<Record<string, ExitName>> = { kubeconfig: 'usage', connection: 'unreachable' };

/** Where direct mode has failed before there was an answer of the API; undefined for any other error. */
export function failedAtOf(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || !('failedAt' in error.problem)) return undefined;
  return String(error.problem.failedAt);
}

/** The end of an error of the command line, or of one that the SDK throws; a fault of ours for any other. */
export function exitOf(error: unknown): ExitName {
  if (error instanceof CliError) return error.exit;
  const own = FAILED_AT[failedAtOf(error) ?? ''];
  if (own !== undefined) return own;
  return CLASSES.find(([known]) => error instanceof known)?.[1] ?? 'internal';
}
