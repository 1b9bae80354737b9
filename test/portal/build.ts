// The portal as files of a folder.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildPortal } from '../../docs/src/build.ts';
import { readSources } from '../../docs/src/sources.ts';

/** Builds it and gives the paths of its pages. */
export async function buildInto(folder: string): Promise<readonly string[]> {
  const files = await buildPortal(await readSources());
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return [...files.keys()].filter((path) => path.endsWith('.html'));
}
