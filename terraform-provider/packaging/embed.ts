// Keeps a part of the script as text until it is asked for. A process of the provider is waited for until its
// handshake, and Node would read the whole script before that: as text, the larger part of it costs nothing yet.
import { basename, resolve } from 'node:path';
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
