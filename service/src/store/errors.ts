// The one error a store throws: a closed list of codes, one clear sentence, and whether trying again can help.

/**
 * Why a store could not do what it was asked.
 *
 * - `invalid_argument`: the caller broke a documented limit; nothing was read or written.
 * - `closed`: the store was closed before the call.
 * - `unavailable`: the storage cannot be reached now. A `commit` that fails so **may have been applied**.
 * - `disk_full`: there is no space left; nothing of the batch was kept.
 * - `not_writable`: the data directory or file refuses writes.
 * - `corrupt`: what is stored is damaged, missing, or was not written by this service.
 * - `damaged`: one document is, which the message names; everything else can be read and written.
 * - `in_use`: another process owns the data directory.
 * - `io_error`: the operating system reported a failing disk.
 * - `denied`: the database refuses the login, or the login lacks a right.
 * - `internal`: the storage answered something that this service does not expect.
 * - `unsupported`: this runtime lacks what the store needs.
 * - `schema_too_new`: the data was written by a newer version of the service.
 * - `already_exists`: a file that would be overwritten is already there.
 */
export type StoreErrorCode =
  | 'invalid_argument'
  | 'closed'
  | 'unavailable'
  | 'disk_full'
  | 'not_writable'
  | 'corrupt'
  | 'damaged'
  | 'in_use'
  | 'io_error'
  | 'denied'
  | 'internal'
  | 'unsupported'
  | 'schema_too_new'
  | 'already_exists';

const RETRYABLE: ReadonlySet<StoreErrorCode> = new Set(['unavailable', 'disk_full']);

/** A failure of the storage itself. A lost race is not an error: `commit` answers it as a conflict. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  /** True when the same call can succeed later without anybody changing the request. */
  readonly retryable: boolean;

  /**
   * @param code why, from the closed list
   * @param message one sentence for the operator, with the next step where there is one
   * @param cause the driver's own error, for the log and never for a user
   */
  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = RETRYABLE.has(code);
  }
}
