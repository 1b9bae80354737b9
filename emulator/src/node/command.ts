// A command that is run on an emulator, such as `terraform test`.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';

/**
 * Runs it on the terminal of this process, until it ends by itself: signals reach it, and what it makes of them is its own.
 * @returns its exit code, as a shell has it
 * @throws Error when it cannot be started
 */
export function runWith(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'inherit', env: environment });
    // A terminal sends Ctrl-C to both; somebody who ends this process alone means the command.
    process.on('SIGINT', () => {});
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    child.once('error', () =>
      reject(new Error(`${program} cannot be started: check its name and that it is on the PATH.`)),
    );
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}
