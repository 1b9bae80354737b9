// What a program loads of a package: its bytes, the files, and the packages that it leaves to the user.
import { build } from 'esbuild';

export interface Loaded {
  readonly bytes: number;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/**
 * Follows the imports from one of them.
 * @param folder where it is resolved from
 */
export async function loadedBy(specifier: string, folder: string): Promise<Loaded> {
  const { metafile } = await build({
    stdin: { contents: `export * from '${specifier}'`, resolveDir: folder },
    bundle: true,
    write: false,
    metafile: true,
    outfile: 'out.js',
    format: 'esm',
    platform: 'node',
    conditions: ['@hikube/source'],
    external: ['cdktn', 'cdktf', 'constructs'],
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(metafile.inputs).filter(([path]) => path !== '<stdin>');
  return {
    bytes: files.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    files: files.map(([path]) => path),
    packages: [...new Set(output?.imports.map(({ path }) => path))].sort(),
  };
}
