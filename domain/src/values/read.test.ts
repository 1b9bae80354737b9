import { describe, expect, test } from 'vitest';
import { checkInteger, checkList, checkObject, checkString, choices, isObject, own, show } from './read.ts';
import { UNKNOWN } from './unknown.ts';

describe('show', () => {
  test.each([
    ['web', '"web"'],
    ['a\u001b[31mred', '"a\\u001b[31mred"'],
    ['a\u009b31mred\u007f\u2028', '"a\\u009b31mred\\u007f\\u2028"'],
    ['a'.repeat(70), `"${'a'.repeat(64)}…"`],
    [12, '12'],
    [null, 'null'],
    [true, 'true'],
    [[1, 2], 'a list'],
    [{ a: 1 }, 'an object'],
    [undefined, 'a undefined'],
    [UNKNOWN, 'a symbol'],
  ])('%j is shown as %s', (value, expected) => {
    expect(show(value)).toBe(expected);
  });
});

test('choices shows a dozen names', () => {
  const names = Array.from({ length: 14 }, (_, index) => `n${index}`);
  expect(choices(names.slice(0, 12))).toBe('n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11');
  expect(choices(names)).toBe('n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11 and 2 more');
  expect(choices([])).toBe('');
});

describe('own', () => {
  test('sees own properties only', () => {
    expect(own({ a: 1 }, 'a')).toBe(1);
    expect(own({}, 'constructor')).toBeUndefined();
    expect(own(JSON.parse('{"__proto__": 7}'), '__proto__')).toBe(7);
  });
});

test('isObject is true for objects alone', () => {
  expect([{}, [], null, 'a', 1, undefined].map(isObject)).toEqual([true, false, false, false, false, false]);
});

describe('a checked field', () => {
  const refuse = () => [{ pointer: '', code: 'invalid_value', severity: 'error', detail: 'ran' } as const];

  test.each([
    ['checkString', checkString],
    ['checkInteger', checkInteger],
    ['checkObject', checkObject],
    ['checkList', checkList],
  ])('%s passes what is absent or not known yet', (_name, check) => {
    for (const value of [undefined, null, UNKNOWN]) expect(check(value, '/x', 'x', refuse)).toEqual([]);
  });

  test('of the right type runs its check', () => {
    expect(checkString('a', '', 'x', refuse)).toHaveLength(1);
    expect(checkInteger(1, '', 'x', refuse)).toHaveLength(1);
    expect(checkObject({}, '', 'x', refuse)).toHaveLength(1);
    expect(checkList([], '', 'x', refuse)).toHaveLength(1);
  });

  test('a whole number that is none has its field and its text as values', () => {
    expect(checkInteger('"7"\n', '/x', 'x', () => [])[0]?.params).toEqual({
      ...{ expects: 'integer', field: 'x' },
      value: '"7"\\u000a',
    });
  });

  test.each([
    [checkString, 7, 'x must be a text, not 7. Write it in quotes.'],
    [checkInteger, 1.5, 'x must be a whole number, not 1.5.'],
    [checkInteger, 2 ** 53, 'x must be a whole number, not 9007199254740992.'],
    [checkInteger, '7', 'x must be a whole number, not "7". Write it without quotes.'],
    [checkObject, [], 'x must be an object, not a list.'],
    [checkList, {}, 'x must be a list, not an object.'],
  ])('of another type says which it takes: %#', (check, value, detail) => {
    expect(check(value, '/x', 'x', () => [])).toMatchObject([
      { pointer: '/x', code: 'invalid_type', severity: 'error', detail },
    ]);
  });
});
