import { expect, test } from 'vitest';
import { failuresText } from './failures-reporter.ts';

test('nothing is said of a run without failures', () => {
  expect(failuresText('Failed', [])).toBe('');
});

test('each failure with its place and the beginning of what it says', () => {
  const long = Array.from({ length: 9 }, (_, index) => `line ${index + 1}`).join('\n');
  expect(
    failuresText('Failed', [
      { where: 'test/a.test.ts > adds', messages: ['expected 3 to be 4'] },
      { where: 'outside of every test', messages: [long] },
    ]).split('\n'),
  ).toEqual([
    '',
    'Failed, 2 in all:',
    '  test/a.test.ts > adds',
    '    expected 3 to be 4',
    '  outside of every test',
    ...[1, 2, 3, 4, 5, 6].map((line) => `    line ${line}`),
    '    … 3 lines more above',
  ]);
});
