// `npm run docs`: writes the portal to docs/dist/. With `-- --keep`, it goes to the folder of its version in there, which later
// builds leave alone and link to.
import { readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import process from 'node:process';
import { buildPortal } from './build.ts';
import { ROOT, readSources } from './sources.ts';
import { pagesOf, writeFiles } from './write.ts';

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

const sources = await readSources();
const { version } = sources.contract.document.info;
const isKept = process.argv.includes('--keep');
const { kept, rest } = await contents();
// Of a version that is kept, links to others would break when those go.
const files = await buildPortal(sources, isKept ? [] : kept);
const folder = isKept ? join(FOLDER, version) : FOLDER;
for (const name of isKept ? [version] : rest) await rm(join(FOLDER, name), { recursive: true, force: true });
await writeFiles(files, folder);
const pages = pagesOf(files).length;
const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
console.log(
  `wrote ${pages} pages and ${files.size - pages} other files to ${relative(process.cwd(), folder)}, ${Math.round(bytes / 1024)} KiB`,
);
