// Folders for files that are about to be written.
import { dirname } from 'node:path';

/** Such as ENOENT. */
export const codeOf = (error: unknown) => (error as { code?: unknown }).code;

/**
 * Makes a folder with those above it.
 * Not `recursive` of mkdir: Node tries for ever where the folder above is there and takes none, as below /proc.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const { mkdir, stat } = await import('node:fs/promises');
  const isFolder = () =>
    stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
  if (await isFolder()) return;
  const above = dirname(path);
  if (above !== path)
    await stat(above).catch((error) => (codeOf(error) === 'ENOENT' ? makeFolder(above, mode) : undefined));
  try {
    await mkdir(path, { mode });
  } catch (error) {
    // Another process may have been faster.
    if (!(await isFolder())) throw error;
  }
}
