import { expect, test } from 'vitest';
import { tidyFindings } from './tidy.ts';

const findingsIn = (path: string, text: string) => tidyFindings([{ path, text }]);

test('a short file that says what it is', () => {
  expect(findingsIn('sdk/src/a.ts', '// One idea.\nexport const a = 1;\n')).toEqual([]);
});

test('a file of 401 lines', () => {
  expect(findingsIn('sdk/src/a.ts', `// Many.${'\n'.repeat(400)}`)).toEqual([
    'sdk/src/a.ts:400 has 401 lines; split it, one idea per file (tidy)',
  ]);
});

test('a function of 71 lines', () => {
  const text = `// One.\nexport function a() {${'\n'.repeat(70)}}\n`;
  expect(findingsIn('sdk/src/a.ts', text)).toEqual([
    'sdk/src/a.ts:2 is a function of 71 lines; split it (tidy)',
  ]);
  expect(findingsIn('sdk/src/a.test.ts', text)).toEqual([]);
});

test('a file that says nothing', () => {
  expect(findingsIn('sdk/src/a.ts', 'export const a = 1;')).toEqual([
    'sdk/src/a.ts:1 does not say what idea it holds; open it with a short comment (tidy)',
  ]);
});

test.each(['TO' + 'DO', 'FIX' + 'ME'])('%s', (word) => {
  expect(findingsIn('sdk/src/a.ts', `// One.\n// ${word}: later`)).toEqual([
    'sdk/src/a.ts:2 leaves something unfinished; finish it or write an issue (tidy)',
  ]);
});

test('a path of one machine', () => {
  const path = ['', 'home', 'somebody', 'project'].join('/');
  expect(findingsIn('sdk/src/a.ts', `// One.\nexport const a = '${path}';`)).toEqual([
    'sdk/src/a.ts:2 names a path of one machine; take it from the environment or the project (tidy)',
  ]);
  expect(findingsIn('sdk/src/a.ts', "// One.\nexport const a = 'https://example.com/home/page';")).toEqual(
    [],
  );
});

const skip = ['test', 'skip'].join('.');
const only = ['test', 'only'].join('.');

test('a test that is left out without a reason', () => {
  const finding = 'sdk/src/a.test.ts:1 leaves tests out; run them, or say why in a comment (tidy)';
  expect(findingsIn('sdk/src/a.test.ts', `${skip}('a', () => {});`)).toEqual([finding]);
  expect(findingsIn('sdk/src/a.test.ts', `// Needs PostgreSQL.\n${skip}('a', () => {});`)).toEqual([]);
});

test.each(['skip', 'run'])('a test that decides by hand to %s', (verb) => {
  const text = (reason: string) => `test.${verb}If(${reason})('a', () => {});`;
  expect(findingsIn('test/a.test.ts', text('hasGo'))).toEqual([
    'test/a.test.ts:1 decides itself where a test runs; ask test/support/left-out.ts (tidy)',
  ]);
  expect(findingsIn('test/a.test.ts', text('leftOut'))).toEqual([]);
  expect(findingsIn('test/a.test.ts', text("process.platform !== 'win32'"))).toEqual([]);
});

test('a test that asks by hand whether this is CI', () => {
  const text = `// Only there.\nif (${['process', 'env'].join('.')}['CI']) throw new Error('missing');`;
  expect(findingsIn('test/a.test.ts', text)).toEqual([
    'test/a.test.ts:2 decides itself where a test runs; ask test/support/left-out.ts (tidy)',
  ]);
  expect(findingsIn('test/support/left-out.ts', text)).toEqual([]);
});

test('a test that leaves out all others, whatever the reason', () => {
  expect(findingsIn('sdk/src/a.test.ts', `// Quick.\n${only}('a', () => {});`)).toHaveLength(1);
});

test('a folder of the service with 25 files beside their tests', () => {
  const all = Array.from({ length: 50 }, (_, index) => ({
    path: `service/src/plan/f${index >> 1}${index % 2 === 0 ? '' : '.test'}.ts`,
    text: '// One.\n',
  }));
  expect(tidyFindings(all)).toEqual(['service/src/plan holds 25 files; group what belongs together (tidy)']);
  expect(tidyFindings(all.slice(2))).toEqual([]);
});

test('a package without a first page', () => {
  const manifest = { path: 'platforms/simulated/package.json', text: '{}' };
  expect(tidyFindings([manifest])).toEqual([
    'platforms/simulated/README.md is missing; say what the package is and who it is for (tidy)',
  ]);
  expect(tidyFindings([manifest, { path: 'platforms/simulated/README.md', text: '# simulated\n' }])).toEqual(
    [],
  );
});

test('a folder whose name says enough needs no page', () => {
  expect(tidyFindings([{ path: 'sdk/src/deep/a.ts', text: '// One.\n' }])).toEqual([]);
});

test('a page that opens with one sentence', () => {
  const text = '# deep\n\nThe `a.ts` of the client; only it\nimports this.\n\nMore.';
  expect(tidyFindings([{ path: 'sdk/src/deep/README.md', text }])).toEqual([]);
});

test('a page of one sentence', () => {
  const page = { path: 'sdk/src/deep/README.md', text: '# deep\n\nThe parts of the client.\n' };
  expect(tidyFindings([page])).toEqual([
    'sdk/src/deep/README.md:1 says one thing only; say it in the page of the folder above, and drop this one (tidy)',
  ]);
});

test('a table of folders that is not complete', () => {
  const table = '| folder | idea |\n|---|---|\n| `deep/` | this |\n| `gone`, `other` | that |\n';
  const files = ['deep/a.ts', 'other/deeper/b.ts', 'more/c.ts', 'd.ts'].map((path) => ({
    path: `sdk/src/${path}`,
    text: '// One.\n',
  }));
  expect(tidyFindings([{ path: 'sdk/src/README.md', text: `# src\nAll.\n\n${table}` }, ...files])).toEqual([
    'sdk/src/README.md:1 names gone, which is no folder or named before; mend the table (tidy)',
    'sdk/src/README.md:1 does not name more; say what it is (tidy)',
  ]);
});

test('a page that opens with two', () => {
  const text = '# deep\n\nThe parts. Only the client imports them.\n\nMore.';
  expect(tidyFindings([{ path: 'sdk/src/deep/README.md', text }])).toEqual([
    'sdk/src/deep/README.md:1 does not open with one sentence on what the folder is and who may import it; write it (tidy)',
  ]);
});
