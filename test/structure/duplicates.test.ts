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
