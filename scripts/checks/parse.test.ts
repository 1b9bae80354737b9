// What the tools print becomes one line for each finding.
import { expect, test } from 'vitest';
import { parseRedoclyFindings } from './contract-lint.ts';
import { parseStyleFindings } from './style.ts';
import { parseTypeErrors } from './types.ts';

test('type errors, without the lines that explain them', () => {
  const output =
    "sdk/src/a.ts(7,2): error TS2322: Type 'string' is not assignable.\n  Types do not match.\nerror TS5083: Cannot read file 'x'.\n";
  expect(parseTypeErrors(output)).toEqual([
    "sdk/src/a.ts:7 Type 'string' is not assignable. (TS2322)",
    "error TS5083: Cannot read file 'x'.",
  ]);
});

test('style findings, with the command that formats', () => {
  const output = [
    '::warning title=lint/style/useConst,file=/p/sdk/src/a.ts,line=3,endLine=3,col=1,endColumn=4::This let is only assigned once.',
    '::error title=format,file=/p/sdk/src/b.ts,line=1,endLine=1,col=2,endColumn=2::Formatter would have printed this.',
    'check ━━━━',
  ].join('\n');
  expect(parseStyleFindings(output, '/p')).toEqual([
    'sdk/src/a.ts:3 This let is only assigned once. (lint/style/useConst)',
    'sdk/src/b.ts:1 is not formatted; run npx biome check --write sdk/src/b.ts (format)',
  ]);
});

test('Redocly findings', () => {
  const output = `A new version is out.\n${JSON.stringify({ problems: [{ message: 'No summary.', ruleId: 'operation-summary', location: [{ pointer: '#/paths/~1a/get' }] }] })}`;
  expect(parseRedoclyFindings(output)).toEqual(['openapi: #/paths/~1a/get No summary. (operation-summary)']);
});
