import { describe, expect, test } from 'vitest';
import { error, errorWith, FINDING_CODES, FINDING_MEANINGS, warning } from './finding.ts';

test('findings carry what they are given, and no empty list', () => {
  expect(error('/a', 'invalid_value', 'a is wrong.')).toEqual({
    pointer: '/a',
    code: 'invalid_value',
    severity: 'error',
    detail: 'a is wrong.',
  });
  expect(warning('', 'nodes_roll', 'w', ['x'])).toEqual({
    pointer: '',
    code: 'nodes_roll',
    severity: 'warning',
    detail: 'w',
    allowed: ['x'],
  });
});

test('findings that can be said in other words carry the values of their code', () => {
  const found = errorWith({ site: 'basel' }, '/site', 'unknown_site', 'There is none.', ['gland']);
  expect(found).toEqual({
    ...error('/site', 'unknown_site', 'There is none.', ['gland']),
    params: { site: 'basel' },
  });
});

describe('the closed list', () => {
  test.each(FINDING_CODES)('%s is snake case and has one sentence', (code) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(FINDING_MEANINGS[code]).toMatch(/^[A-Z][^.]*\.$/);
  });

  test('cannot be changed', () => {
    expect(Object.isFrozen(FINDING_CODES)).toBe(true);
  });
});
