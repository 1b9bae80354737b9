// The portal as a reader gets it.
import { buildPortal } from '../../docs/src/build.ts';
import { readSources } from '../../docs/src/sources.ts';
import { pagesOf, writeFiles } from '../../docs/src/write.ts';

/** Builds it and gives the paths of its pages. */
export async function buildInto(folder: string): Promise<readonly string[]> {
  const files = await buildPortal(await readSources());
  await writeFiles(files, folder);
  return pagesOf(files);
}
