// How the Terraform that started this process was started. No RPC tells a provider what it is called for.
import { readFileSync } from 'node:fs';

/** The words of the host's command line, its program first; undefined where nobody can tell. */
export type HostCommand = () => Promise<readonly string[] | undefined>;

export interface HostProcess {
  readonly pid: number;
  readonly platform: NodeJS.Platform;
  /** Terraform hands its own on to providers; it may hold arguments, too. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Asks the system when it is first needed, which is only when something is wrong. */
export function hostCommand(host: HostProcess): HostCommand {
  let asked: ReturnType<HostCommand> | undefined;
  return () => {
    asked ??= wordsOf(host).catch(() => undefined);
    return asked;
  };
}

async function wordsOf({ pid, platform, environment }: HostProcess): Promise<readonly string[] | undefined> {
  const words = platform === 'linux' ? fromProc(pid) : platform === 'win32' ? undefined : await fromPs(pid);
  if (words === undefined || words.length === 0) return undefined;
  const more = Object.entries(environment).filter(([name]) => /^TF_CLI_ARGS(?:_(?:plan|apply))?$/.test(name));
  return [...words, ...more.flatMap(([, text = '']) => split(text))];
}

function fromProc(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  return text.split('\0').filter((word) => word !== '');
}

/** A path with a space falls apart here; only options and the first words are looked at. */
async function fromPs(pid: number): Promise<readonly string[]> {
  // Not loaded before it is asked: a process of Terraform rarely needs it, and is one of several per command.
  const { execFile } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    execFile('ps', ['-ww', '-o', 'args=', '-p', String(pid)], (wrong, stdout) =>
      wrong ? reject(wrong) : resolve(split(stdout)),
    );
  });
}

const split = (text: string) => text.split(/\s+/).filter((word) => word !== '');
