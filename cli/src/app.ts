// Runs a command line on a host, and says how it ended.
import { ExitCode, proposeCompletions, run } from '@stricli/core';
import { TREE } from './commands/tree.ts';
import { cachedNames } from './completion/names.ts';
import { exitCode, exitOf } from './errors/exit-codes.ts';
import { hintsFor } from './errors/hints.ts';
import { tell } from './errors/tell.ts';
import type { Host } from './host/host.ts';
import { hasColours, painted } from './output/paint.ts';
import { applicationOf, checkChoices, type Invocation, type Runner } from './parser.ts';
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
  if (args[0] === 'complete' && args[1] === '--') return complete(host, runner, args.slice(2), version);
  await run(applicationOf(TREE, version), args, { ...runner, process });
  if (code !== undefined) return code;
  const own = Number(process.exitCode ?? 0);
  if (own >= 0) return own;
  return exitCode(own === ExitCode.UnknownCommand || own === ExitCode.InvalidArgument ? 'usage' : 'internal');
}

async function carryOut(
  host: Host,
  { command, options, given }: Invocation,
  version: string,
): Promise<number> {
  const session = new Session(host, options, version);
  try {
    // A form that nobody knows is refused before anything is done.
    void session.form;
    checkChoices(command, given.args);
    return (await command.run(session, given)) ?? 0;
  } catch (error) {
    const lines = tell(error, await hintsFor(session, error, command, given.args));
    host.stderr.write(lines.map((line) => `${line}\n`).join(''));
    if (options.debug === true && error instanceof Error && error.stack !== undefined)
      host.stderr.write(`${error.stack}\n`);
    return exitCode(exitOf(error));
  } finally {
    await session.close();
  }
}

/** Prints what a shell proposes for the last word: a proposal a line, with its meaning behind a tab. */
async function complete(
  host: Host,
  runner: Runner,
  words: readonly string[],
  version: string,
): Promise<number> {
  const behind = (flag: string) => words[words.indexOf(flag) + 1 || words.length];
  const session = new Session(
    host,
    {
      context: behind('--context'),
      endpoint: behind('--endpoint'),
      kubeconfig: behind('--kubeconfig'),
      kubeContext: behind('--kube-context'),
      namespace: behind('--namespace'),
      quiet: true,
    },
    version,
  );
  const partial = words.at(-1) ?? '';
  const proposals = await proposeCompletions(applicationOf(TREE, version), words, {
    ...runner,
    propose: async (source) =>
      (await cachedNames(session, source, words.slice(0, -1))).filter((name) => name.startsWith(partial)),
  });
  await session.close();
  // Whoever has typed no hyphen means no flag.
  const meant = proposals.filter(({ completion }) => partial.startsWith('-') || !completion.startsWith('-'));
  host.stdout.write(meant.map(({ completion, brief }) => `${completion}\t${brief}\n`).join(''));
  return exitCode('done');
}
