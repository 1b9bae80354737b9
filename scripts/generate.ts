// The only writer of any generated/ folder. `npm run generate` writes; with --check it compares bytes and changes nothing.
// A target is a file in generate/ that exports `outputs()`: paths from the root of the project with their contents.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

/** What a file in generate/ exports. */
export interface Target {
  /** Folders in which nothing else may be; a file that the target does not write any more is stale. */
  folders?: readonly string[];
  outputs(): Promise<Map<string, string>>;
}

const ROOT = resolve(import.meta.dirname, '..');

/** Names of the targets: the contract first, because others read what it writes. */
async function targetNames(): Promise<string[]> {
  const files = await readdir(join(import.meta.dirname, './generate'));
  const names = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -3));
  return ['contract', ...names.filter((name) => name !== 'contract').sort()];
}

async function current(path: string): Promise<string | undefined> {
  return readFile(join(ROOT, path), 'utf8').catch(() => undefined);
}

async function leftovers(target: Target, written: Map<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const folder of target.folders ?? []) {
    const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/');
      if (entry.isFile() && !written.has(path)) found.push(path);
    }
  }
  return found.sort();
}

/** Files that differ from what their sources say now; with `write` they are brought up to date. */
export async function generate({ write }: { write: boolean }): Promise<string[]> {
  const stale: string[] = [];
  for (const name of await targetNames()) {
    const target = (await import(`./generate/${name}.ts`)) as Target;
    const files = await target.outputs();
    for (const [path, content] of files) {
      if ((await current(path)) === content) continue;
      stale.push(path);
      if (!write) continue;
      await mkdir(dirname(join(ROOT, path)), { recursive: true });
      await writeFile(join(ROOT, path), content);
    }
    for (const path of await leftovers(target, files)) {
      stale.push(path);
      if (write) await rm(join(ROOT, path));
    }
  }
  return stale;
}

if (import.meta.main) {
  const checking = process.argv.includes('--check');
  const stale = await generate({ write: !checking });
  for (const path of stale) console.log(checking ? `${path}: stale; run npm run generate` : `wrote ${path}`);
  if (checking && stale.length > 0) process.exitCode = 1;
}
