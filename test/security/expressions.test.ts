// Every regular expression that a package brings along, against long texts that make careless ones backtrack.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { isTestCode, isTypeScript, readSourceTree } from '../structure/source-tree.ts';
import { CPU_MS_MAX, hostileTexts, slowest } from './backtracking.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGES =
  /^(?:openapi|domain|sdk|service|platforms\/[^/]+|server|terraform-plugin|terraform-provider|cdktf-provider)\/src\//;
const LENGTH = 100_000;

interface Found {
  readonly where: string;
  readonly expression: RegExp;
}

async function expressions(): Promise<readonly Found[]> {
  const files = (await readSourceTree(root)).filter(
    (file) => isTypeScript(file) && PACKAGES.test(file.path) && !isTestCode(file.path),
  );
  return files.flatMap(({ path, text }) => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    const found: Found[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const [, pattern = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
        found.push({
          where: `${path}:${line} ${node.text}`,
          expression: new RegExp(pattern, flags.replace('g', '')),
        });
      }
      ts.forEachChild(node, look);
    };
    look(source);
    return found;
  });
}

test('each reads a hostile text in linear time', async () => {
  const found = await expressions();
  expect(found.length).toBeGreaterThan(50);
  const slow: string[] = [];
  let worst = 0;
  for (const { where, expression } of found) {
    const { ms, text } = slowest(expression, hostileTexts(LENGTH));
    worst = Math.max(worst, ms);
    if (ms >= CPU_MS_MAX) slow.push(`${where}: ${ms.toFixed(0)} ms for ${JSON.stringify(text.slice(0, 20))}`);
  }
  expect(slow).toEqual([]);
  console.log(
    `expressions in sources: ${found.length} × ${hostileTexts(LENGTH).length} texts of ${LENGTH} characters, the slowest took ${worst.toFixed(1)} ms`,
  );
});
