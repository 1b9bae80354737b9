// Every path that ARCHITECTURE.md and CONTRIBUTING.md name is there: a page that leads nowhere is worse than none.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const { workspaces } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
  workspaces: readonly string[];
};
const FOLDERS = new Set([
  ...workspaces.map((folder) => folder.split('/')[0]),
  ...['docs', 'examples', 'scripts', 'test'],
]);

/** Paths in code spans; `{a,b}` is each of them, and a name in `<>` is any. What is built is there after the build. */
function pathsIn(page: string): string[] {
  return [...page.matchAll(/`([^`\n]+)`/g)]
    .map(([, span]) => span ?? '')
    .filter((span) => FOLDERS.has(/^([^/]+)\//.exec(span)?.[1]) && !/[\s<*]|\/dist\//.test(span))
    .flatMap((span) => {
      const [, before = '', names, after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(span) ?? [];
      return names === undefined ? [span] : names.split(',').map((name) => before + name.trim() + after);
    });
}

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', async (file) => {
  const paths = pathsIn(await readFile(join(ROOT, file), 'utf8'));
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
