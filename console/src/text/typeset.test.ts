import { expect, test } from 'vitest';
import { wordsOf } from './words.ts';

const PLAIN = / [;:!?»]|« /;

/** Every text of a table, those that functions make of words and numbers included. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  if (typeof value !== 'function') return [];
  return [3, 'prod', ['prod']].flatMap((about) => {
    try {
      return textsOf(value(about, about, true));
    } catch {
      return [];
    }
  });
}

test('no line of French begins with a sign that belongs to the one above', () => {
  const texts = textsOf(wordsOf('fr', () => 0));
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.filter((text) => PLAIN.test(text))).toEqual([]);
  expect(texts).toContain('Quitter le formulaire\u202f?');
  expect(texts).toContain('Le cluster «\u202fprod\u202f» n’existe plus.');
});
