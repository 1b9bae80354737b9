// A copy of the project in a temporary folder, in which the contract can be changed and everything be made from it again.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import process from 'node:process';
import { parseTypeErrors } from '../../scripts/checks/types.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** What is made and not written, or belongs to no program. */
const LEFT_OUT = new Set([
  ...['.git', '.tsc', 'dist', 'node_modules', '.tsbuildinfo', '.hikube'],
  ...['.venv', '__pycache__', '.generated', '.terraform', 'target'],
]);
/** Where other people's tools make what is theirs; `openapi/generated` is ours. */
const MADE_BY_TOOLS = /^test\/(?:clients|judges)\/[^/]+\/generated$/;

/** Whether a file or folder goes into the copy. @param path from the root of the project */
export function isCopied(path: string): boolean {
  return !LEFT_OUT.has(path.slice(path.lastIndexOf('/') + 1)) && !MADE_BY_TOOLS.test(path);
}

export class ProjectCopy {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Copies what is written, and uses the modules that are installed. */
  static async create(): Promise<ProjectCopy> {
    const copy = new ProjectCopy(await mkdtemp(join(tmpdir(), 'hikube-drill-')));
    for (const entry of await readdir(ROOT)) {
      const filter = (source: string) => isCopied(relative(ROOT, source));
      await cp(join(ROOT, entry), join(copy.folder, entry), { recursive: true, filter });
      // What only one package has, because another one has a different version of it.
      const own = join(entry, 'node_modules');
      if (entry !== 'node_modules' && existsSync(join(ROOT, own)))
        await symlink(join(ROOT, own), join(copy.folder, own));
    }
    await copy.#linkModules('');
    return copy;
  }

  /** Links each installed module; those of the workspace lead to the copy, because their links are relative. */
  async #linkModules(scope: string): Promise<void> {
    const from = join(ROOT, 'node_modules', scope);
    const to = join(this.folder, 'node_modules', scope);
    await mkdir(to, { recursive: true });
    for (const entry of await readdir(from, { withFileTypes: true })) {
      if (entry.name === '@hikube') await this.#linkModules(entry.name);
      else if (entry.isSymbolicLink())
        await symlink(await readlink(join(from, entry.name)), join(to, entry.name));
      else await symlink(join(from, entry.name), join(to, entry.name));
    }
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  /** Rewrites a file. @throws when that changes nothing */
  async edit(path: string, change: (text: string) => string): Promise<void> {
    const text = await this.read(path);
    const changed = change(text);
    if (changed === text) throw new Error(`The drill changes nothing in ${path}.`);
    await writeFile(join(this.folder, path), changed);
  }

  /** Runs a program of the copy from its sources. @throws with its output when it fails */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    const { code, output } = await this.#node(['--conditions=@hikube/source', program, ...args]);
    if (code !== 0)
      throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output.slice(-6000)}`);
    return output;
  }

  /** What the compiler says of every package: one line for each error, sorted. */
  async typeErrors(): Promise<readonly string[]> {
    const { output } = await this.#node([
      'node_modules/@typescript/native/bin/tsc',
      '-b',
      '--pretty',
      'false',
    ]);
    return parseTypeErrors(output).sort();
  }

  dispose(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  #node(args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
    return new Promise((done, fail) => {
      const child = spawn(process.execPath, args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      const collect = (chunk: Buffer) => {
        output += chunk.toString('utf8');
      };
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      child.once('error', fail);
      child.once('close', (code) => done({ code, output }));
    });
  }
}
