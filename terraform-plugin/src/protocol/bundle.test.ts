// What a provider pays for this layer at every start: nothing but Node's own modules, in one small script.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('./serve.ts', import.meta.url));

const bundled = await build({
  entryPoints: [entry],
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  write: false,
  metafile: true,
  logLevel: 'silent',
});
const [script] = bundled.outputFiles;
const [output] = Object.values(bundled.metafile.outputs);

test('imports only what serving needs', () => {
  const imported = (when: 'at once' | 'when asked') => [
    ...new Set(
      output?.imports
        .filter(({ kind }) => (kind === 'dynamic-import') === (when === 'when asked'))
        .map(({ path }) => path)
        .sort(),
    ),
  ];
  expect(imported('when asked')).toEqual(['node:child_process']);
  expect(imported('at once')).toEqual([
    'node:buffer',
    'node:crypto',
    'node:fs',
    'node:http2',
    'node:net',
    'node:os',
    'node:path',
  ]);
});

test('bundles to a CommonJS script of at most 34,000 bytes', () => {
  expect(bundled.warnings).toEqual([]);
  expect(script?.contents.length).toBeLessThanOrEqual(34_000);
});
