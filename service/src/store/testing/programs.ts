// Runs the programs of this folder in processes of their own, and reads what they print.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A running program; it is killed at the latest when the test ends. */
export interface Program {
  readonly pid: number;
  /** What it printed so far, line by line. */
  readonly lines: readonly string[];
  /** Resolves with a line once that many were printed, or with undefined when it ended before. */
  line(number: number): Promise<string | undefined>;
  /** Gives it a line of input. */
  tell(line: string): void;
  /** Stops it where it is, as a machine under stress does, until it is killed. */
  pause(): void;
  /** Kills it as a crash does, and resolves when it is gone and everything it printed has arrived. */
  kill(): Promise<void>;
}

/** @param name a file of this folder */
export function startProgram(name: string, args: readonly string[], options: SpawnOptions = {}): Program {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--conditions=@hikube/source', file, ...args], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout! });
  reader.on('line', (line) => lines.push(line));
  let hasEnded = false;
  const ended = Promise.all([once(child, 'close'), once(reader, 'close')]).then(() => {
    hasEnded = true;
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return {
    pid: child.pid!,
    lines,
    tell: (line) => void child.stdin!.write(`${line}\n`),
    pause: () => child.kill('SIGSTOP'),
    kill,
    async line(number) {
      while (lines.length < number && !hasEnded) {
        await Promise.race([once(reader, 'line'), ended]);
      }
      return lines[number - 1];
    },
  };
}
