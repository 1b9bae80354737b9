// SQLite's result codes as the store's errors, each with one sentence that says what to do.
import { StoreError, type StoreErrorCode } from '../errors.ts';

// Primary result codes (https://sqlite.org/rescode.html); the extended ones carry them in their lowest byte.
const SENTENCES: Record<number, readonly [StoreErrorCode, (file: string) => string]> = {
  3: ['not_writable', notWritable],
  5: ['unavailable', isBusy],
  6: ['unavailable', isBusy],
  8: ['not_writable', notWritable],
  10: [
    'io_error',
    (file) => `The disk failed while ${file} was used: check the disk, then start the service again.`,
  ],
  11: ['corrupt', isDamaged],
  13: [
    'disk_full',
    (file) => `There is no space left for ${file}: free some space; nothing that was acknowledged is lost.`,
  ],
  14: ['not_writable', notWritable],
  26: ['corrupt', isDamaged],
};

/** @param file what the sentence names */
export function sqliteError(file: string, error: unknown): unknown {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  if (error instanceof StoreError || typeof code !== 'number') return error;
  const [storeCode, sentence] = SENTENCES[code & 0xff] ?? ['internal', unexpected(code)];
  return new StoreError(storeCode, sentence(file), error);
}

/** Runs something on a database and turns its errors into sentences. */
export function withSqliteErrors<Result>(file: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw sqliteError(file, error);
  }
}

function notWritable(file: string): string {
  return `${file} cannot be opened for writing: give the service the right to write there, or choose another HIKUBE_DATA_DIR.`;
}

function isBusy(file: string): string {
  return `Another program holds ${file} locked: close it, then try again.`;
}

function isDamaged(file: string): string {
  return `${file} is damaged or is no database: restore a backup; the file was not changed.`;
}

function unexpected(code: number): (file: string) => string {
  return (file) =>
    `SQLite failed on ${file} with result code ${code}: start the service again, and report this.`;
}
