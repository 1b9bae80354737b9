// Checks the types of every project with the fast compiler; nothing has to be built before.
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, run } from './run.ts';

const COMPILER = join(ROOT, 'node_modules/@typescript/native/bin/tsc');

/** One line for each type error; the lines that only explain it further are left out. */
export async function typeFindings(): Promise<string[]> {
  const { output, code } = await run(process.execPath, [COMPILER, '-b', '--pretty', 'false']);
  const errors = output.split('\n').filter((line) => /error TS\d+:/.test(line));
  if (code !== 0 && errors.length === 0) throw new Error(`tsc did not run: ${output.trim()}`);
  return errors.map((line) => line.replace(/^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/, '$1:$2 $4 ($3)'));
}
