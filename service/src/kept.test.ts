import { expect, test } from 'vitest';
import { Kept } from './kept.ts';

test('what no longer fits is forgotten, the oldest first', () => {
  const kept = new Kept<string, number>(10);
  kept.set('a', 1, 4);
  kept.set('b', 2, 4);
  kept.set('c', 3, 4);
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual([undefined, 2, 3]);
});

test('what takes the place of another weighs once', () => {
  const kept = new Kept<string, number>(10);
  for (let turn = 0; turn < 100; turn += 1) kept.set('a', turn, 6);
  kept.set('b', 2, 4);
  expect([kept.get('a'), kept.get('b')]).toEqual([99, 2]);
  kept.delete('a');
  kept.delete('a');
  kept.set('c', 3, 6);
  expect([kept.get('b'), kept.get('c')]).toEqual([2, 3]);
});

test('what weighs more than all that may be kept is not kept', () => {
  const kept = new Kept<string, number>(10);
  kept.set('a', 1, 11);
  expect(kept.get('a')).toBeUndefined();
  kept.set('b', 2, 10);
  expect(kept.get('b')).toBe(2);
});

test('after all was forgotten there is room for as much as before', () => {
  const kept = new Kept<string, number>(10);
  kept.set('a', 1, 10);
  kept.clear();
  expect(kept.get('a')).toBeUndefined();
  kept.set('b', 2, 5);
  kept.set('c', 3, 5);
  expect([kept.get('b'), kept.get('c')]).toEqual([2, 3]);
});
