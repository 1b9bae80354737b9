// Bundles the constructs for each engine. A module of its own for each rule costs a program that synthesises a third of
// its time, so an engine has two files: the L1 constructs, and everything above them. The L1 files that people import by
// name hand on what is in the first, so that there is one class for each resource however it was imported.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The engines that the package is made for. */
export const ENGINES = ['cdktn', 'cdktf'] as const;

const L1 = './l1.js';

const shared: BuildOptions = {
  bundle: true,
  // Names stay: they are what people read in errors, and class names are identities of constructs.
  minifyWhitespace: true,
  legalComments: 'none',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  conditions: ['@hikube/source'],
  external: [...ENGINES, 'constructs'],
  logLevel: 'warning',
};

/** Writes `<folder>/<engine>/` for each engine and returns the folder. */
export async function bundleConstructs(folder: string = join(root, 'dist', 'bundle')): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  for (const engine of ENGINES) await bundleFor(engine, join(folder, engine));
  return folder;
}

async function bundleFor(engine: (typeof ENGINES)[number], folder: string): Promise<void> {
  const generated = join(root, 'src', 'generated', engine);
  const modules = (await readdir(generated)).map((file) => file.replace(/\.ts$/, ''));
  await mkdir(folder, { recursive: true });
  await build({
    ...shared,
    stdin: { contents: modules.map(reexport).join('\n'), resolveDir: generated },
    outfile: join(folder, L1),
  });
  await build({
    ...shared,
    entryPoints: [join(root, 'src', engine, 'index.ts')],
    outfile: join(folder, 'index.js'),
    plugins: [resourcesFrom(L1)],
  });
  for (const module of modules) await writeFile(join(folder, `${module}.js`), `export * from '${L1}';\n`);
}

const reexport = (module: string) => `export * from './${module}.ts';`;

/** The L1 constructs of this package are in the file beside the bundle. */
function resourcesFrom(path: string): Plugin {
  return {
    name: 'resources',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^@hikube\/cdktf-provider\// }, () => ({ path, external: true }));
    },
  };
}
