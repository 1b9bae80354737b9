import { describe, expect, test } from 'vitest';
import { checkPrecondition, etagOf, parseIfMatch } from './etag.ts';

const CURRENT = { uid: '3f2b8c1e', generation: 4 };

test('an ETag names the object and its generation', () => {
  expect(etagOf(CURRENT)).toBe('"3f2b8c1e.4"');
});

describe('parseIfMatch', () => {
  test.each([
    ['*', 'any'],
    [' * ', 'any'],
    ['"a.1"', ['"a.1"']],
    ['"a.1" , "b.2"', ['"a.1"', '"b.2"']],
    ['W/"a.1", "b.2"', ['"b.2"']],
    ['W/"a.1"', []],
    ['""', ['""']],
    ['"a,b",W/"c,"', ['"a,b"']],
  ])('reads %s', (header, precondition) => {
    expect(parseIfMatch(header)).toEqual(precondition);
  });

  test.each(['', 'a', '"a', 'a"', 'w/"a"', '"a",', '*, "a"', '"a"b"', '"a" "b"', ',"a"', '"é"'])(
    'refuses %s',
    (header) => {
      expect(() => parseIfMatch(header)).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
    },
  );
});

describe('checkPrecondition', () => {
  test.each([undefined, 'any', ['"x.1"', '"3f2b8c1e.4"']] as const)('%j holds', (precondition) => {
    expect(() => checkPrecondition(precondition, CURRENT)).not.toThrow();
  });

  test.each([[[]], [['"3f2b8c1e.3"']], [['"other.4"']]])('%j does not hold', (precondition) => {
    expect(() => checkPrecondition(precondition, CURRENT)).toThrow(
      expect.objectContaining({ code: 'precondition_failed', facts: { current: CURRENT } }),
    );
  });

  test('nothing holds for what is not there', () => {
    expect(() => checkPrecondition('any', undefined)).toThrow(
      expect.objectContaining({ code: 'precondition_failed' }),
    );
    expect(() => checkPrecondition(undefined, undefined)).not.toThrow();
  });
});
