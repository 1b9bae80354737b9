// Runs a program of somebody else to its end.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Gives what it printed. @throws when it fails, with `code`, `stdout` and `stderr` */
export const run = promisify(execFile);
