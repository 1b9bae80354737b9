// An empty project of a user, somewhere else on the disk, with the packed archives installed in it.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeBlocks } from '../support/code-blocks.ts';
import { isNotFor } from '../support/left-out.ts';
import { run } from '../support/program.ts';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const cli = (path: string) => join(ROOT, 'node_modules', path);

/** TypeScript compilers that users have. */
export const COMPILERS = {
  'TypeScript 5': cli('typescript/bin/tsc'),
  'TypeScript 7': cli('@typescript/native/bin/tsc'),
} as const;

/** A project of a user. */
export interface Project {
  readonly folder: string;
  write(file: string, text: string): Promise<string>;
  /** Runs a command there; what it prints, both streams. @throws with what it printed when it fails */
  run(
    command: string,
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<string>;
  dispose(): Promise<void>;
}

/** Makes a project and installs these: files of archives, and names of packages with versions. */
export async function newProject(
  archives: readonly string[],
  packages: readonly string[] = [],
): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-project-'));
  const project: Project = {
    folder,
    async write(file, text) {
      const path = join(folder, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      return path;
    },
    async run(command, args, environment = {}) {
      const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', ...environment };
      try {
        const { stdout, stderr } = await run(command, args, { cwd: folder, env, maxBuffer: 1 << 26 });
        return stdout + stderr;
      } catch (error) {
        const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
        throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr || String(error)}`);
      }
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
  await project.write('package.json', '{ "name": "a-project", "private": true, "type": "module" }\n');
  await cp(join(ROOT, '.npmrc'), join(folder, '.npmrc'));
  // What is asked for beside the archives came with the repository's own installation, so the cache has it.
  const words = ['install', '--prefer-offline', '--ignore-scripts', '--no-package-lock'];
  const asked = [...archives, ...packages];
  if (asked.length > 0) await project.run('npm', [...words, ...asked]);
  return project;
}

/** Runs a file, with words behind it, in the Node 20 that the machine has of its own; undefined where it has none, which is printed. */
export async function runInNode20(
  project: Project,
  [file = '', ...words]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const clean = ['-i', 'PATH=/usr/local/bin:/usr/bin:/bin', ...settings, 'node'];
  const version = await project.run('/usr/bin/env', [...clean, '--version']).catch(() => '');
  const reason = version.startsWith('v20.')
    ? undefined
    : `the machine has ${version.trim() || 'no Node of its own'}`;
  if (isNotFor('A package in Node 20', reason)) return undefined;
  return project.run('/usr/bin/env', [...clean, file, ...words]);
}

/** The first program in a README. */
export async function sampleOf(readme: string): Promise<string> {
  const [sample] = codeBlocks(await readFile(readme, 'utf8'), 'ts');
  if (sample === undefined) throw new Error(`${readme} shows no program`);
  return sample;
}
