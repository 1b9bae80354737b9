// Keeps a part of the script as text until it is asked for. A process of the provider is waited for until its
// handshake, and Node would read the whole script before that: as text, the larger part of it costs nothing yet.
import { basename, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/**
 * Builds what is imported by `import('…/<file>')` by itself, with `options`, and puts it into the script as text.
 * The part has its own copy of whatever it shares with the rest, so the two must not compare classes or symbols.
 */
export function embedded(file: string, options: BuildOptions): Plugin {
  return {
    name: 'embedded',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, kind, resolveDir }) =>
        kind === 'dynamic-import' && basename(path) === file
          ? { path: resolve(resolveDir, path), namespace: 'embedded' }
          : undefined,
      );
      onLoad({ filter: /./, namespace: 'embedded' }, async ({ path }) => ({
        contents: loaderOf(file, await textOf(path, options)),
        loader: 'js',
      }));
    },
  };
}

/**
 * The same for a package that few need: it is kept compressed, so that whoever does not need it hardly reads it.
 * @param name as it is imported by `import('<name>')`
 */
export function embeddedPackage(name: string, options: BuildOptions): Plugin {
  return {
    name: 'embedded package',
    setup: ({ onResolve, onLoad, resolve: find }) => {
      onResolve({ filter: /^[^.]/ }, async ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import' || path !== name) return undefined;
        const found = await find(path, { kind: 'import-statement', resolveDir });
        return { path: found.path, namespace: 'embedded package' };
      });
      onLoad({ filter: /./, namespace: 'embedded package' }, async ({ path }) => ({
        contents: compressedLoaderOf(name, await textOf(path, options)),
        loader: 'js',
      }));
    },
  };
}

async function textOf(entry: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...options, entryPoints: [entry], write: false });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`Nothing was built from ${entry}.`);
  return script.text;
}

/** A CommonJS module that compiles the text the first time that it is loaded, under a name for stack traces. */
const loaderOf = (file: string, text: string) => `
const { runInThisContext } = require('node:vm');
const wrapped = '(function (module, exports, require) {' + ${JSON.stringify(text)} + '\\n})';
runInThisContext(wrapped, { filename: ${JSON.stringify(file)} })(module, exports, require);
`;

/** The same from base64 of what brotli makes of it. */
function compressedLoaderOf(name: string, text: string): string {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const packed = brotliCompressSync(text, { params }).toString('base64');
  return `
const { brotliDecompressSync } = require('node:zlib');
const { runInThisContext } = require('node:vm');
const text = brotliDecompressSync(Buffer.from(${JSON.stringify(packed)}, 'base64')).toString();
const wrapped = '(function (module, exports, require) {' + text + '\\n})';
runInThisContext(wrapped, { filename: ${JSON.stringify(name)} })(module, exports, require);
`;
}
