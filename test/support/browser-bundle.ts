// What a page loads of the emulator: everything at once, or what can wait apart.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

const PAGE = 'page.js';
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a page needs to create a cluster and wait for it. */
const PROGRAM = `import { createEmulator } from '@hikube/emulator';
globalThis.createEmulator = createEmulator;`;

/** A bundle for browsers: Node is out of reach, so that an import of it fails. */
export async function bundleForBrowsers(splitting: boolean) {
  return build({
    stdin: { contents: PROGRAM, resolveDir: root, sourcefile: PAGE },
    bundle: true,
    minify: true,
    splitting,
    format: splitting ? 'esm' : 'iife',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@hikube/source'],
    legalComments: 'none',
    outdir: 'out',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
}

/** A part of what is loaded at once. */
export interface Loaded {
  /** Bytes of all chunks that come before the first call, each compressed. */
  readonly gzipBytes: number;
  /** Source files in them, with their bytes. */
  readonly inputs: ReadonlyMap<string, number>;
}

/** The file that a page loads; what is imported later is an entry for the bundler, too. */
export function entryOf({ outputs }: Metafile): string {
  const [entry] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === PAGE) ?? [];
  if (entry === undefined) throw new Error(`The bundler names no entry ${PAGE}.`);
  return entry;
}

/** What is loaded before the first call; the rest comes when it is needed. */
export async function loadedAtOnce(): Promise<Loaded> {
  const { metafile, outputFiles } = await bundleForBrowsers(true);
  const chunks = new Set<string>();
  const follow = (name: string): void => {
    if (chunks.has(name)) return;
    chunks.add(name);
    for (const { path, kind } of metafile.outputs[name]?.imports ?? [])
      if (kind === 'import-statement') follow(path);
  };
  follow(entryOf(metafile));
  const inputs = new Map<string, number>();
  let gzipBytes = 0;
  for (const chunk of chunks) {
    const file = outputFiles.find(({ path }) => path.endsWith(chunk.slice(chunk.lastIndexOf('/'))));
    if (file !== undefined) gzipBytes += gzipSync(file.contents).length;
    for (const [path, { bytesInOutput }] of Object.entries(metafile.outputs[chunk]?.inputs ?? {}))
      inputs.set(path, (inputs.get(path) ?? 0) + bytesInOutput);
  }
  return { gzipBytes, inputs };
}
