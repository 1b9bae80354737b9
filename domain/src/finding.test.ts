import { describe, expect, test } from 'vitest';
import { error, FINDING_CODES, FINDING_MEANINGS, warning } from './finding.ts';

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

describe('the closed list', () => {
  test.each(FINDING_CODES)('%s is snake case and has one sentence', (code) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(FINDING_MEANINGS[code]).toMatch(/^[A-Z][^.]*\.$/);
  });

  test('cannot be changed', () => {
    expect(Object.isFrozen(FINDING_CODES)).toBe(true);
  });
});
