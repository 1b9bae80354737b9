// Bundles the service into a folder that needs nothing but Node 24 beside it: for an image, or a machine without npm.
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtConsole } from '@hikube/console/build';
import { build, type Plugin } from 'esbuild';
import { findPortal } from '../src/portal.ts';

const source = fileURLToPath(new URL('../src/', import.meta.url));

/** Where `npm run build` puts it. */
export const BUILD = fileURLToPath(new URL('../../dist/service/', import.meta.url));

/** What is started: it keeps what Node has compiled beside itself, where that folder can be written. */
const START = `import { fileURLToPath } from 'node:url';
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error('The service needs Node 22.12 or later, and this is ' + process.version + ': install Node 24, or start it with node_modules/.bin/node of the project.');
  process.exit(1);
}
const { enableCompileCache } = await import('node:module');
enableCompileCache(fileURLToPath(new URL('.compiled/', import.meta.url)));
await import('./src/main.ts');
`;

/** CommonJS packages among the dependencies ask for Node's own modules. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Takes Node's own modules as objects. An import statement would make Node read every export of them, and that of
 * node:http loads all of fetch.
 */
const builtins: Plugin = {
  name: 'builtins as objects',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'builtin' } : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/** Writes the bundle and returns the file to start. */
export async function bundleService(folder: string = BUILD): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    stdin: { contents: START, resolveDir: join(source, '..'), sourcefile: 'start.mjs', loader: 'js' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    // Names of classes are read in logs.
    keepNames: true,
    conditions: ['@hikube/source'],
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    external: ['pg-native'],
    legalComments: 'none',
    outdir: folder,
    entryNames: 'start',
    outExtension: { '.js': '.mjs' },
    plugins: [builtins, builtConsole],
    logLevel: 'warning',
  });
  // Built before by `npm run docs`, or left out.
  const portal = await findPortal();
  if (portal !== undefined) await cp(portal, join(folder, 'portal'), { recursive: true });
  return join(folder, 'start.mjs');
}
