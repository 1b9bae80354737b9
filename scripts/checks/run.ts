// Runs a tool of the project as a process of its own and collects what it says.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
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
