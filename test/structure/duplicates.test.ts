// Planted pairs: what counts as the same, and what does not.
import { expect, test } from 'vitest';
import { duplicateFindings } from './duplicates.ts';

/** A function of `count` statements, under names of its own. */
const steps = (name: string, count: number) =>
  [
    `import { ${name} } from './${name}.ts';`,
    ...Array.from({ length: count }, (_, index) => {
      const plus = ' + 1'.repeat(index % 5);
      return index % 2 === 0
        ? `const ${name}${index} = ${name}(${index}${plus});`
        : `if (${name}${plus}) run('${name}');`;
    }),
  ].join('\n');

const rows = (value: string, count: number) =>
  `const ROWS = [\n${Array.from({ length: count }, (_, index) => `  ['${index}', ${value}],`).join('\n')}\n];`;

const found = (...texts: string[]) =>
  duplicateFindings(texts.map((text, index) => ({ path: `sdk/src/f${index}.ts`, text })));

test('thirteen lines under other names', () => {
  expect(found(steps('read', 13), `// More.\n\n${steps('write', 13)}`)).toEqual([
    'sdk/src/f1.ts:4 has 13 lines of the same shape as sdk/src/f0.ts:2; write them once (duplicates)',
  ]);
});

test('twelve are few enough', () => {
  expect(found(steps('read', 12), steps('write', 12))).toEqual([]);
});

test('a line between them that is neither comment nor bracket', () => {
  const [first = '', ...rest] = steps('write', 13).split('\n');
  expect(
    found(steps('read', 13), [first, ...rest.toSpliced(6, 0, '// Why.', '{', '}')].join('\n')),
  ).toHaveLength(1);
  expect(found(steps('read', 13), [first, ...rest.toSpliced(6, 0, 'throw new Error();')].join('\n'))).toEqual(
    [],
  );
});

test('twice in one file, and never with itself', () => {
  expect(found(`${steps('read', 13)}\nfor (;;) {}\n${steps('write', 13)}`)).toHaveLength(1);
  expect(found(Array.from({ length: 20 }, () => 'run();').join('\n'))).toEqual([]);
});

test('rows of data only to the letter', () => {
  expect(found(rows('1', 13), rows('2', 13))).toEqual([]);
  expect(found(rows('1', 13), rows('1', 13))).toHaveLength(1);
});

test('a text of many lines only to the letter', () => {
  const text = (word: string) =>
    `const t = \`\n${Array.from({ length: 13 }, (_, line) => `${word} ${line}`).join('\n')}\n\`;`;
  expect(found(text('one'), text('two'))).toEqual([]);
  expect(found(text('one'), text('one'))).toHaveLength(1);
});

/** The same page of `count` lines under other names; on each, an element ends before another one begins. */
const elements = (name: string, count: number) =>
  [
    `export const ${name} = (`,
    '  <>',
    ...Array.from(
      { length: count - 1 },
      (_, index) => `    <b>{${name}${index}}${`<${name} at={${index}} />`.repeat(1 + (index % 5))}</b>`,
    ),
    '  </>',
    ');',
  ].join('\n');

test('elements under other names', () => {
  const named = (one: string, other: string) =>
    duplicateFindings([
      { path: 'console/src/a.tsx', text: one },
      { path: 'console/src/b.tsx', text: other },
    ]);
  expect(named(elements('Icon', 13), elements('Mark', 13))).toEqual([
    'console/src/b.tsx:1 has 13 lines of the same shape as console/src/a.tsx:1; write them once (duplicates)',
  ]);
  expect(named(elements('Icon', 12), elements('Mark', 12))).toEqual([]);
});

/** Rules of a style sheet, `count` lines that are more than a bracket. */
const styles = (value: string, count: number) =>
  Array.from({ length: Math.ceil(count / 2) }, (_, index) =>
    [`.part-${index} {`, ...(2 * index + 1 < count ? [`  width: ${value};`] : []), '}'].join('\n'),
  ).join('\n');

const sheets = (one: string, other: string) =>
  duplicateFindings([
    { path: 'console/src/styles/a.css', text: one },
    { path: 'docs/src/style/b.css', text: other },
  ]);

test('style sheets to the letter', () => {
  expect(sheets(styles('1px', 13), `/* More.\n   And more. */\n${styles('1px', 13)}`)).toEqual([
    'docs/src/style/b.css:3 has 13 lines of the same shape as console/src/styles/a.css:1; write them once (duplicates)',
  ]);
  expect(sheets(styles('1px', 12), styles('1px', 12))).toEqual([]);
  expect(sheets(styles('1px', 13), styles('2px', 13))).toEqual([]);
});

test('shell scripts to the letter', () => {
  const script = (comment: string) =>
    Array.from({ length: 13 }, (_, index) => `step "\${${index}#a}" # ${comment}`).join('\n');
  const scripts = ['.ci/run', 'examples/a.sh'].map((path) => ({ path, text: script(path) }));
  expect(duplicateFindings(scripts)).toHaveLength(1);
});
