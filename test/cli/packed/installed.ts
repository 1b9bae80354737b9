// The command as somebody has it who installed the archive, against an API on a socket.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleCli } from '../../../cli/packaging/bundle.ts';
import { packFolder } from '../../../scripts/packages/pack.ts';
import { newProject, type Project } from '../../packages/project.ts';
import { MADE, madeOnce } from '../../support/made-once.ts';

/** How a run ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Installed {
  readonly project: Project;
  /** The command in `node_modules/.bin`. */
  readonly command: string;
  /** A home of its own, so that nothing of the machine is read or written. */
  readonly home: string;
  environment(more?: Readonly<Record<string, string>>): Record<string, string>;
  start(words: readonly string[], more?: Readonly<Record<string, string>>): ChildProcess;
  run(words: readonly string[], more?: Readonly<Record<string, string>>, input?: string): Promise<Ended>;
  dispose(): Promise<void>;
}

/** The archive of the command, packed once for all files of a run. */
async function archiveOfCommand(scratch: string): Promise<string> {
  const folder = await madeOnce(MADE ?? scratch, 'command', async (made) => {
    const script = await bundleCli(join(made, 'package'));
    const { file } = await packFolder(dirname(script), made);
    await writeFile(join(made, 'archive'), file);
  });
  return readFile(join(folder, 'archive'), 'utf8');
}

/** Installs the archive of the command in an empty folder. */
export async function install(): Promise<Installed> {
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-cli-'));
  const project = await newProject([await archiveOfCommand(scratch)]);
  const home = join(scratch, 'home');
  const command = join(project.folder, 'node_modules/.bin/hikube');
  const environment = (more: Readonly<Record<string, string>> = {}) => ({
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: home,
    ...more,
  });
  const start: Installed['start'] = (words, more) =>
    spawn(command, words, { env: environment(more), stdio: ['pipe', 'pipe', 'pipe'], cwd: project.folder });
  return {
    project,
    command,
    home,
    environment,
    start,
    async run(words, more, input = '') {
      const child = start(words, more);
      child.stdin?.end(input);
      return ended(child);
    },
    async dispose() {
      await project.dispose();
      // A shell that was just ended may still be leaving.
      await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Waits for the end, with everything that was printed. */
export function ended(child: ChildProcess): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...printed }));
  });
}
