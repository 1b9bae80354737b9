// The program on this machine: its terminal, its files, its network.
import { dirname, join } from 'node:path';
import process from 'node:process';
import { main } from './app.ts';
import { exitCode } from './errors/exit-codes.ts';
import { reasonOf } from './errors/system.ts';
import { systemClock } from './host/clock.ts';
import { openDirect } from './host/direct.ts';
import { systemFiles } from './host/files.ts';
import { homeOf } from './host/home.ts';
import type { Host } from './host/host.ts';
import { systemProcesses } from './host/processes.ts';
import { inputOf, onInterrupt, outputOf, terminalQuestions } from './host/terminal.ts';

/** @returns the exit code */
export function start(environment: Host['environment'], version: string): Promise<number> {
  const [, script = '', ...args] = process.argv;
  let isLost = false;
  const lost = (error: Error & { code?: string }) => {
    isLost = true;
    process.stderr.write(`error: The result cannot be written: ${reasonOf(error)} (${error.code}).\n`);
    process.exitCode = exitCode('unwritten');
  };
  const host: Host = {
    environment,
    stdin: inputOf(process.stdin),
    stdout: outputOf(process.stdout, lost),
    // Of what cannot be told, nothing can be told.
    stderr: outputOf(process.stderr, () => {}),
    clock: systemClock,
    files: systemFiles(`${process.pid}`),
    processes: systemProcesses,
    questions: terminalQuestions,
    fetch: (request, init) => globalThis.fetch(request, init),
    direct: (access) => openDirect(access, environment),
    system: process.platform,
    architecture: process.arch,
    beside: async (file) => {
      const { realpath } = await import('node:fs/promises');
      return join(dirname(await realpath(script)), file);
    },
    home: homeOf(),
    self: [process.execPath, script],
    onInterrupt,
  };
  return main(host, args, version).then((code) => (isLost ? exitCode('unwritten') : code));
}
