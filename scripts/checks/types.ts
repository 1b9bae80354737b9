// Checks the types of every project with the fast compiler; nothing has to be built before.
import { compile } from './run.ts';

/** Type errors in what the compiler printed, one line each; the lines that only explain one further are left out. */
export function parseTypeErrors(output: string): string[] {
  const errors = output.split('\n').filter((line) => /error TS\d+:/.test(line));
  return errors.map((line) => line.replace(/^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/, '$1:$2 $4 ($3)'));
}

/** One line for each type error of the project. */
export async function typeFindings(): Promise<string[]> {
  const { output, code } = await compile('--pretty', 'false');
  const findings = parseTypeErrors(output);
  if (code !== 0 && findings.length === 0) throw new Error(`tsc did not run: ${output.trim()}`);
  return findings;
}
