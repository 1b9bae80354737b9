import { expect, test } from 'vitest';
import { patterns } from './patterns.ts';
import { finished, fixture } from './testing/fixture.ts';

function findingsWith(pattern: string, hints: Record<string, string>): string[] {
  const contract = fixture();
  finished(contract, 'Pool.labels').propertyNames = { maxLength: 63, pattern };
  return patterns
    .check({ ...contract, patterns: { ...contract.patterns, ...hints } })
    .map(({ where, detail }) => `${where}: ${detail}`);
}

test('a pattern with its hint', () => {
  expect(findingsWith('^[0-9]+$', { '^[0-9]+$': 'Use digits.' })).toEqual([]);
});

test('a pattern without a hint', () => {
  expect(findingsWith('^[0-9]+$', {})).toEqual([
    'Pool.labels{key}: has the pattern ^[0-9]+$ without a hint; add one to patterns.yaml',
  ]);
});

test.each(['[0-9]+', '^[0-9]+', '[0-9]+$'])('the pattern %s fits a part of a text', (pattern) => {
  expect(findingsWith(pattern, { [pattern]: 'Use digits.' })).toEqual([
    `Pool.labels{key}: has the pattern ${pattern}, which fits a part of a text; begin it with ^ and end it with $`,
  ]);
});

test('a hint that nobody needs', () => {
  expect(findingsWith('^[a-z]([-a-z0-9]*[a-z0-9])?$', { '^x$': 'Write x.' })).toEqual([
    'patterns.yaml ^x$: is used nowhere; remove it',
  ]);
});

test('a hint that is no sentence', () => {
  expect(findingsWith('^[0-9]+$', { '^[0-9]+$': 'digits' })).toEqual([
    'patterns.yaml ^[0-9]+$: has a hint that is no sentence; begin with a capital and end with a full stop',
  ]);
});
