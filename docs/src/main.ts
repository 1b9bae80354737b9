// `npm run docs`: writes the portal to docs/dist/. With `-- --keep`, it goes to the folder of its version in there, which later
// builds leave alone and link to.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { buildPortal, type Files } from './build.ts';
import { ROOT, readSources } from './sources.ts';

/** Where the service looks for it. */
const FOLDER = join(ROOT, 'docs/dist');

const VERSION = /^\d+\.\d+\.\d+$/;

/** What is in the folder: versions that were kept, and the rest. */
async function contents(): Promise<{ kept: readonly string[]; rest: readonly string[] }> {
  const names = await readdir(FOLDER).catch((): string[] => []);
  return {
    kept: names.filter((name) => VERSION.test(name)).sort(),
    rest: names.filter((name) => !VERSION.test(name)),
  };
}

async function write(files: Files, folder: string): Promise<number> {
  let bytes = 0;
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    bytes += content.length;
  }
  return bytes;
}

const sources = await readSources();
const { version } = sources.contract.document.info;
const isKept = process.argv.includes('--keep');
const { kept, rest } = await contents();
// Of a version that is kept, links to others would break when those go.
const files = await buildPortal(sources, isKept ? [] : kept);
const folder = isKept ? join(FOLDER, version) : FOLDER;
for (const name of isKept ? [version] : rest) await rm(join(FOLDER, name), { recursive: true, force: true });
const bytes = await write(files, folder);
const pages = [...files.keys()].filter((path) => path.endsWith('.html')).length;
console.log(
  `wrote ${pages} pages and ${files.size - pages} other files to ${relative(process.cwd(), folder)}, ${Math.round(bytes / 1024)} KiB`,
);
