import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkPositiveQuantity,
  equalQuantities,
  formatQuantity,
  normaliseQuantity,
  parseQuantity,
} from './quantity.ts';
import { UNKNOWN } from './unknown.ts';

const UNIT = 1_000_000_000n;

describe('parseQuantity', () => {
  test.each([
    ['0', 0n],
    ['1', UNIT],
    ['+1', UNIT],
    ['-1', -UNIT],
    ['1.', UNIT],
    ['.5', UNIT / 2n],
    ['1000m', UNIT],
    ['1u', 1000n],
    ['1n', 1n],
    ['0.1n', 1n],
    ['-0.1n', -1n],
    ['1k', 1000n * UNIT],
    ['1Ki', 1024n * UNIT],
    ['0.5Ki', 512n * UNIT],
    ['1.5Gi', 1_610_612_736n * UNIT],
    ['1E', 10n ** 18n * UNIT],
    ['1e3', 1000n * UNIT],
    ['1E3', 1000n * UNIT],
    ['1E-3', UNIT / 1000n],
    ['1e-999', 1n],
    ['0e9999', 0n],
    ['7Ei', 7n * 1024n ** 6n * UNIT],
    [4, 4n * UNIT],
    [0.5, UNIT / 2n],
    [1e18, 10n ** 18n * UNIT],
  ])('%s is %s nano', (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  test.each([
    '',
    '.',
    '+',
    'Gi',
    '1 Gi',
    '1gi',
    '1K',
    '1Mb',
    '0x1',
    '1e',
    '1e1.5',
    '--1',
    '1,5',
    '1\n',
    '١',
    '1e999999999',
    '16Ei',
    '9223372036854775808',
    '1'.repeat(49),
    'Infinity',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    true,
    {},
    UNKNOWN,
  ])('%s is no quantity', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});

describe('normaliseQuantity', () => {
  test.each([
    ['1000m', '1'],
    ['0.5', '500m'],
    ['1024Mi', '1Gi'],
    ['1073741824', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1000', '1k'],
    ['128000', '128k'],
    ['128G', '128G'],
    ['2048', '2Ki'],
    ['100', '100'],
    ['0Gi', '0'],
    ['-1024Mi', '-1Gi'],
    ['1e3', '1k'],
    ['0.000000001', '1n'],
    ['08Gi', '8Gi'],
  ])('%s is written as %s', (text, expected) => {
    expect(normaliseQuantity(text)).toBe(expected);
  });

  test('a text that is no quantity has no normal form', () => {
    expect(normaliseQuantity('lots')).toBeUndefined();
  });
});

describe('properties', () => {
  const nano = fc.bigInt({ min: -(2n ** 63n - 1n) * UNIT, max: (2n ** 63n - 1n) * UNIT });

  test('writing and reading gives the same quantity', () => {
    fc.assert(
      fc.property(nano, (quantity) => {
        expect(parseQuantity(formatQuantity(quantity))).toBe(quantity);
      }),
    );
  });

  test('the normal form is its own normal form, and equal to what it came from', () => {
    const suffixes = ['', 'm', 'u', 'n', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'Ti', 'e2', 'E-2'];
    const text = fc
      .tuple(fc.nat(4_000_000), fc.nat(), fc.constantFrom(...suffixes))
      .map(([whole, fraction, suffix]) => `${whole}.${fraction}${suffix}`);
    fc.assert(
      fc.property(text, (each) => {
        const normal = normaliseQuantity(each) ?? '';
        expect(normaliseQuantity(normal)).toBe(normal);
        expect(equalQuantities(each, normal)).toBe(true);
      }),
    );
  });
});

test.each([
  ['1000m', '1', true],
  ['1024Mi', '1Gi', true],
  ['1G', '1Gi', false],
  ['1', 'one', false],
  ['one', 'one', true],
  ['one', 'One', false],
  [4, '4', true],
])('equalQuantities(%s, %s) is %s', (a, b, expected) => {
  expect(equalQuantities(a, b)).toBe(expected);
});

describe('checkPositiveQuantity', () => {
  test.each(['20Gi', 4, undefined, null, UNKNOWN])('takes %s', (value) => {
    expect(checkPositiveQuantity(value, '/diskSize', 'diskSize')).toEqual([]);
  });

  test.each([
    ['20 GB', 'invalid_quantity'],
    ['0', 'out_of_range'],
    ['-1Gi', 'out_of_range'],
    [{}, 'invalid_quantity'],
  ])('refuses %s as %s', (value, code) => {
    const findings = checkPositiveQuantity(value, '/diskSize', 'diskSize');
    expect(findings.map((finding) => [finding.pointer, finding.code])).toEqual([['/diskSize', code]]);
  });

  test.each([
    ['diskSize', '"500Mi" or "16Gi"'],
    ['nfs.size', '"500Mi" or "16Gi"'],
    ['resources.memory', '"500Mi" or "16Gi"'],
    ['resources.cpu', '"500m" or "4"'],
    ['kubelet.systemReservedCpu', '"500m" or "4"'],
  ])('names of %s what could stand there', (field, examples) => {
    expect(checkPositiveQuantity('20Gx', '/x', field)[0]?.detail).toBe(
      `${field} "20Gx" is not a quantity; write a number with an optional suffix, such as ${examples}.`,
    );
  });
});
