import { expect, test } from 'vitest';
import { seamFindings } from './seams.ts';

const findingsIn = (path: string, text: string) => seamFindings([{ path, text }]);

test.each([
  ['Date.now()', 'Date.now'],
  ['new Date()', 'new Date()'],
  ['Math.random()', 'Math.random'],
  ['setTimeout(f, 1)', 'setTimeout'],
  ['globalThis.setInterval(f, 1)', 'setInterval'],
  ['globalThis.crypto.randomUUID()', 'crypto.randomUUID'],
  ['process.env.HOME', 'process.env'],
  ['performance.now()', 'performance.now'],
])('%s outside a seam', (code, name) => {
  expect(findingsIn('service/src/handlers/a.ts', `\nexport const a = ${code};`)).toEqual([
    `service/src/handlers/a.ts:2 uses ${name}; take a clock, random source or setting as a parameter (seams)`,
  ]);
});

test.each(['clock', 'random', 'main'])('%s.ts is a seam', (name) => {
  expect(findingsIn(`service/src/${name}.ts`, 'Date.now(); process.env.X; Math.random();')).toEqual([]);
});

test('a moment that is given, a comment and a string are no reach outside', () => {
  expect(
    findingsIn(
      'domain/src/a.ts',
      "// Date.now()\nexport const a = [new Date(0), 'Math.random()', clock.setTimeout(f)];",
    ),
  ).toEqual([]);
});

test('tests may do all of it', () => {
  expect(findingsIn('service/src/a.test.ts', "import 'node:fs'; Date.now();")).toEqual([]);
});

test('a named place may only do what it is named for', () => {
  expect(findingsIn('sdk/src/core.ts', 'Math.random();')).toEqual([]);
  expect(findingsIn('sdk/src/core.ts', 'Date.now();')).toHaveLength(1);
});

test('node:sqlite has one home', () => {
  expect(findingsIn('service/src/store/sqlite/database.ts', "import 'node:sqlite';")).toEqual([]);
  expect(findingsIn('server/src/main.ts', "import 'node:sqlite';")).toEqual([
    'server/src/main.ts:1 imports node:sqlite; only service/src/store/sqlite may (seams)',
  ]);
});

test('what runs in a browser does not import Node', () => {
  expect(findingsIn('service/src/http/a.ts', "import { createHash } from 'node:crypto';")).toEqual([
    'service/src/http/a.ts:1 imports node:crypto but must also run in a browser; hand it in from a seam (seams)',
  ]);
  expect(findingsIn('service/src/store/postgres/a.ts', "import 'node:crypto';")).toEqual([]);
  expect(findingsIn('platforms/simulated/src/a.ts', "import 'node:crypto';")).toHaveLength(1);
  expect(findingsIn('server/src/a.ts', "import 'node:crypto';")).toEqual([]);
  expect(findingsIn('terraform-provider/src/a.ts', "import 'node:crypto';")).toEqual([]);
});
