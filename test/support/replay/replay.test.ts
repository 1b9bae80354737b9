import { expect, test } from 'vitest';
import { entriesOfNothing } from './replay.ts';

const step = { name: 'a', request: { path: '/' }, response: { status: 200, headers: {} } };

test('an entry for a step that was not recorded is told', () => {
  const recordings = [{ name: '01-one', steps: [step, step] }];
  expect(entriesOfNothing({ '01-one': { 0: 'so', 1: 'so' } }, recordings)).toEqual([]);
  expect(entriesOfNothing({ '01-one': { 2: 'so' }, '02-gone': { 0: 'so' } }, recordings)).toEqual([
    '01-one has no step 2: take its entry away',
    '02-gone has no step 0: take its entry away',
  ]);
});
