import { expect, test } from 'vitest';
import { decisionFindings } from './decisions.ts';

const decision = (name: string, heading = name.slice(0, 4)) => ({
  path: `docs/decisions/${name}.md`,
  text: `# ${heading}: A choice\n`,
});

test('decisions in a row, in any order of files', () => {
  const readme = { path: 'docs/decisions/README.md', text: '# decisions\n' };
  expect(decisionFindings([decision('0002-b'), readme, decision('0001-a')])).toEqual([]);
});

test('a number for two decisions', () => {
  expect(decisionFindings([decision('0001-a'), decision('0001-b')])).toEqual([
    'docs/decisions/0001-b.md should have the number 0002; each number stands for one decision (decisions)',
  ]);
});

test('a number that is left out', () => {
  expect(decisionFindings([decision('0001-a'), decision('0003-b')])).toEqual([
    'docs/decisions/0003-b.md should have the number 0002; each number stands for one decision (decisions)',
  ]);
});

test('a heading with another number', () => {
  expect(decisionFindings([decision('0001-a', '0002')])).toEqual([
    'docs/decisions/0001-a.md:1 does not begin with "# 0001: "; write the number of the file (decisions)',
  ]);
});
