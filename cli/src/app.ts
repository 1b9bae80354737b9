// Runs a command line on a host, and says how it ended.
import { ExitCode, run } from '@stricli/core';
import { TREE } from './commands/tree.ts';
import { cachedNames } from './completion/names.ts';
import { type Proposal, type ProposedNames, printed, propose, valuesBehind } from './completion/propose.ts';
import { wordsOf } from './completion/words.ts';
import { flagAt } from './contract/flag-at.ts';
import { exitCode, exitOf } from './errors/exit-codes.ts';
import { hintsFor } from './errors/hints.ts';
import { fromSystem } from './errors/system.ts';
import { tell } from './errors/tell.ts';
import type { Host } from './host/host.ts';
import { hasColours, painted } from './output/paint.ts';
import { applicationOf, checkGiven, type Invocation, type Runner } from './parser.ts';
import { Session } from './session.ts';

/** @returns the exit code */
export async function main(plain: Host, args: readonly string[], version: string): Promise<number> {
  const isOff = args.includes('--no-color');
  const host = hasColours(plain, plain.stderr, isOff) ? { ...plain, stderr: painted(plain.stderr) } : plain;
  if (args[0] === 'complete' && args[1] === '--') return complete(host, args.slice(2), version);
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
  };
  const width = host.stdout.isTerminal ? host.stdout.columns : undefined;
  const words = args[0] === 'help' ? [...args.slice(1), '--help'] : args;
  await run(applicationOf(TREE, version, width, words[0]), words, { ...runner, process });
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
    checkGiven(command, given);
    return (await command.run(session, given)) ?? 0;
  } catch (error) {
    const known = fromSystem(error) ?? error;
    const hints = await hintsFor(session, known, command, given.args);
    const lines = tell(known, hints, (pointer) => flagAt(command, pointer));
    host.stderr.write(lines.map((line) => `${line}\n`).join(''));
    if (options.debug === true && error instanceof Error && error.stack !== undefined)
      host.stderr.write(`${error.stack}\n`);
    return exitCode(exitOf(known));
  } finally {
    await session.close();
  }
}

/** Prints what a shell proposes for the last word. */
async function complete(host: Host, words: readonly string[], version: string): Promise<number> {
  const proposed = propose(wordsOf(TREE), words);
  const proposals =
    'proposals' in proposed ? proposed.proposals : await proposedNames(host, proposed, words, version);
  host.stdout.write(printed(proposals));
  return exitCode('done');
}

async function proposedNames(
  host: Host,
  { source, brief, args, stem }: ProposedNames,
  words: readonly string[],
  version: string,
): Promise<readonly Proposal[]> {
  const behind = (flag: string) =>
    words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1) ??
    words[words.indexOf(flag) + 1 || words.length];
  const options = {
    context: behind('--context'),
    endpoint: behind('--endpoint'),
    kubeconfig: behind('--kubeconfig'),
    kubeContext: behind('--kube-context'),
    namespace: behind('--namespace'),
    quiet: true,
  };
  const session = new Session(host, options, version);
  const names = await cachedNames(session, source, args[0]);
  await session.close();
  return valuesBehind(stem, names, brief, words.at(-1) ?? '');
}
