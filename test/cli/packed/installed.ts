// The command as somebody has it who installed the archive, against an API on a socket.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleCli } from '../../../cli/packaging/bundle.ts';
import { packFolder } from '../../../scripts/packages/pack.ts';
import { newProject, type Project } from '../../packages/project.ts';
import { MADE, madeOnce } from '../../support/made-once.ts';

/** Runs that are timed. */
const [LEAST_ROUNDS, MOST_ROUNDS] = [5, 300];

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
  /**
   * How many times as long as `node -e 0` it takes, the shortest of several runs of both: what else the machine does only
   * ever adds time. @param most it is tried until it is below this @throws Error when it never is
   */
  timesNode(words: readonly string[], most: number, more?: Readonly<Record<string, string>>): Promise<number>;
  dispose(): Promise<void>;
}

/** The archive of the command, packed once for all files of a run. */
async function archiveOfCommand(scratch: string): Promise<string> {
  const folder = await madeOnce(MADE ?? scratch, 'command-archive', async (made) => {
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
    async timesNode(words, most, more) {
      const best = { node: Number.POSITIVE_INFINITY, ours: Number.POSITIVE_INFINITY };
      const shorter = (known: number, line: readonly string[]) => {
        const begun = performance.now();
        spawnSync(process.execPath, line, { env: environment(more), stdio: 'ignore' });
        return Math.min(known, performance.now() - begun);
      };
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        best.node = shorter(best.node, ['-e', '0']);
        best.ours = shorter(best.ours, [command, ...words]);
        if (round >= LEAST_ROUNDS && best.ours <= best.node * most) return best.ours / best.node;
      }
      throw new Error(`hikube ${words.join(' ')} takes ${(best.ours / best.node).toFixed(2)} of node -e 0`);
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
