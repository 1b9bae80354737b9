// What an application carries of the SDK, as a bundler leaves it: bytes after gzip.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Applications, with the bytes that they may weigh at most today, and those that they should. */
export const APPLICATIONS = {
  'a client that makes a cluster and waits': {
    program: `import { createClient } from '@hikube/sdk';
console.log(await createClient().clusters.create({ name: 'shop' }));`,
    mostBytes: 10_900,
    aimBytes: 7_000,
  },
  'one function and its errors': {
    program: `import { createCore, getCluster, NotFoundError } from '@hikube/sdk';
getCluster(createCore(), { path: { cluster: 'shop' } }).catch((error) => console.log(error instanceof NotFoundError));`,
    mostBytes: 6_600,
    aimBytes: 4_000,
  },
} as const;

/**
 * Bundles a program.
 * @param folder where the packages are that it imports
 * @param conditions more conditions by which they are resolved
 */
export async function weigh(program: string, folder: string, conditions: string[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength;
}
