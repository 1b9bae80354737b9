// The hand-written files of the project, read once. Rules work on this list, so that tests can hand them a few lines.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file with its path from the root of the project, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Folders that nobody writes by hand, or that belong to a tool. */
const SKIPPED = new Set(['node_modules', 'dist', 'generated', 'coverage', 'cdktf.out']);
const READ = /\.(?:ts|tsx|mts|js|mjs|json|md|yaml|yml|tf|sh|css)$|(?:^|\/)run$/;

async function walk(root: string, folder: string, found: string[]): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const hidden = entry.name.startsWith('.') && entry.name !== '.ci';
      if (!SKIPPED.has(entry.name) && !hidden) await walk(root, path, found);
    } else if (READ.test(path) && entry.name !== 'package-lock.json') found.push(path);
  }
}

/** Every hand-written file below `root`, in the order of their paths. */
export async function readSourceTree(root: string): Promise<SourceFile[]> {
  const paths: string[] = [];
  await walk(root, '', paths);
  paths.sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

/** Whether the file is TypeScript that somebody wrote. */
export function isTypeScript({ path }: SourceFile): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith('.d.ts');
}

/** Whether the file can import others: TypeScript, or a style sheet. */
export function canImport(file: SourceFile): boolean {
  return isTypeScript(file) || file.path.endsWith('.css');
}

/** Whether the file only serves tests: it may sleep, read the environment and use development packages. */
export function isTestCode(path: string): boolean {
  const byName = /\.(?:test|fixture|bench|support)\.tsx?$/.test(path);
  const byFolder = /(?:^|\/)(?:testing|test|fixtures)\/|^service\/src\/(?:store|platform)\/suite\//.test(
    path,
  );
  return byName || byFolder;
}
