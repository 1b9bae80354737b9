// Scripts of the pages, bundled: a small one for every page, and others that are loaded when somebody asks for them.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = fileURLToPath(new URL('browser/', import.meta.url));

/** Every script by its path from the root of the portal. */
export async function scripts(): Promise<ReadonlyMap<string, Uint8Array>> {
  const modules = await bundle('portal', 'portal', 'esm');
  // Runs before anything is drawn, which a module does not.
  const theme = await bundle('theme', 'theme', 'iife');
  const emulator = await bundle('emulator', 'emulator/worker', 'esm');
  return new Map([...modules, ...theme, ...emulator]);
}

async function bundle(
  name: string,
  source: string,
  format: 'esm' | 'iife',
): Promise<readonly [string, Uint8Array][]> {
  const { outputFiles } = await build({
    entryPoints: { [name]: `${SOURCE}${source}.ts` },
    bundle: true,
    format,
    splitting: format === 'esm',
    minify: true,
    target: 'es2023',
    outdir: SOURCE,
    chunkNames: 'scripts/[name]-[hash]',
    conditions: ['@hikube/source'],
    write: false,
    legalComments: 'none',
  });
  return outputFiles.map(({ path, contents }) => [relative(SOURCE, path).replaceAll('\\', '/'), contents]);
}
