// Runs a command line on a host, and says how it ended.
import { run } from '@stricli/core';
import { TREE } from './commands/tree.ts';
import { CliError } from './errors/cli-error.ts';
import { exitCode, exitOf } from './errors/exit-codes.ts';
import { hintsFor } from './errors/hints.ts';
import { tell } from './errors/tell.ts';
import type { Host } from './host/host.ts';
import { hasColours, painted } from './output/paint.ts';
import { applicationOf, type Invocation, type Runner } from './parser.ts';
import { Session } from './session.ts';

/** @returns the exit code */
export async function main(plain: Host, args: readonly string[], version: string): Promise<number> {
  const isOff = args.includes('--no-color');
  const host = hasColours(plain, plain.stderr, isOff) ? { ...plain, stderr: painted(plain.stderr) } : plain;
  let code: number | undefined;
  const process = {
    stdout: host.stdout,
    stderr: host.stderr,
    env: { STRICLI_NO_COLOR: '1' },
    exitCode: null as number | string | null,
  };
  const runner: Runner = {
    process,
    async carryOut(invocation) {
      code = await carryOut(host, invocation, version);
    },
    propose: async () => [],
  };
  await run(applicationOf(TREE, version), args, { ...runner, process });
  if (code !== undefined) return code;
  // Of the parser: a negative code is a command line that it did not understand, or a fault.
  const own = Number(process.exitCode ?? 0);
  if (own >= 0) return own;
  return exitCode(own === UNKNOWN_COMMAND || own === INVALID_ARGUMENT ? 'usage' : 'internal');
}

const UNKNOWN_COMMAND = -5;
const INVALID_ARGUMENT = -4;

async function carryOut(
  host: Host,
  { command, options, given }: Invocation,
  version: string,
): Promise<number> {
  const session = new Session(host, options, version);
  try {
    // A form that nobody knows is refused before anything is done.
    void session.form;
    return (await command.run(session, given)) ?? 0;
  } catch (error) {
    const lines = tell(error, await hintsFor(session, error, command, given.args));
    host.stderr.write(lines.map((line) => `${line}\n`).join(''));
    if (options.debug === true && error instanceof Error && error.stack !== undefined)
      host.stderr.write(`${error.stack}\n`);
    return exitCode(error instanceof CliError ? error.exit : exitOf(error));
  }
}
