import { expect, test } from 'vitest';
import { isKnown, type KnownException, staleExceptionFindings } from './known-exceptions.ts';

const known: KnownException[] = [
  { until: 'It is turned round.', from: ['a/src/a.ts', 'a/src/b.ts'], imports: ['../up.ts', '../over.ts'] },
];
const file = (path: string, ...imports: string[]) => ({
  path,
  text: imports.map((specifier) => `import '${specifier}';`).join('\n'),
});

test('a place that is listed, and one that is not', () => {
  expect(isKnown({ path: 'a/src/a.ts', specifier: '../up.ts' }, known)).toBe(true);
  expect(isKnown({ path: 'a/src/a.ts', specifier: '../down.ts' }, known)).toBe(false);
  expect(isKnown({ path: 'a/src/c.ts', specifier: '../up.ts' }, known)).toBe(false);
});

test('exceptions that are still needed', () => {
  expect(
    staleExceptionFindings([file('a/src/a.ts', '../up.ts'), file('a/src/b.ts', '../over.ts')], known),
  ).toEqual([]);
});

test('a place that obeys, or is gone, is taken from the list', () => {
  const [first, second] = [file('a/src/a.ts', '../up.ts', '../over.ts'), file('a/src/b.ts', './down.ts')];
  const finding =
    'a/src/b.ts has done what its exception waits for; delete it from known-exceptions.ts (known-exceptions)';
  expect(staleExceptionFindings([first, second], known)).toEqual([finding]);
  expect(staleExceptionFindings([first], known)).toEqual([finding]);
});

test('an import that no place needs any more', () => {
  expect(
    staleExceptionFindings([file('a/src/a.ts', '../up.ts'), file('a/src/b.ts', '../up.ts')], known),
  ).toEqual([
    'nothing of an exception imports ../over.ts any more; delete it from known-exceptions.ts (known-exceptions)',
  ]);
});
