// Runs a tool of the project as a process of its own and collects what it says.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import process from 'node:process';

/** The root of the project. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** What a tool printed, both streams together, and how it ended. */
export interface ToolResult {
  output: string;
  code: number;
}

/** Runs `command` in the root of the project; a tool that cannot be started is an error. */
export function run(command: string, args: string[]): Promise<ToolResult> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', fail);
    child.on('close', (code) => done({ output, code: code ?? 1 }));
  });
}

/** Compiles packages and what they refer to, the whole project without words; where nothing is new, this does nothing. */
export function compile(...words: string[]): Promise<ToolResult> {
  return run(process.execPath, [join(ROOT, 'node_modules/@typescript/native/bin/tsc'), '-b', ...words]);
}
