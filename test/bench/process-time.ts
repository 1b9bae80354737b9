// Wall time of whole processes, in milliseconds, up to a line of output or to the end.
import { spawn } from 'node:child_process';

/** The environment without what would be paid by every Node process on some machines and none on others. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _slow, NODE_OPTIONS: _options, ...rest } = process.env;
  return { ...rest, ...extra };
}

/** Runs a command to its end. */
export function timeToEnd(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: cleanEnvironment(),
      ...options,
    });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - start);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${complaint}`));
    });
  });
}

/** Runs a command until it prints its first line, then ends it. */
export function timeToFirstLine(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], env });
    child.stdout.once('data', () => {
      const elapsed = performance.now() - start;
      child.once('close', () => resolve(elapsed));
      child.kill('SIGKILL');
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code !== null) reject(new Error(`${command} ended with ${code} before it printed anything`));
    });
  });
}
