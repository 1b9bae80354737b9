// Builds the page: one script, one sheet of styles, and what is loaded later. It is built when a browser first asks for it
// from sources; the bundle of the service has the result inside.
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** A file of the page as text, without a compressed form. */
export interface BuiltFile {
  /** Below the root of the site, such as `/console/main-X7.js`. */
  readonly path: string;
  readonly text: string;
}

/** What the page is made of. */
export interface Built {
  readonly files: readonly BuiltFile[];
  /** Paths of the script and of the styles with which it begins. */
  readonly script: string;
  readonly styles: string;
}

const SOURCE = fileURLToPath(new URL('../', import.meta.url));

/** Builds it. @throws Error when a source does not compile */
export async function buildConsole(): Promise<Built> {
  const { outputFiles } = await build({
    absWorkingDir: SOURCE,
    entryPoints: ['main.ts', 'styles/main.css'],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    conditions: ['@hikube/source'],
    legalComments: 'none',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    outdir: '/console',
    outbase: '.',
    write: false,
    logLevel: 'silent',
  });
  const files = outputFiles.map(({ path, text }) => ({
    path: path.replace(/^.*\/console\//, '/console/'),
    text,
  }));
  const pathOf = (ending: RegExp) => files.find(({ path }) => ending.test(path))?.path ?? '';
  return { files, script: pathOf(/\/main-[^/]*\.js$/), styles: pathOf(/\/main-[^/]*\.css$/) };
}

/** This file, for a bundler: where a bundle runs, nothing can build the page. */
export const BUILD_FILE = /console\/src\/node\/build\.ts$/;

/** What stands in place of this file in a bundle: the page as it is built now. */
export async function builtModule(): Promise<string> {
  return `export const buildConsole = async () => (${JSON.stringify(await buildConsole())});`;
}

/** Puts the page as it is built now into a bundle of esbuild. */
export const builtConsole: Plugin = {
  name: 'console as it is built now',
  setup({ onLoad }) {
    onLoad({ filter: BUILD_FILE }, async () => ({ contents: await builtModule() }));
  },
};
