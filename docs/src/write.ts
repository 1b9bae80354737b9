// The portal as files of a folder.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from './build.ts';

/** Writes every file below a folder. */
export async function writeFiles(files: Files, folder: string): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Paths of the pages. */
export function pagesOf(files: Files): readonly string[] {
  return [...files.keys()].filter((path) => path.endsWith('.html'));
}
