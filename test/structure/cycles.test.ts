import { expect, test } from 'vitest';
import { cycleFindings } from './cycles.ts';

const files = (contents: Record<string, string>) =>
  Object.entries(contents).map(([name, text]) => ({ path: `sdk/src/${name}.ts`, text }));

test('a chain that ends', () => {
  expect(
    cycleFindings(files({ a: "import './b.ts'; import './c.ts';", b: "import './c.ts';", c: '' })),
  ).toEqual([]);
});

test('a file that imports itself through two others', () => {
  expect(
    cycleFindings(
      files({ a: "import './b.ts';", b: "export * from './c.ts';", c: "import { x } from './a.ts';" }),
    ),
  ).toEqual([
    'sdk/src/a.ts imports itself: sdk/src/a.ts → sdk/src/b.ts → sdk/src/c.ts → sdk/src/a.ts; move what both need into a third file (cycles)',
  ]);
});

test('types and late imports leave no cycle behind', () => {
  expect(cycleFindings(files({ a: "import './b.ts';", b: "import type { A } from './a.ts';" }))).toEqual([]);
  expect(cycleFindings(files({ a: "import './b.ts';", b: "const a = () => import('./a.ts');" }))).toEqual([]);
});

test('each cycle is told once', () => {
  expect(
    cycleFindings(files({ a: "import './b.ts';", b: "import './a.ts';", c: "import './a.ts';" })),
  ).toHaveLength(1);
});
