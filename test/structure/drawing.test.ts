import { expect, test } from 'vitest';
import { drawPackages } from './drawing.ts';
import type { SourceFile } from './source-tree.ts';

const packaged = (folder: string, name: string): SourceFile => ({
  path: `${folder}/package.json`,
  text: JSON.stringify({ name }),
});
const PACKAGES = [packaged('a', '@x/a'), packaged('b', '@x/b'), packaged('platforms/c', '@x/c')];
const code = (path: string, text: string): SourceFile => ({ path, text });

test('an arrow for what a package imports, dotted for what it loads when it is needed', () => {
  const drawing = drawPackages([
    ...PACKAGES,
    code('a/src/one.ts', "import { x } from '@x/b';\n"),
    code('b/src/two.ts', "const c = await import('@x/c/door');\n"),
  ]);
  expect(drawing).toBe(
    [
      ...['```mermaid', 'flowchart LR', '  a["a"]', '  b["b"]', '  platforms_c["platforms/c"]'],
      ...['  a --> b', '  b -.-> platforms_c', '```'],
    ].join('\n'),
  );
});

test('no arrow where others lead there already, and none of tests', () => {
  const drawing = drawPackages([
    ...PACKAGES,
    code('a/src/one.ts', "import '@x/b';\nimport '@x/c';\n"),
    code('b/src/two.ts', "import '@x/c';\n"),
    code('platforms/c/src/three.test.ts', "import '@x/a';\n"),
  ]);
  expect(drawing).toContain('a --> b');
  expect(drawing).toContain('b --> platforms_c');
  expect(drawing).not.toContain('a --> platforms_c');
  expect(drawing).not.toContain('platforms_c -->');
});
