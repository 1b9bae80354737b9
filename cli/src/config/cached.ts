// Names of files in the cache: one for each thing, and nothing can be read from them.
import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { cacheFolder } from './paths.ts';

/** @param about what tells one thing from another */
export async function cachedFile(host: Host, folder: string, about: readonly unknown[]): Promise<string> {
  const { createHash } = await import('node:crypto');
  const key = createHash('sha256').update(JSON.stringify(about)).digest('hex');
  return join(cacheFolder(host), folder, `${key.slice(0, 32)}.json`);
}
