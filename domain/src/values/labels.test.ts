import { describe, expect, test } from 'vitest';
import { checkLabels, isLabelValue } from './labels.ts';
import { UNKNOWN } from './unknown.ts';

describe('checkLabels', () => {
  test.each([
    [{}],
    [{ team: 'shop', 'example.ch/tier': '1', A_b: '' }],
    [{ a: UNKNOWN }],
    [UNKNOWN],
    [{ 'notkubernetes.io/x': 'y' }],
  ])('takes %j', (labels) => {
    expect(checkLabels(labels)).toEqual([]);
  });

  test.each([
    [{ '-a': 'x' }, '/labels/-a', 'invalid_label'],
    [{ 'a b': 'x' }, '/labels/a b', 'invalid_label'],
    [{ 'a/b/c': 'x' }, '/labels/a~1b~1c', 'invalid_label'],
    [{ '/b': 'x' }, '/labels/~1b', 'invalid_label'],
    [{ 'a..b/c': 'x' }, '/labels/a..b~1c', 'invalid_label'],
    [{ ['k'.repeat(64)]: 'x' }, `/labels/${'k'.repeat(64)}`, 'invalid_label'],
    [{ 'kubernetes.io/x': 'y' }, '/labels/kubernetes.io~1x', 'reserved_label'],
    [{ 'apps.cozystack.io/x': 'y' }, '/labels/apps.cozystack.io~1x', 'reserved_label'],
    [{ a: 'two words' }, '/labels/a', 'invalid_label'],
    [{ a: 'v'.repeat(64) }, '/labels/a', 'invalid_label'],
    [{ a: 1 }, '/labels/a', 'invalid_type'],
    ['a=b', '/labels', 'invalid_type'],
  ])('refuses %j', (labels, pointer, code) => {
    expect(checkLabels(labels).map((finding) => [finding.pointer, finding.code])).toEqual([[pointer, code]]);
  });
});

test('an empty text is a label value', () => {
  expect([isLabelValue(''), isLabelValue('a.b_c-d'), isLabelValue('a-')]).toEqual([true, true, false]);
});
