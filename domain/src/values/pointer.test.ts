import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, pointerTokens } from './pointer.ts';

describe('at', () => {
  test.each([
    ['', ['nodeGroups', 'web'], '/nodeGroups/web'],
    ['/a', [0, 'b'], '/a/0/b'],
    ['', ['a/b'], '/a~1b'],
    ['', ['a~b'], '/a~0b'],
    ['', ['~1'], '/~01'],
    ['', [''], '/'],
    ['/x', [], '/x'],
  ])('%j with %j is %j', (pointer, tokens, expected) => {
    expect(at(pointer, ...tokens)).toBe(expected);
  });
});

describe('pointerTokens', () => {
  test.each([
    ['', []],
    ['/', ['']],
    ['/a~1b/c~0d', ['a/b', 'c~d']],
    ['/~01', ['~1']],
  ])('%j has the tokens %j', (pointer, expected) => {
    expect(pointerTokens(pointer)).toEqual(expected);
  });

  test('a text that does not start with a slash is no pointer', () => {
    expect(pointerTokens('a/b')).toBeUndefined();
  });

  test('gives back what at() was given', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tokens) => {
        expect(pointerTokens(at('', ...tokens))).toEqual(tokens);
      }),
    );
  });
});
