// `npm run docs`: writes the portal to docs/dist/, or to the folder that is named.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { buildPortal, type Files } from './build.ts';
import { ROOT, readSources } from './sources.ts';

/** Where the service looks for it. */
const FOLDER = join(ROOT, 'docs/dist');

async function write(files: Files, folder: string): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  let bytes = 0;
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    bytes += content.length;
  }
  return bytes;
}

const folder = process.argv[2] ?? FOLDER;
const files = await buildPortal(await readSources());
const bytes = await write(files, folder);
const pages = [...files.keys()].filter((path) => path.endsWith('.html')).length;
console.log(
  `wrote ${pages} pages and ${files.size - pages} other files to ${relative(process.cwd(), folder)}, ${Math.round(bytes / 1024)} KiB`,
);
