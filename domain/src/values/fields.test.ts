import type { Comparison, Field } from '@hikube/openapi/fields';
import { describe, expect, test } from 'vitest';
import { equalField } from './fields.ts';

const of = (kind: Field['kind'], more: Partial<Field> = {}): Field => ({
  kind,
  class: 'input',
  compare: 'json',
  ...more,
});

const size = of('object', {
  fields: {
    cpu: of('text', { compare: 'quantity' }),
    spare: of('number', { class: 'constant-default', default: 1 }),
  },
});

describe('without a default, absent is not the same as empty', () => {
  test.each([
    ['text', ''],
    ['number', 0],
    ['boolean', false],
    ['list', []],
    ['map', {}],
    ['object', {}],
  ] as const)('%s %j', (kind, empty) => {
    expect(equalField(of(kind), undefined, empty)).toBe(false);
    expect(equalField(of(kind), null, undefined)).toBe(true);
    expect(equalField(of(kind, { class: 'constant-default', default: empty }), undefined, empty)).toBe(true);
  });
});

describe('values are compared as the contract says', () => {
  test.each<[Comparison, unknown, unknown]>([
    ['json', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['set', ['a', 'b'], ['b', 'a', 'a']],
    ['multiset', [{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'a' }]],
    ['quantity', '1Gi', '1024Mi'],
    ['kubernetesVersion', '1.34', 'v1.34.2'],
    ['values', { crds: 1 }, { 'cert-manager': { crds: 1 } }],
  ])('%s: %j and %j', (compare, a, b) => {
    expect(equalField(of('json', { compare }), a, b, 'cert-manager')).toBe(true);
    expect(equalField(of('json', { compare }), a, ['another'], 'cert-manager')).toBe(false);
  });
});

test.each([
  [{ cpu: '1' }, { cpu: '1000m', spare: 1 }, true],
  [{ cpu: '1' }, { cpu: '1', spare: 2 }, false],
  [{ cpu: '1', seen: true }, { cpu: '1', seen: false }, true],
  [{ cpu: '1' }, undefined, false],
])('an object is compared field by field, without what is no field of it: %j and %j', (a, b, expected) => {
  expect(equalField(size, a, b)).toBe(expected);
});
